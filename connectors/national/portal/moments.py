"""How this dialect writes a moment: fourteen digits of Viet Nam's time (UTC+7 since 1975)."""

from datetime import UTC, datetime, timedelta

_AHEAD = timedelta(hours=7)
_COMPACT = "%Y%m%d%H%M%S"


def write(moment: datetime | None) -> str:
    """Write an aware moment; "" for none: nothing stands in for a day that has not come."""
    if moment is None:
        return ""
    return (moment.astimezone(UTC).replace(tzinfo=None) + _AHEAD).strftime(_COMPACT)


def read(text: str) -> datetime:
    """Read a moment, as aware UTC; a bare day is its first moment.

    :raises ValueError: if it is neither.
    """
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 12, 14):
        raise ValueError(f"no moment: {text[:40]!r}")
    return datetime.strptime(digits.ljust(14, "0"), _COMPACT).replace(tzinfo=UTC) - _AHEAD
