"""Reporting periods (kỳ báo cáo): which days a report counts, and by when it is sent.

Source: Nghị định 09/2019/NĐ-CP, Điều 12 (cut-off of the data, thời gian chốt số liệu), Điều 13
(deadline of sending) and Điều 8 (a working day between the two). Nine months is no period of the
decree but the practice of provinces. docs/reports.md says how sure each of this is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.domain import working_time
from portal.domain.calendar import Calendar
from portal.domain.errors import DomainError

FIRST_YEAR, LAST_YEAR = 2000, 2099
ONE_DAY = timedelta(days=1)


class PeriodUnknown(DomainError):
    """There is no such reporting period; says what is wrong."""


class PeriodType(StrEnum):
    """The kinds of periods, by the letters reports name them with."""

    MONTH = "M"
    QUARTER = "Q"
    FIRST_HALF = "H1"
    SECOND_HALF = "H2"
    NINE_MONTHS = "N9"
    YEAR = "Y"
    CUSTOM = "CUSTOM"
    """Days of its own, of a report somebody asks for (chuyên đề, đột xuất)."""


REGULAR = tuple(each for each in PeriodType if each != PeriodType.CUSTOM)
"""The periods that come again; the decree lays their days down."""


NUMBERED = {PeriodType.MONTH: 12, PeriodType.QUARTER: 4}
"""How many there are in a year of those that carry a number; the others have none."""
# The first and the last month of what a period is called by; its days are counted from these.
_MONTHS = {
    PeriodType.FIRST_HALF: (1, 6),
    PeriodType.SECOND_HALF: (7, 12),
    PeriodType.NINE_MONTHS: (1, 9),
    PeriodType.YEAR: (1, 12),
}


@dataclass(frozen=True)
class Schedule:
    """The days of a month on which a regime's data begin, end, and are due.

    ``working_days`` is how many lie between cut-off and deadline at least.

    :raises PeriodUnknown: if no period could be counted with them.
    """

    first_day: int = 15
    last_day: int = 14
    due_day: int = 25
    working_days: int = 1

    def __post_init__(self) -> None:
        """Refuse days some month lacks, days counted twice or never, and a deadline too early."""
        if not 2 <= self.first_day <= 28 or self.last_day != self.first_day - 1:
            raise PeriodUnknown("data begin on a day from 2 to 28 and end on the day before it")
        if not self.last_day < self.due_day <= 28 or self.working_days < 0:
            raise PeriodUnknown("a report is due after its data end, on the 28th at the latest")


DECREE = Schedule()
"""What Nghị định 09/2019/NĐ-CP lays down where a regime says nothing else."""


@dataclass(frozen=True)
class Period:
    """A reporting period; ``first`` and ``last`` are days in Viet Nam, both counted."""

    type: PeriodType
    year: int
    number: int | None
    first: date
    last: date


def period(
    type_: PeriodType, year: int, number: int | None = None, schedule: Schedule = DECREE
) -> Period:
    """Say which days a period counts.

    The days of the month of the decree: from the 15th of the month before the period's first one
    to the 14th of its last one.

    :raises PeriodUnknown: if the year is none we count, or the number does not fit the type.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodUnknown(f"the year has to be from {FIRST_YEAR} to {LAST_YEAR}, not {year}")
    opens, closes = _months(type_, number)
    before, month = (year - 1, 12) if opens == 1 else (year, opens - 1)
    return Period(
        type=type_,
        year=year,
        number=number,
        first=date(before, month, schedule.first_day),
        last=date(year, closes, schedule.last_day),
    )


def _months(type_: PeriodType, number: int | None) -> tuple[int, int]:
    if type_ == PeriodType.CUSTOM:
        raise PeriodUnknown("days of its own have no number and no rule")
    most = NUMBERED.get(type_)
    if most is None:
        if number is not None:
            raise PeriodUnknown(f"a period of type {type_} takes no number; leave {number} out")
        return _MONTHS[type_]
    if number is None or not 1 <= number <= most:
        given = "none was given" if number is None else f"not {number}"
        raise PeriodUnknown(f"a period of type {type_} needs a number from 1 to {most}, {given}")
    length = 12 // most
    return (number - 1) * length + 1, number * length


def due(of: Period, calendar: Calendar, schedule: Schedule = DECREE) -> date:
    """Say on which day a report is due at the latest: the 25th of the period's last month.

    If holidays left fewer working days between cut-off and deadline than there have to be, it is
    the next working day after enough of them; no year so far has seen that.

    :raises working_time.NeverOpen: if the calendar has no working day for months.
    """
    day, passed = of.last.replace(day=schedule.due_day), of.last
    for _ in range(schedule.working_days):
        passed = working_time.working_day(calendar, passed + ONE_DAY)
    return day if passed < day else working_time.working_day(calendar, passed + ONE_DAY)


def of_year(year: int, schedule: Schedule = DECREE) -> Iterator[Period]:
    """List every period that carries a year's number, months first."""
    for type_ in REGULAR:
        numbers = range(1, NUMBERED[type_] + 1) if type_ in NUMBERED else (None,)
        for number in numbers:
            yield period(type_, year, number, schedule)


def asked(first: date, last: date, due_by: date, calendar: Calendar) -> Period:
    """Give the period of a report somebody asks for, with days of its own.

    :raises PeriodUnknown: if it ends before it begins, or no working day lies between its last day
        and the day it is due (Điều 8, khoản 5).
    :raises working_time.NeverOpen: if the calendar has no working day for months.
    """
    if first > last:
        raise PeriodUnknown(f"the period ends ({last}) before it begins ({first})")
    if first.year < FIRST_YEAR or last.year > LAST_YEAR:
        raise PeriodUnknown(f"days are counted from {FIRST_YEAR} to {LAST_YEAR}")
    earliest = earliest_due(last, calendar)
    if due_by < earliest:
        raise PeriodUnknown(
            f"at least one working day has to lie between {last}, when the data are closed, and "
            f"the day the report is due; it cannot be due before {earliest}"
        )
    return Period(PeriodType.CUSTOM, last.year, None, first, last)


def earliest_due(last: date, calendar: Calendar) -> date:
    """Say on which day a report can be due at the earliest whose data are closed on ``last``.

    :raises working_time.NeverOpen: if the calendar has no working day for months.
    """
    return working_time.working_day(calendar, last + ONE_DAY) + ONE_DAY


def named(first: date, last: date, schedule: Schedule = DECREE) -> Period | None:
    """Find the period that counts exactly these days, if one does."""
    if not FIRST_YEAR <= last.year <= LAST_YEAR:
        return None
    found = (each for each in of_year(last.year, schedule) if each.first == first)
    return next((each for each in found if each.last == last), None)


def label(of: Period) -> str:
    """Name a period shortly, as codes and files do: 2026-Q1, 2026-Y, 2026-01-01_2026-02-28."""
    if of.type == PeriodType.CUSTOM:
        return f"{of.first}_{of.last}"
    type_, year, number = of.type, of.year, of.number
    return f"{year}-{type_.value}{number or ''}"


def closed(year_from: int, today: date, schedule: Schedule = DECREE) -> Iterator[Period]:
    """List every period since a year whose last day is over by today."""
    for year in range(max(year_from, FIRST_YEAR), min(today.year, LAST_YEAR) + 1):
        yield from (each for each in of_year(year, schedule) if each.last < today)
