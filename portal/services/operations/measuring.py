"""Counts tries by destination and hour: a scheduled duty, so that neither pages nor tries pay."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Attempt, DestinationHour
from portal.runtime import Runtime

KEPT = timedelta(days=31)
# A try is written down when it ends, and files may keep it under way for a while.
_LATE = timedelta(minutes=10)
BOUNDS = (50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000)
"""Milliseconds a try took at most, by which tries are counted."""
MORE = "more"
_FAILED = ("unavailable", "unknown", "misconfigured")


def measure(rt: Runtime) -> int:
    """Bring the hours up to date; returns how many were written. What was missed is caught up."""
    with rt.db.write() as session:
        return count(session)


def count(session: Session) -> int:
    """Count anew every hour that may have grown, and forget those a month old."""
    now = clock.now()
    session.execute(sa.delete(DestinationHour).where(DestinationHour.hour < now - KEPT))
    hours = _counted(session, _since(session, now))
    for row in hours.values():
        session.merge(row)
    return len(hours)


def _since(session: Session, now: datetime) -> datetime:
    latest = session.execute(sa.select(sa.func.max(DestinationHour.hour, type_=_MOMENT))).scalar()
    return min(latest or now - KEPT, _hour(now - _LATE))


def _counted(session: Session, since: datetime) -> dict[tuple[str, datetime], DestinationHour]:
    found: dict[tuple[str, datetime], DestinationHour] = {}
    for destination, hour, outcome, bound, number in _tries(session, since):
        row = found.setdefault(
            (destination, hour),
            DestinationHour(
                destination=destination, hour=hour, tried=0, rejected=0, failed=0, durations={}
            ),
        )
        row.tried += number
        row.rejected += number if outcome == "rejected" else 0
        row.failed += number if outcome in _FAILED else 0
        row.durations = {**row.durations, bound: row.durations.get(bound, 0) + number}
    return found


def _tries(session: Session, since: datetime) -> Iterator[tuple[str, datetime, str, str, int]]:
    bound = sa.case(
        *((Attempt.duration_ms <= most, str(most)) for most in BOUNDS), else_=MORE
    ).label("bound")
    hour = _by_hour(session).label("hour")
    query = (
        sa.select(Attempt.destination, hour, Attempt.outcome, bound, sa.func.count())
        .where(Attempt.started_at >= since)
        .group_by(Attempt.destination, hour, Attempt.outcome, bound)
    )
    for destination, when, outcome, most, number in session.execute(query):
        yield destination, _moment(when), outcome, most, number


_MOMENT = Attempt.started_at.type


def _by_hour(session: Session) -> sa.ColumnElement[Any]:
    if session.get_bind().dialect.name == "postgresql":
        return sa.func.date_trunc("hour", Attempt.started_at, type_=_MOMENT)
    return sa.func.strftime("%Y-%m-%d %H:00:00", Attempt.started_at, type_=sa.String)


def _moment(when: Any) -> datetime:
    found = datetime.fromisoformat(when) if isinstance(when, str) else when
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
