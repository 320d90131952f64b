"""Days and moments as people type them, for every field that takes one.

Whoever types the year 1 or 9999 has mistyped it: such a day is none, as in what partners send
(``connectors.codecs.tolerant``), and nothing reckoned from a day leaves the calendar.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime

from portal import clock

_DAY = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y")
_MINUTE = (*(f"{shape} %H:%M" for shape in _DAY), "%Y-%m-%dT%H:%M")
_YEARS = range(1901, 2200)


def day(text: str) -> date | None:
    """Read a day; None if it is none."""
    return next((found.date() for found in _read(text, _DAY)), None)


def month(text: str) -> date | None:
    """Read a month as addresses name it, 2026-12, as its first day; None if it is none."""
    return next((found.date() for found in _read(text, ("%Y-%m",))), None)


def minute(text: str) -> datetime | None:
    """Read a day and a time on the wall in Viet Nam, as aware UTC; None if it is none."""
    return next(map(clock.utc, _read(text, _MINUTE)), None)


def _read(text: str, shapes: Sequence[str]) -> Iterator[datetime]:
    for shape in shapes:
        with suppress(ValueError):
            found = datetime.strptime(text.strip(), shape)
            if found.year in _YEARS:
                yield found
