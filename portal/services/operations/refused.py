"""Refunds the platform has clearly refused: they lie parked, and a person sends them by hand."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import wake_after_commit
from portal.models import Dossier, Event, Promise, PromiseState

DESTINATION, KIND = "payment", "refund"
_NO = "rejected"


def all_of(session: Session) -> frozenset[uuid.UUID]:
    """Name all refunds the platform refuses to send."""
    return frozenset(refund for refund, _ in _parked(session))


def take_over(session: Session, dossier: Dossier, refund_id: uuid.UUID) -> bool:
    """Let the platform try a refund of a locked dossier no more; says whether it had refused it.

    Whoever sends it by hand sends it once: nothing is left that could be replayed.
    """
    found = _parked(session, Promise.dossier_id == dossier.id)
    promise = next((promise for refund, promise in found if refund == refund_id), None)
    if promise is None:
        return False
    promise.state, promise.settled_at = PromiseState.DROPPED, clock.now()
    # What waited behind it may go now.
    wake_after_commit(session, "outbox")
    return True


def _parked(
    session: Session, *where: sa.ColumnElement[bool]
) -> Sequence[tuple[uuid.UUID, Promise]]:
    query = (
        sa.select(Event, Promise)
        .join(
            Promise,
            sa.and_(
                Promise.home_agency_id == Event.home_agency_id,
                Promise.dossier_id == Event.dossier_id,
                Promise.event_seq == Event.seq,
            ),
        )
        .where(
            Promise.destination == DESTINATION,
            Promise.kind == KIND,
            Promise.state == PromiseState.PARKED,
            Promise.last_outcome == _NO,
            *where,
        )
    )
    found = session.execute(query.with_for_update(of=Promise) if where else query)
    return [(uuid.UUID(event.facts["refund"]), promise) for event, promise in found]
