"""The working calendar (lịch làm việc): which days and hours an agency works.

A calendar is a value. An administrator edits and approves it year by year, and each dossier
remembers the name, version and hash of the one its due date was counted with, so that a later
correction never moves a promise already printed on a receipt.

Source: Bộ luật Lao động 2019, Điều 112 (public holidays); the Government announces each year
which working days are swapped with a Saturday, and only then is the year certain.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from typing import Any, Self

from portal import crypto
from portal.domain.errors import DomainError

Span = tuple[time, time]
Hours = tuple[Span, ...]

OFFICE_HOURS: Hours = ((time(7, 0), time(11, 30)), (time(13, 30), time(17, 0)))
"""Eight hours, the default of a one-stop product in use; each agency may publish its own."""
A_MONDAY = date(2024, 1, 1)
"""Its hours stand in for those of a day nobody named."""


class CalendarInvalid(DomainError):
    """Something in a calendar cannot be right: `rule` is a key for wording, `detail` the place."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule, detail)
        self.rule = rule
        self.detail = detail

    def __str__(self) -> str:
        """The rule, and the place if there is one."""
        return f"{self.rule}: {self.detail}" if self.detail else self.rule


@dataclass(frozen=True, slots=True, order=True)
class DayOff:
    """A day nobody works (ngày nghỉ), with the reason as people say it."""

    day: date
    note: str = ""


@dataclass(frozen=True, slots=True, order=True)
class MakeUpDay:
    """A weekend day worked in place of another (ngày làm bù); it keeps that other day's hours."""

    day: date
    instead_of: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """How sure one year of the calendar is: approved by a person, or still a guess."""

    year: int
    approved: bool
    source: str = ""


@dataclass(frozen=True)
class Calendar:
    """Working days and hours under one name and version.

    `weekly` holds the hours of Monday to Sunday; an empty tuple is a day without work.

    :raises CalendarInvalid: if the parts contradict one another.
    """

    name: str
    version: int
    weekly: tuple[Hours, ...] = (OFFICE_HOURS,) * 5 + ((), ())
    days_off: tuple[DayOff, ...] = ()
    make_up_days: tuple[MakeUpDay, ...] = ()
    years: tuple[Year, ...] = field(default=())

    def __post_init__(self) -> None:
        """Refuse what would make a due date wrong or endless."""
        if len(self.weekly) != 7 or not any(self.weekly):
            raise CalendarInvalid("week")
        for hours in self.weekly:
            _check_hours(hours)
        for kind in (self.days_off, self.make_up_days):
            days = [entry.day for entry in kind]
            if len(set(days)) != len(days):
                raise CalendarInvalid("day_twice", str(max(days, key=days.count)))
        for day in sorted(set(self._off) & set(self._made_up)):
            raise CalendarInvalid("off_and_working", str(day))
        for made_up in self.make_up_days:
            if not self.hours(made_up.day):
                raise CalendarInvalid("make_up_without_hours", str(made_up.day))

    @cached_property
    def _off(self) -> frozenset[date]:
        return frozenset(entry.day for entry in self.days_off)

    @cached_property
    def _made_up(self) -> Mapping[date, MakeUpDay]:
        return {entry.day: entry for entry in self.make_up_days}

    @cached_property
    def _approved(self) -> frozenset[int]:
        return frozenset(entry.year for entry in self.years if entry.approved)

    def hours(self, day: date) -> Hours:
        """The spans worked on this day, in local time; empty when nobody works."""
        if made_up := self._made_up.get(day):
            return self.weekly[(made_up.instead_of or A_MONDAY).weekday()]
        return () if day in self._off else self.weekly[day.weekday()]

    def works(self, day: date) -> bool:
        """Whether this is a working day (ngày làm việc)."""
        return bool(self.hours(day))

    def approved(self, first: date, last: date) -> bool:
        """Whether every year from `first` to `last` is approved: no guess is in it."""
        return set(range(first.year, last.year + 1)) <= self._approved

    def to_json(self) -> bytes:
        """Canonical JSON (RFC 8785): the same calendar always gives the same bytes."""
        return crypto.canonical(self.to_data())

    def to_data(self) -> dict[str, Any]:
        """The calendar as plain values, entries in order: what the calendar table stores."""
        return {
            "name": self.name,
            "version": self.version,
            "weekly": [[[_clock(a), _clock(b)] for a, b in hours] for hours in self.weekly],
            "days_off": [{"day": d.day.isoformat(), "note": d.note} for d in sorted(self.days_off)],
            "make_up_days": [
                {
                    "day": d.day.isoformat(),
                    "instead_of": d.instead_of.isoformat() if d.instead_of else None,
                    "note": d.note,
                }
                for d in sorted(self.make_up_days, key=lambda entry: entry.day)
            ],
            "years": [
                {"year": y.year, "approved": y.approved, "source": y.source}
                for y in sorted(self.years)
            ],
        }

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of the canonical JSON: what a dossier freezes beside its due date."""
        return crypto.sha256(self.to_json())

    @classmethod
    def from_json(cls, text: bytes | str) -> Self:
        """Read a calendar back.

        :raises CalendarInvalid: if it is not JSON, a part is missing, or parts contradict.
        """
        try:
            data = json.loads(text)
        except ValueError as error:
            raise CalendarInvalid("unreadable", str(error)) from error
        return cls.from_data(data)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read a calendar back from what `to_data` gave.

        :raises CalendarInvalid: if a part is missing, or parts contradict.
        """
        try:
            return cls._read(data)
        except CalendarInvalid:
            raise
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CalendarInvalid("unreadable", str(error)) from error

    @classmethod
    def _read(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            name=str(data["name"]),
            version=int(data["version"]),
            weekly=tuple(
                tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in hours)
                for hours in data["weekly"]
            ),
            days_off=tuple(
                DayOff(date.fromisoformat(d["day"]), str(d["note"])) for d in data["days_off"]
            ),
            make_up_days=tuple(
                MakeUpDay(
                    date.fromisoformat(d["day"]),
                    date.fromisoformat(d["instead_of"]) if d["instead_of"] else None,
                    str(d["note"]),
                )
                for d in data["make_up_days"]
            ),
            years=tuple(
                Year(int(y["year"]), y["approved"] is True, str(y["source"])) for y in data["years"]
            ),
        )


def _check_hours(hours: Hours) -> None:
    moments = [moment for span in hours for moment in span]
    if any(earlier >= later for earlier, later in zip(moments, moments[1:], strict=False)):
        raise CalendarInvalid("hours", ", ".join(f"{_clock(a)}–{_clock(b)}" for a, b in hours))


def _clock(moment: time) -> str:
    return moment.strftime("%H:%M")
