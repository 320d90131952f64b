"""Counting in working time (thời giờ làm việc): the hours an agency is open, nothing between.

All moments are aware UTC; days and opening hours are those of Viet Nam.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from portal import clock
from portal.domain.calendar import Calendar
from portal.domain.errors import DomainError

ONE_DAY = timedelta(days=1)
NOTHING = timedelta(0)
# A calendar in which nobody works for this long is a mistake, not a holiday.
LONGEST_CLOSURE = 120


class NeverOpen(DomainError):
    """The calendar has no working day for months: somebody has to mend it."""


def sessions(calendar: Calendar, day: date) -> tuple[tuple[datetime, datetime], ...]:
    """The opening and closing moments of each session of a day (buổi sáng, buổi chiều)."""
    return tuple(
        (clock.moment(day, opens), clock.moment(day, closes))
        for opens, closes in calendar.hours(day)
    )


def closing(calendar: Calendar, day: date) -> datetime:
    """When the agency closes on a working day."""
    return sessions(calendar, day)[-1][1]


def working_day(calendar: Calendar, day: date) -> date:
    """This day if somebody works on it, else the next working day."""
    for _ in range(LONGEST_CLOSURE):
        if calendar.works(day):
            return day
        day += ONE_DAY
    raise NeverOpen(f"{calendar.name}: no working day before {day}")


def later_working_day(calendar: Calendar, day: date, count: int) -> date:
    """The `count`-th working day after a day; with 0, the day itself or the next working one."""
    day = working_day(calendar, day)
    for _ in range(count):
        day = working_day(calendar, day + ONE_DAY)
    return day


def last_working_day(calendar: Calendar, day: date) -> date:
    """This day if somebody works on it, else the last working day before it."""
    for _ in range(LONGEST_CLOSURE):
        if calendar.works(day):
            return day
        day -= ONE_DAY
    raise NeverOpen(f"{calendar.name}: no working day after {day}")


def start(calendar: Calendar, moment: datetime) -> datetime:
    """When work on something that came at `moment` can begin.

    Before opening it is the opening, at lunch the afternoon, after closing the next working
    morning.
    """
    return next(max(opens, moment) for opens, closes in _from(calendar, moment) if moment < closes)


def add(calendar: Calendar, moment: datetime, work: timedelta) -> datetime:
    """The moment at which `work` of open hours has passed; no work leaves it where it is."""
    if work <= NOTHING:
        return moment
    for opens, closes in _from(calendar, moment):
        begin = max(opens, moment)
        if begin >= closes:
            continue
        if work <= closes - begin:
            return begin + work
        work -= closes - begin
    raise AssertionError("sessions never end")


def between(calendar: Calendar, begin: datetime, end: datetime) -> timedelta:
    """How much open time lies from `begin` to `end`; none if they are the wrong way round."""
    total = NOTHING
    day, last = clock.day(begin), clock.day(end)
    while day <= last:
        for opens, closes in sessions(calendar, day):
            total += max(NOTHING, min(closes, end) - max(opens, begin))
        day += ONE_DAY
    return total


def _from(calendar: Calendar, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Every session from the day of `moment` on, without end."""
    day = clock.day(moment)
    while True:
        day = working_day(calendar, day)
        yield from sessions(calendar, day)
        day += ONE_DAY
