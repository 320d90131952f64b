"""What became of a try, written down in one short transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from connectors.errors import ConnectorError, Misconfigured, Rejected, Unavailable, Unknown
from connectors.listing import Listed
from portal import clock
from portal.db import insert_once
from portal.domain.backoff import Backoff
from portal.models import Attempt, Destination, Promise, PromiseState
from portal.runtime import Runtime
from portal.services import agencies, promises, vault
from portal.services.promises import Leased
from portal.services.pulling import listing

Effect = Callable[[Session], None]

_LONGEST = 2000
# What says that a destination is ill. A refusal says that it is well; our own mistake says nothing.
_ILL = (Unavailable, Unknown, Misconfigured)


class NotYet(ConnectorError):
    """Something of ours has to happen first: nothing was sent, nobody is ill, and it is waited for.

    It is never parked for that: what it waits for is in sight by itself.
    """


@dataclass(frozen=True)
class Tried:
    """One try, finished: when it began, how long it took, and the error if there was one."""

    started_at: datetime
    duration_ms: int
    error: Exception | None = None
    effect: Effect | None = None

    @property
    def outcome(self) -> str:
        """Name what became of it: ``done``, or the kind of error in a word."""
        return "done" if self.error is None else type(self.error).__name__.lower()

    @property
    def said(self) -> str | None:
        """What went wrong, in our words, which tell nothing of people."""
        if self.error is None:
            return None
        if not isinstance(self.error, ConnectorError):
            return f"{type(self.error).__name__}: see the log"
        raw = self.error.raw
        # Without an answer the reasons are our own: why it was not even sent.
        reasons = getattr(self.error, "reasons", ()) if raw.status is None else ()
        why = "; ".join(f"{reason.field} {reason.message}" for reason in reasons)
        lines = (self.error.message, why, f"{raw.request} {raw.status or ''}".strip())
        return "\n".join(filter(None, lines))[:_LONGEST]

    @property
    def answer(self) -> bytes:
        """The partner's own words, for a person to look at: they may name people."""
        return self.error.raw.body if isinstance(self.error, ConnectorError) else b""


def record(rt: Runtime, leased: Leased, tried: Tried) -> bool:
    """Settle a promise, or say when it is tried again; False if its lease had been lost."""
    with rt.db.write() as session:
        promise = promises.held(session, leased)
        if promise is None:
            return False
        sealed = _seal(session, rt, leased, tried.answer)
        attempt = _attempt(promise, leased, tried, sealed)
        promise.leased_by = promise.leased_until = None
        if isinstance(tried.error, Listed):
            attempt.outcome = _lay_ready(session, rt, promise, tried.error)
        elif isinstance(tried.error, NotYet):
            rest = _backoff(rt).wait(promise.attempts)
            promise.next_at = clock.now() + timedelta(seconds=rest)
        elif tried.error is None:
            if tried.effect is not None:
                tried.effect(session)
            promise.state, promise.settled_at = PromiseState.DONE, clock.now()
        else:
            _postpone(rt, promise, tried.error)
        promises.log_attempt(session, promise, attempt)
        if tried.error is None or isinstance(tried.error, (*_ILL, Rejected)):
            note_health(session, rt, leased.destination, tried)
    return True


def _seal(session: Session, rt: Runtime, leased: Leased, answer: bytes) -> bytes | None:
    if not answer:
        return None
    safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
    return safe.seal(
        promises.attempt_label(leased.destination, leased.seq, leased.attempts), answer
    )


def _attempt(promise: Promise, leased: Leased, tried: Tried, sealed: bytes | None) -> Attempt:
    return Attempt(
        home_agency_id=promise.home_agency_id,
        dossier_id=promise.dossier_id,
        birth_month=promise.birth_month,
        destination=promise.destination,
        seq=promise.seq,
        number=leased.attempts,
        worker=leased.worker,
        started_at=tried.started_at,
        duration_ms=tried.duration_ms,
        outcome=tried.outcome,
        error=tried.said,
        sealed_answer=sealed,
    )


def _postpone(rt: Runtime, promise: Promise, error: Exception) -> None:
    """Set the next try, or park the promise for a person; it is never dropped."""
    now = clock.now()
    promise.unsure = promise.unsure or not isinstance(error, Unavailable | Rejected | Misconfigured)
    since = promise.tried_since or now
    too_long = now - since > timedelta(hours=rt.settings.retry_hours)
    if too_long or not isinstance(error, _ILL):
        promise.state = PromiseState.PARKED
        return
    asked = error.retry_after if isinstance(error, Unavailable) else None
    promise.next_at = now + timedelta(seconds=_backoff(rt).wait(promise.attempts, asked))


def _lay_ready(session: Session, rt: Runtime, promise: Promise, listed: Listed) -> str:
    """Leave a promise for its agency to fetch: it stays open, and is looked at when that is late.

    It is not parked, however long that takes: an agency that comes back catches up.
    """
    safe = vault.unlock(session, rt, promise.home_agency_id, promise.dossier_id)
    agency = agencies.by_code(session, promise.destination.partition(":")[2])
    promise.next_at = clock.now() + timedelta(seconds=listed.item.within)
    return listing.put(session, safe, agency.id, promise, listed.item)


def note_health(session: Session, rt: Runtime, name: str, tried: Tried) -> None:
    """Keep the health of a destination, and open or close its breaker."""
    now, ill = clock.now(), isinstance(tried.error, _ILL)
    row = session.get(Destination, name)
    if row is None:
        insert_once(session, Destination, name=name, failures=0)
    elif not ill and row.failures == 0 and _fresh(row.last_success_at, now):
        return
    row = session.get(Destination, name, with_for_update=True, populate_existing=True)
    assert row is not None
    if not ill:
        row.failures, row.broken_at, row.retry_at, row.last_success_at = (0, None, None, now)
        return
    row.failures += 1
    row.last_error = tried.said
    further = row.failures - rt.settings.breaker_failures
    if further >= 0:
        row.broken_at = row.broken_at or now
        rest = min(rt.settings.breaker_longest_seconds, _backoff(rt).wait(further + 1))
        row.retry_at = now + timedelta(seconds=rest)


def _backoff(rt: Runtime) -> Backoff:
    return Backoff(rt.settings.retry_first_seconds, rt.settings.retry_longest_seconds)


def _fresh(moment: datetime | None, now: datetime) -> bool:
    """A success noted a moment ago need not be noted again: the row would be everybody's queue."""
    return moment is not None and now - moment < timedelta(seconds=10)
