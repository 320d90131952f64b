"""The one place where moments are taken and time zones are converted.

A moment is an aware UTC ``datetime``; a day is a ``date`` in Asia/Ho_Chi_Minh.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VN = ZoneInfo("Asia/Ho_Chi_Minh")
MIDNIGHT = time(0)


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """Say what moment it is (aware UTC)."""
    return _source()


@contextmanager
def at(source: Callable[[], datetime]) -> Iterator[None]:
    """Let a test or a rehearsal of a deadline live in another moment."""
    global _source
    before, _source = _source, source
    try:
        yield
    finally:
        _source = before


def local(moment: datetime) -> datetime:
    """Show a moment on the clock on the wall in Viet Nam."""
    return moment.astimezone(VN)


def utc(moment: datetime) -> datetime:
    """Bring an aware moment to UTC; one without a zone was read on the wall in Viet Nam."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=VN)).astimezone(UTC)


def day(moment: datetime) -> date:
    """Name the day a moment falls on in Viet Nam."""
    return local(moment).date()


def today() -> date:
    """Name today in Viet Nam."""
    return day(now())


def moment(on: date, at_time: time) -> datetime:
    """Turn a day and a wall-clock time in Viet Nam into an aware UTC moment."""
    return datetime.combine(on, at_time, VN).astimezone(UTC)
