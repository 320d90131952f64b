"""The outbox as operators see and steer it: what is open, what is parked, what is held back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal import clock
from portal.db import insert_once, wake_after_commit
from portal.domain.errors import NotFound
from portal.models import (
    Attempt,
    Destination,
    Document,
    DocumentParty,
    Dossier,
    Enquiry,
    Promise,
    PromiseState,
)
from portal.runtime import Runtime
from portal.services.pulling.listing import FETCHED, LISTED

_OFTEN = timedelta(minutes=1)
Column = uuid.UUID | InstrumentedAttribute[uuid.UUID]


@dataclass(frozen=True)
class Health:
    """How a destination fares: what waits for it, since when, and what holds it back."""

    name: str
    waiting: int
    parked: int
    oldest: datetime | None
    paused_by: str | None
    broken_at: datetime | None
    last_success_at: datetime | None
    last_error: str | None
    at_once: int | None = None
    per_minute: int | None = None

    @property
    def state(self) -> str:
        """Name it in a word: ``paused``, ``broken`` or ``open``."""
        if self.paused_by:
            return "paused"
        return "broken" if self.broken_at else "open"


@dataclass(frozen=True)
class Parked:
    """A promise that waits for a person, and why."""

    code: str
    destination: str
    seq: int
    kind: str
    made_at: datetime
    attempts: int
    outcome: str
    error: str


def health(session: Session) -> Sequence[Health]:
    """Tell how every destination fares that anything was ever promised to."""
    open_states = (PromiseState.WAITING, PromiseState.PARKED)
    counts: dict[tuple[str, PromiseState], tuple[int, datetime | None]] = {
        (name, state): (count, oldest)
        for name, state, count, oldest in session.execute(
            sa.select(
                Promise.destination,
                Promise.state,
                sa.func.count(),
                sa.func.min(_waits_since(), type_=Promise.made_at.type),
            )
            .where(Promise.state.in_(open_states))
            .group_by(Promise.destination, Promise.state)
        )
    }
    rows = {row.name: row for row in session.execute(sa.select(Destination)).scalars()}
    names = sorted({*rows, *(name for name, _ in counts)})
    return [_fares(name, rows.get(name), counts) for name in names]


def _waits_since() -> sa.ColumnElement[datetime]:
    """Since when a promise waits: what an agency is to fetch is not late before its time."""
    in_time = sa.and_(Promise.last_outcome.in_((LISTED, FETCHED)), Promise.next_at > clock.now())
    return sa.case((in_time, None), else_=Promise.made_at)


def _fares(
    name: str,
    row: Destination | None,
    counts: dict[tuple[str, PromiseState], tuple[int, datetime | None]],
) -> Health:
    waiting, oldest = counts.get((name, PromiseState.WAITING), (0, None))
    parked, _ = counts.get((name, PromiseState.PARKED), (0, None))
    return Health(
        name=name,
        waiting=waiting,
        parked=parked,
        oldest=oldest,
        paused_by=row.paused_by if row and row.paused_at else None,
        broken_at=row.broken_at if row else None,
        last_success_at=row.last_success_at if row else None,
        last_error=row.last_error if row else None,
        at_once=row.at_once if row else None,
        per_minute=row.per_minute if row else None,
    )


def seen(rt: Runtime, name: str) -> None:
    """Note that the partner behind a destination came by itself; once a minute is often enough."""
    now = clock.now()
    with rt.db.read() as session:
        row = session.get(Destination, name)
    if row and row.last_success_at and now - row.last_success_at < _OFTEN:
        return
    with rt.db.write() as session:
        insert_once(session, Destination, name=name, failures=0)
        session.get_one(Destination, name, with_for_update=True).last_success_at = now


# What a promise is about, as people name it: a dossier's code, or an enquiry's, or a document's id
# on its axis; a report is named by the reference it goes out under.
NAMED: sa.ColumnElement[str] = sa.func.coalesce(
    Dossier.code, Enquiry.code, Document.docid, Promise.key
)


def about(query: sa.Select[Any]) -> sa.Select[Any]:
    """Join promises with the dossier, the enquiry or the official document they are about."""
    query = query.outerjoin(
        Enquiry,
        sa.and_(
            Enquiry.home_agency_id == Promise.home_agency_id,
            Enquiry.id == Promise.dossier_id,
        ),
    )
    return query.outerjoin(
        Dossier,
        sa.and_(Dossier.home_agency_id == Promise.home_agency_id, Dossier.id == Promise.dossier_id),
    ).outerjoin(
        Document,
        sa.and_(
            Document.home_agency_id == Promise.home_agency_id, Document.id == Promise.dossier_id
        ),
    )


def parked(session: Session, destination: str | None = None) -> Sequence[Parked]:
    """List what is parked, oldest first."""
    query = (
        about(sa.select(Promise, NAMED))
        .where(Promise.state == PromiseState.PARKED)
        .order_by(Promise.made_at, Promise.dossier_id, Promise.seq)
    )
    if destination:
        query = query.where(Promise.destination == destination)
    return [
        Parked(
            code=code,
            destination=row.destination,
            seq=row.seq,
            kind=row.kind,
            made_at=row.made_at,
            attempts=row.attempts,
            outcome=row.last_outcome or "",
            error=row.last_error or "",
        )
        for row, code in session.execute(query)
    ]


def attempts(
    session: Session, home_agency_id: uuid.UUID, dossier_id: uuid.UUID
) -> Sequence[Attempt]:
    """List every try at the promises of a dossier, in order; nothing personal is open in them."""
    query = sa.select(Attempt).where(
        Attempt.home_agency_id == home_agency_id, Attempt.dossier_id == dossier_id
    )
    order = query.order_by(Attempt.started_at, Attempt.destination, Attempt.seq)
    return session.execute(order).scalars().all()


def replay(
    session: Session,
    destination: str,
    dossier: tuple[uuid.UUID, uuid.UUID] | None,
    *,
    not_arrived: bool = False,
) -> int:
    """Let parked promises be tried again, all of a destination's or one dossier's; how many.

    What may have arrived is asked for before it is sent. ``not_arrived``: a person has found out
    that it did not, where the other side cannot be asked; it is sent as if for the first time, a
    document of which an axis said yes and no recipient ever spoke as well.
    """
    state = Promise.state == PromiseState.PARKED
    if dossier is not None and not_arrived:
        state = sa.or_(state, unheard(*dossier))
    query = sa.select(Promise).where(Promise.destination == destination, state)
    if dossier is not None:
        query = query.where(Promise.home_agency_id == dossier[0], Promise.dossier_id == dossier[1])
    rows = session.execute(query.with_for_update()).scalars().all()
    for row in rows:
        again(row)
        row.unsure = not not_arrived
    wake_after_commit(session, "outbox")
    return len(rows)


def unheard(home_agency_id: Column, document_id: Column) -> sa.ColumnElement[bool]:
    """Tell the promise by which a document was sent that none of its recipients acknowledged."""
    spoke = sa.exists().where(
        DocumentParty.home_agency_id == Promise.home_agency_id,
        DocumentParty.dossier_id == Promise.dossier_id,
        DocumentParty.acknowledged_at.is_not(None),
    )
    return sa.and_(
        Promise.home_agency_id == home_agency_id,
        Promise.dossier_id == document_id,
        Promise.kind == "document",
        Promise.state == PromiseState.DONE,
        sa.not_(spoke),
    )


def again(row: Promise) -> None:
    """Let a promise be tried again from the start, at a person's wish; it asks before it sends."""
    row.state, row.unsure = PromiseState.WAITING, True
    row.next_at, row.tried_since, row.settled_at = clock.now(), None, None


def pause(session: Session, destination: str, by: str) -> None:
    """Hold a destination back; what is promised to it waits and is not lost."""
    insert_once(session, Destination, name=destination, failures=0)
    row = _locked(session, destination)
    row.paused_at, row.paused_by = clock.now(), by


def limit(session: Session, destination: str, at_once: int | None, per_minute: int | None) -> None:
    """Say how many calls a destination bears at once and a minute; None is any number."""
    insert_once(session, Destination, name=destination, failures=0)
    row = _locked(session, destination)
    row.at_once, row.per_minute, row.next_place_at = at_once, per_minute, None
    wake_after_commit(session, "outbox")


def resume(session: Session, destination: str) -> None:
    """Let a destination go again, its breaker closed.

    :raises NotFound: if nothing was ever promised to it.
    """
    row = _locked(session, destination)
    row.paused_at = row.paused_by = row.broken_at = row.retry_at = None
    row.failures = 0
    wake_after_commit(session, "outbox")


def _locked(session: Session, name: str) -> Destination:
    row = session.get(Destination, name, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound(f"destination {name}")
    return row
