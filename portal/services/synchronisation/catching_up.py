"""Lets dossiers catch up that the national portal was never told of, or not to the end."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.states import NATIONAL_CODES, State
from portal.models import Agency, Dossier, Event, Promise
from portal.services import events
from portal.services.national import promising

BATCH = 200


def behind(session: Session, limit: int = BATCH) -> Sequence[tuple[uuid.UUID, uuid.UUID, int]]:
    """List dossiers whose last change worth telling was never promised: where it is, which event.

    Rehearsals are in no list, nor agencies whose dossiers are not told.
    """
    promised = (
        sa.select(sa.func.max(Promise.seq))
        .where(
            Promise.home_agency_id == Dossier.home_agency_id,
            Promise.dossier_id == Dossier.id,
            Promise.destination == promising.DESTINATION,
        )
        .scalar_subquery()
    )
    last = sa.func.max(Event.seq)
    query = (
        sa.select(Dossier.home_agency_id, Dossier.id, last)
        .join(Agency, Agency.id == Dossier.home_agency_id)
        .join(
            Event,
            sa.and_(Event.home_agency_id == Dossier.home_agency_id, Event.dossier_id == Dossier.id),
        )
        .where(
            Agency.synchronised.is_(True),
            Dossier.rehearsal.is_(False),
            sa.or_(Event.after.in_(_states()), Event.kind.in_(promising.TOLD)),
        )
        .group_by(Dossier.home_agency_id, Dossier.id)
        .having(last > sa.func.coalesce(promised, 0))
        .order_by(Dossier.home_agency_id, Dossier.id)
        .limit(limit)
    )
    return [(home, dossier, seq) for home, dossier, seq in session.execute(query)]


def promise(session: Session, home_agency_id: uuid.UUID, dossier_id: uuid.UUID, seq: int) -> bool:
    """Promise to tell of a dossier as of an event, unless it was promised meanwhile.

    One promise is enough: with it goes all progress that was not told, in order.
    """
    dossier = events.lock(session, home_agency_id, dossier_id)
    key = (home_agency_id, dossier_id, promising.DESTINATION, seq)
    event = session.get(Event, (home_agency_id, dossier_id, seq))
    if event is None or session.get(Promise, key) is not None:
        return False
    return promising.promise(session, dossier, event) is not None


def _states() -> list[State]:
    return list(NATIONAL_CODES)
