"""What changes from one version of a working calendar to another, for whoever approves it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from portal.domain.calendar import Calendar, Hours

Sort = Literal["added", "removed", "changed"]
Kind = Literal["hours", "day_off", "make_up", "year"]
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changes: ``at`` is a weekday (0 is Monday), a day, or a year.

    ``before`` and ``after`` are as people read them, "" where there is nothing.
    """

    kind: Kind
    sort: Sort
    at: int | date
    before: str
    after: str


def between(old: Calendar, new: Calendar) -> list[Change]:
    """List what changes, hours first, then days off, days made up, and how sure the years are."""
    return [
        *_each("hours", _hours(old), _hours(new)),
        *_each("day_off", _off(old), _off(new)),
        *_each("make_up", _made_up(old), _made_up(new)),
        *_each("year", _years(old), _years(new)),
    ]


def spans(hours: Hours) -> str:
    """Write the hours of a day: 07:00-11:30, 13:30-17:00."""
    return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in hours)


def _each(kind: Kind, old: Mapping[K, str], new: Mapping[K, str]) -> Iterator[Change]:
    for at in sorted({*old, *new}):  # type: ignore[type-var]
        before, after = old.get(at, ""), new.get(at, "")
        if at in old and at in new and before == after:
            continue
        sort: Sort = "changed" if at in old and at in new else "added" if at in new else "removed"
        yield Change(kind, sort, at, before, after)  # type: ignore[arg-type]


def _hours(calendar: Calendar) -> dict[int, str]:
    return {day: spans(hours) for day, hours in enumerate(calendar.weekly) if hours}


def _off(calendar: Calendar) -> dict[date, str]:
    return {entry.day: entry.note for entry in calendar.days_off}


def _made_up(calendar: Calendar) -> dict[date, str]:
    return {
        entry.day: f"{entry.instead_of:%d/%m/%Y}" if entry.instead_of else ""
        for entry in calendar.make_up_days
    }


def _years(calendar: Calendar) -> dict[int, str]:
    return {
        entry.year: f"{'✓' if entry.approved else '?'} {entry.source}" for entry in calendar.years
    }
