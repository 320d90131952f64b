"""The outbox: promises are written with the event they tell of, and leased in order."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from portal import clock
from portal.db import wake_after_commit
from portal.domain.errors import NotFound
from portal.models import Attempt, Destination, Dossier, Event, Promise, PromiseState
from portal.models.report import Report, ReportMove
from portal.services.events import Owner
from portal.services.pacing import Limits, out_of_pace

OPEN = (PromiseState.WAITING, PromiseState.PARKED)
# Written into the statement, since a partial index is only used where its condition can be seen.
_WAITING: sa.BindParameter[PromiseState] = sa.bindparam(
    "waiting", PromiseState.WAITING, literal_execute=True
)
# What is kept first in a rush. Whoever has just handed in reads it on the page: the SMS that says
# so again comes after the dossiers themselves.
NEWS, DELIVERY, ECHO, BULK = 1, 2, 3, 5
AT_ONCE = timedelta(0)


@dataclass(frozen=True)
class Leased:
    """A promise in somebody's hands; ``unsure`` says an earlier try may have arrived."""

    home_agency_id: uuid.UUID
    dossier_id: uuid.UUID
    destination: str
    seq: int
    kind: str
    key: str
    event_seq: int
    event_hash: str
    attempts: int
    unsure: bool
    worker: str
    until: datetime

    @property
    def row(self) -> tuple[uuid.UUID, uuid.UUID, str, int]:
        """The key of the promise's row."""
        return self.home_agency_id, self.dossier_id, self.destination, self.seq


@dataclass(frozen=True)
class Errand:
    """Who is to be told, how (``deliver``, ``notify``), and how soon beside other errands."""

    destination: str
    kind: str
    priority: int


def make(
    session: Session,
    dossier: Owner | Report,
    event: Event | ReportMove,
    errand: Errand,
    rest: timedelta = AT_ONCE,
) -> Promise:
    """Promise to tell a destination of an event; its queue is woken when this transaction stands.

    An event is told to a destination once, so the event's number orders the promises too. With a
    ``rest`` it is kept that much later, and what is promised after it waits for it.
    """
    now = clock.now()
    promise = Promise(
        home_agency_id=dossier.home_agency_id,
        dossier_id=dossier.id,
        birth_month=dossier.birth_month,
        destination=errand.destination,
        seq=event.seq,
        kind=errand.kind,
        key=key(dossier.id, errand.kind, event.seq),
        event_seq=event.seq,
        event_hash=event.hash,
        priority=errand.priority,
        state=PromiseState.WAITING,
        attempts=0,
        unsure=False,
        next_at=now + rest,
        made_at=now,
    )
    session.add(promise)
    if not rest:
        wake_after_commit(session, "outbox")
    return promise


def settle(session: Session, dossier: Owner, kind: str) -> None:
    """Settle what a locked dossier is still owed of a kind: it has come about by itself.

    What somebody is at just now is theirs to settle.
    """
    settled = session.execute(
        sa.update(Promise)
        .where(
            Promise.home_agency_id == dossier.home_agency_id,
            Promise.dossier_id == dossier.id,
            Promise.kind == kind,
            Promise.state.in_(OPEN),
            sa.or_(Promise.leased_until.is_(None), Promise.leased_until <= clock.now()),
        )
        .values(state=PromiseState.DONE, settled_at=clock.now(), last_outcome="settled")
        .execution_options(synchronize_session=False)
        .returning(Promise.seq)
    )
    if settled.first() is not None:
        # What waited behind it may go now.
        wake_after_commit(session, "outbox")


def key(dossier_id: uuid.UUID, kind: str, seq: int) -> str:
    """Write the idempotency key of a promise: it follows from what is promised alone."""
    return f"{dossier_id}.{kind}.{seq}"


def first(session: Session, dossier: Dossier, kind: str) -> Promise:
    """Give the first promise of a kind that was made about a dossier.

    :raises NotFound: if there is none.
    """
    query = sa.select(Promise).where(
        Promise.home_agency_id == dossier.home_agency_id,
        Promise.dossier_id == dossier.id,
        Promise.kind == kind,
    )
    found = session.execute(query.order_by(Promise.seq).limit(1)).scalar_one_or_none()
    if found is None:
        raise NotFound(f"promise to {kind} {dossier.id}")
    return found


@dataclass(frozen=True)
class Room:
    """How many promises can be taken: in all, and for one destination, ``busy`` ones counted in."""

    free: int
    per_destination: int
    busy: Mapping[str, int] = field(default_factory=dict)

    def full(self) -> list[str]:
        """List the destinations nothing more can be taken for."""
        return [name for name, count in self.busy.items() if count >= self.per_destination]


def lease(session: Session, worker: str, seconds: int, room: Room) -> Sequence[Leased]:
    """Take what is due, at most the lowest unfinished promise of each dossier and destination.

    A lease that ran out without an answer was perhaps fulfilled: whoever takes it over asks
    before sending.
    """
    now = clock.now()
    until = now + timedelta(seconds=seconds)
    limits = Limits(session)
    full = [*room.full(), *limits.full()]
    due = _due(now, full).limit(room.free).with_for_update(skip_locked=True)
    taken = Counter(room.busy)
    leased = []
    for row in session.execute(due).scalars():
        if taken[row.destination] >= room.per_destination or not limits.admit(row.destination):
            continue
        taken[row.destination] += 1
        row.unsure = row.unsure or row.leased_by is not None
        row.leased_by, row.leased_until = worker, until
        row.tried_since = row.tried_since or now
        row.attempts += 1
        leased.append(_leased(row, worker, until))
    return leased


def _due(now: datetime, full: Sequence[str]) -> sa.Select[tuple[Promise]]:
    lower = aliased(Promise)
    blocked = (
        sa.select(sa.literal(1))
        .where(
            lower.home_agency_id == Promise.home_agency_id,
            lower.dossier_id == Promise.dossier_id,
            lower.destination == Promise.destination,
            lower.seq < Promise.seq,
            lower.state.in_(OPEN),
        )
        .exists()
    )
    closed = sa.select(Destination.name).where(
        sa.or_(Destination.paused_at.is_not(None), Destination.retry_at > now, out_of_pace(now))
    )
    return (
        sa.select(Promise)
        .where(
            Promise.state == _WAITING,
            Promise.next_at <= now,
            sa.or_(Promise.leased_until.is_(None), Promise.leased_until <= now),
            Promise.destination.not_in(closed),
            Promise.destination.not_in(full),
            ~blocked,
        )
        .order_by(Promise.priority, Promise.next_at)
    )


def anything_due(session: Session, full: Sequence[str] = ()) -> bool:
    """Look, without a lock, whether a lease would find something besides full destinations'."""
    due = _due(clock.now(), full).with_only_columns(sa.literal(1)).order_by(None).limit(1)
    return session.execute(due).first() is not None


def _leased(row: Promise, worker: str, until: datetime) -> Leased:
    return Leased(
        home_agency_id=row.home_agency_id,
        dossier_id=row.dossier_id,
        destination=row.destination,
        seq=row.seq,
        kind=row.kind,
        key=row.key,
        event_seq=row.event_seq,
        event_hash=row.event_hash,
        attempts=row.attempts,
        unsure=row.unsure,
        worker=worker,
        until=until,
    )


def take(row: Promise, worker: str, seconds: int) -> Leased | None:
    """Lease one locked promise, due or not; None if it is settled, or somebody is at it."""
    if row.state != PromiseState.WAITING or (row.leased_until or clock.now()) > clock.now():
        return None
    row.attempts += 1
    row.leased_by, row.leased_until = worker, clock.now() + timedelta(seconds=seconds)
    return _leased(row, worker, row.leased_until)


def give_back(session: Session, leased: Leased) -> None:
    """Give a promise back that was leased and not tried."""
    row = held(session, leased)
    if row is not None:
        row.leased_by, row.leased_until = None, None
        row.attempts -= 1


def renew(session: Session, leased: Leased, seconds: int) -> Leased:
    """Move the end of a lease on while its call is under way; a lost lease stays lost."""
    row = held(session, leased)
    if row is None:
        return leased
    row.leased_until = clock.now() + timedelta(seconds=seconds)
    return replace(leased, until=row.leased_until)


def held(session: Session, leased: Leased) -> Promise | None:
    """Find the promise again, locked, if this very lease of it still stands.

    The number of the try tells it from a later lease of the same worker.
    """
    row = session.get(Promise, leased.row, with_for_update=True, populate_existing=True)
    if row is None or row.state != PromiseState.WAITING:
        return None
    return row if (row.leased_by, row.attempts) == (leased.worker, leased.attempts) else None


def retry(session: Session, row: Promise) -> None:
    """Let a parked promise be tried again at once, for as long as a new one, at a person's wish."""
    if row.state == PromiseState.PARKED:
        row.state, row.next_at, row.tried_since = PromiseState.WAITING, clock.now(), None
        wake_after_commit(session, "outbox")


def drop(session: Session, dossier: tuple[uuid.UUID, uuid.UUID], to: str = "") -> None:
    """Let go of what is open, all or to one place: what it was to tell of is so no longer."""
    session.execute(
        sa.update(Promise)
        .where(
            Promise.home_agency_id == dossier[0],
            Promise.dossier_id == dossier[1],
            Promise.state.in_(OPEN),
            Promise.destination == to if to else sa.true(),
        )
        .values(state=PromiseState.DROPPED, settled_at=clock.now())
    )


def attempt_label(destination: str, seq: int, number: int) -> str:
    """Name what a partner answered to a try, as it is sealed."""
    return f"attempt/{destination}/{seq}/{number}"


def log_attempt(session: Session, promise: Promise, attempt: Attempt) -> None:
    """Note a try for people to look at."""
    promise.last_outcome, promise.last_error = attempt.outcome, attempt.error
    session.add(attempt)
