"""How this dialect writes a moment: fourteen digits of Viet Nam's time (UTC+7 since 1975)."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

_AHEAD = timedelta(hours=7)
_COMPACT = "%Y%m%d%H%M%S"
# One interface of this family writes its moments in three ways.
_OTHERS = ("%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y")


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
    found = datetime.strptime(digits.ljust(14, "0"), _COMPACT)
    if not 1900 < found.year < 2200:
        raise ValueError(f"a moment of no dossier: {digits}")
    return found.replace(tzinfo=UTC) - _AHEAD


def guess(text: str) -> datetime | None:
    """Read a moment in whichever way it is written, as aware UTC; None if nobody can tell."""
    with suppress(ValueError, OverflowError):
        return read(text)
    with suppress(ValueError, OverflowError):
        return _utc(datetime.fromisoformat(text.strip()))
    for shape in _OTHERS:
        with suppress(ValueError, OverflowError):
            return _utc(datetime.strptime(text.strip(), shape))
    return None


def _utc(moment: datetime) -> datetime:
    """Give a moment as aware UTC; one without a zone is Viet Nam's."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC) - _AHEAD
    return moment.astimezone(UTC)
