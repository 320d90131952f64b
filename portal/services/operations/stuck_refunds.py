"""Refunds through the platform that wait for a person: refused, or perhaps paid and nobody can say.

What is known of a promise stands in the outbox; whether money may have gone, in the refund itself.
"""

import uuid
from collections.abc import Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import wake_after_commit
from portal.models import Dossier, Event, Promise, PromiseState, Refund
from portal.services import promises

DESTINATION, KIND = "payment", "refund"
SLOW = timedelta(days=3)
"""After that long a refund that is under way at the platform is looked at by a person."""


def all_of(session: Session) -> Mapping[uuid.UUID, Promise]:
    """Give the open promises of refunds, by refund."""
    query = _open().where(Promise.state.in_(promises.OPEN))
    return {uuid.UUID(event.facts["refund"]): promise for event, promise in session.execute(query)}


def refused(refund: Refund, promise: Promise) -> bool:
    """Say whether the platform will not send it, and has not: then a person does."""
    return promise.state == PromiseState.PARKED and refund.out_at is None


def doubtful(refund: Refund, promise: Promise) -> bool:
    """Say whether it may have been sent, and the platform does not say by itself."""
    if refund.out_at is None:
        return False
    return promise.state == PromiseState.PARKED or refund.out_at < clock.now() - SLOW


def of(session: Session, dossier: Dossier, refund: Refund) -> Promise | None:
    """Give the open promise of a refund of a locked dossier, locked; None if somebody is at it."""
    query = _open().where(
        Promise.home_agency_id == dossier.home_agency_id, Promise.dossier_id == dossier.id
    )
    rows = session.execute(
        query.with_for_update(of=Promise).execution_options(populate_existing=True)
    )
    for event, promise in rows.tuples():
        ours = uuid.UUID(event.facts["refund"]) == refund.id and promise.state in promises.OPEN
        if ours and (promise.leased_until or clock.now()) <= clock.now():
            return promise
    return None


def drop(session: Session, promise: Promise) -> None:
    """Let the platform try a locked one no more: nothing is left that could be sent again."""
    promise.state, promise.settled_at = PromiseState.DROPPED, clock.now()
    # What waited behind it may go now.
    wake_after_commit(session, "outbox")


def again(session: Session, promise: Promise) -> None:
    """Let the platform try a locked one again at once, for as long as a new one."""
    promise.state, promise.next_at, promise.tried_since = PromiseState.WAITING, clock.now(), None
    wake_after_commit(session, "outbox")


def _open() -> sa.Select[tuple[Event, Promise]]:
    return (
        sa.select(Event, Promise)
        .join(
            Promise,
            sa.and_(
                Promise.home_agency_id == Event.home_agency_id,
                Promise.dossier_id == Event.dossier_id,
                Promise.event_seq == Event.seq,
            ),
        )
        .where(Promise.destination == DESTINATION, Promise.kind == KIND)
    )
