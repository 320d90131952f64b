"""Handing a dossier that its agency will not take back to its citizen, who mends it.

Only one the agency has refused and never had: what it may hold is not given back, or there would be
two of it. An operator decides, and the citizen reads why.
"""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import Unacceptable
from portal.domain.states import Delivery, State
from portal.models import Dossier, Event, Promise, PromiseState
from portal.runtime import Runtime
from portal.services import events, promises, tracking, vault
from portal.services.events import Occurrence
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.redrafting import HANDED_BACK

_NO = "rejected"


def possible(session: Session, dossier: Dossier) -> bool:
    """Say whether a dossier waits for a person because its agency refused to take it."""
    return _refused_by(session, dossier) is not None


def _refused_by(session: Session, dossier: Dossier) -> str | None:
    """Name the destination that refused a dossier and never had it."""
    if dossier.state != State.SUBMITTED or dossier.delivery != Delivery.HELD:
        return None
    refused = sa.select(Promise.destination).where(
        Promise.home_agency_id == dossier.home_agency_id,
        Promise.dossier_id == dossier.id,
        Promise.kind == "deliver",
        Promise.state == PromiseState.PARKED,
        Promise.last_outcome == _NO,
    )
    return session.scalars(refused.limit(1)).first()


def hand_back(
    session: Session, rt: Runtime, key: tuple[uuid.UUID, uuid.UUID], actor: Actor
) -> Event:
    """Hand a dossier back; the actor's reason is what its citizen reads. Their SMS is promised.

    Whoever calls has asked the agency, which holds nothing of it.

    :raises Unacceptable: ``not_refused``, if it does not wait for that (any more).
    """
    dossier = events.lock(session, *key)
    agency = _refused_by(session, dossier)
    if agency is None:
        raise Unacceptable("not_refused")
    # What waits behind the delivery, such as a request to withdraw, tells it of nothing it has.
    promises.drop(session, key, to=agency)
    safe = vault.unlock(session, rt, *key)
    what = Occurrence(
        kind=HANDED_BACK,
        occurred_at=clock.now(),
        after=State.WITHDRAWN,
        private={"text": actor.reason.strip()},
    )
    event = tracking.move(session, safe, dossier, what)
    deeds.record(session, actor, "dossier_handed_back", f"dossier:{dossier.id}")
    return event
