"""The sandboxes' own clock: aware UTC moments, and how a person in Viet Nam reads them.

The sandboxes share no code with the portal, so this stands beside ``portal.clock`` on purpose.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone

# Viet Nam has kept UTC+7 without daylight saving since 1975; no zone database is needed.
VIETNAM = timezone(timedelta(hours=7))
CLOSING = time(17, 0)


def now() -> datetime:
    """Say what moment it is (aware UTC)."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Write a moment as ISO 8601 with milliseconds and ``Z``, which also sorts as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def shown(text: str | None) -> str:
    """Write a stored moment for a person: ``05/12/2026 09:41``; empty for none."""
    if not text:
        return ""
    return datetime.fromisoformat(text).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def read_moment(text: str) -> datetime:
    """Read an ISO 8601 moment.

    :raises ValueError: when it is not one, or does not say its offset from UTC.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its offset from UTC")
    return moment.astimezone(UTC)


def close_of(day: date) -> datetime:
    """Say when an office closes on a day (17:00 in Viet Nam), as UTC."""
    return datetime.combine(day, CLOSING, VIETNAM).astimezone(UTC)


def after_working_days(moment: datetime, days: int) -> datetime:
    """Count working days from a moment to a closing time.

    Saturdays and Sundays only: public holidays are the portal's calendar's business, and a
    rehearsal wants the same answer every year.
    """
    day = moment.astimezone(VIETNAM).date()
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            days -= 1
    return close_of(day)
