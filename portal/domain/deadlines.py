"""Due dates (ngày hẹn trả kết quả): when an agency owes its answer.

How a term is counted:
- Day 1 is the day after the event; a term that ends on a day nobody works ends on the next
  working day (Bộ luật Dân sự 2015, Điều 147 and 148).
- What comes after closing counts as come on the next working morning; before opening, at
  opening; at lunch, in the afternoon (as one-stop systems in use count).
- A same-day duty (civil status) has a cut-off: received after it, the answer is owed by the end
  of the next working day, not 24 hours later.
- The clock stands still while the citizen gathers a supplement (bổ sung).

The first due date is frozen on the dossier; the current one follows from it and what happened.
docs/rules.md says how sure each rule is.
"""

import calendar as months
import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Self

from portal import clock
from portal.domain import working_time
from portal.domain.calendar import Calendar
from portal.domain.errors import DomainError

LONGEST = 3_000
HALF = Decimal("0.5")
HALF_MONTH = 15
"""Days in half a month: Bộ luật Dân sự 2015, Điều 147."""


class Unit(StrEnum):
    """What a term is counted in."""

    WORKING_DAY = "working_day"
    WORKING_HOUR = "working_hour"
    DAY = "day"
    MONTH = "month"


class TermInvalid(DomainError):
    """A term that cannot be counted; `rule` is a key for wording."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Term:
    """How long an agency has (thời hạn giải quyết), whole or in halves: 7.5 working days.

    `cut_off` makes it a same-day duty: the day of receipt is day 1 if received by that time.

    :raises TermInvalid: for a quantity that is not positive, or not in halves, or a cut-off on
        anything but whole working days.
    """

    quantity: Decimal
    unit: Unit = Unit.WORKING_DAY
    cut_off: time | None = None

    def __post_init__(self) -> None:
        """Refuse what nobody could count."""
        if not self.quantity.is_finite() or not 0 < self.quantity <= LONGEST:
            raise TermInvalid("quantity")
        if self.quantity % HALF:
            raise TermInvalid("halves")
        if self.cut_off and (self.unit is not Unit.WORKING_DAY or self.quantity % 1):
            raise TermInvalid("cut_off")

    @classmethod
    def of(cls, quantity: int | float | str, unit: str, cut_off: str | None = None) -> Self:
        """Build a term from what a form file says: `7.5`, `working_day`, `15:00`.

        :raises TermInvalid: if it cannot be read.
        """
        try:
            when = time.fromisoformat(cut_off) if cut_off else None
            return cls(Decimal(str(quantity)), Unit(unit), when)
        except (InvalidOperation, ValueError) as error:
            raise TermInvalid("unreadable") from error

    def to_data(self) -> dict[str, str | None]:
        """The term as plain values, which `Term.of(**values)` reads back."""
        return {
            "quantity": str(self.quantity),
            "unit": self.unit.value,
            "cut_off": self.cut_off.strftime("%H:%M") if self.cut_off else None,
        }


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """A time when the clock stood still; without an end it still does."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, order=True)
class Extension:
    """A new due date the agency promised at a moment, with its apology (văn bản xin lỗi)."""

    start: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to a dossier's term since its first due date was set."""

    unit: Unit
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a dossier stands: working days left, or overdue by; 0 is today."""

    overdue: bool
    days: int


ANSWER = Term(Decimal(8), Unit.WORKING_HOUR)
"""An online dossier is accepted, sent back for a supplement or refused within this time."""


def due(calendar: Calendar, term: Term, received: datetime) -> datetime:
    """The first due date of something received at `received`.

    Terms in days and months end when the agency closes; half a working day ends with the
    morning. Terms in hours end on the minute.
    """
    begin = working_time.start(calendar, received)
    if term.unit is Unit.WORKING_HOUR:
        return working_time.add(calendar, begin, timedelta(hours=float(term.quantity)))
    if term.unit is Unit.WORKING_DAY:
        return _after_working_days(calendar, term, begin)
    last = _after_days(term, clock.day(begin))
    return working_time.closing(calendar, working_time.working_day(calendar, last))


def answer_by(calendar: Calendar, submitted: datetime) -> datetime:
    """When the citizen is owed a first answer to an online dossier: 8 working hours."""
    return due(calendar, ANSWER, submitted)


def current_due(calendar: Calendar, original: datetime, course: Course, now: datetime) -> datetime:
    """The due date as it stands at `now`, from the frozen one and what happened since.

    Each pause moves it by the working time lost; one still open, by the time lost so far. A term
    in days then ends when that day closes. A pause that began when the date had passed changes
    nothing: late stays late. An extension never makes the date earlier.
    """
    standing, lost = original, False
    events: list[Pause | Extension] = [*_merged(course.pauses, now), *course.extensions]
    for entry in sorted(events, key=_begins):
        if isinstance(entry, Extension):
            standing = max(standing, entry.due)
        elif entry.start < standing:
            work = working_time.between(calendar, entry.start, entry.end or now)
            standing, lost = working_time.add(calendar, standing, work), lost or bool(work)
    if not lost or course.unit is Unit.WORKING_HOUR:
        return standing
    return working_time.closing(calendar, clock.day(standing))


def standing(calendar: Calendar, due_at: datetime, now: datetime) -> Standing:
    """How many working days are left, or how many it is overdue (quá hạn)."""
    first, last = sorted((clock.day(now), clock.day(due_at)))
    days = range(1, (last - first).days + 1)
    worked = sum(calendar.works(first + timedelta(days=n)) for n in days)
    return Standing(overdue=now > due_at, days=worked)


def _after_working_days(calendar: Calendar, term: Term, begin: datetime) -> datetime:
    """Count working days from the day work could begin; only a same-day duty counts that day."""
    first, whole = clock.day(begin), int(term.quantity)
    if term.cut_off and begin <= clock.moment(first, term.cut_off):
        whole -= 1
    last = working_time.later_working_day(calendar, first, whole)
    if term.quantity % 1:
        return working_time.sessions(calendar, working_time.later_working_day(calendar, last, 1))[
            0
        ][1]
    return working_time.closing(calendar, last)


def _after_days(term: Term, first: date) -> date:
    """Count calendar days or months; half a day is rounded up, half a month is 15 days."""
    if term.unit is Unit.DAY:
        return first + timedelta(days=math.ceil(term.quantity))
    half = HALF_MONTH if term.quantity % 1 else 0
    return _months_later(first, int(term.quantity)) + timedelta(days=half)


def _months_later(first: date, count: int) -> date:
    """The same day `count` months later, or that month's last day if it has no such day."""
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(first.day, last))


def _merged(pauses: tuple[Pause, ...], now: datetime) -> Iterator[Pause]:
    """The pauses in order, closed at `now` if open, overlapping ones told once."""
    reached = datetime.min.replace(tzinfo=UTC)
    for pause in sorted(pauses, key=_begins):
        begin, end = max(pause.start, reached), pause.end or now
        if begin < end:
            yield Pause(begin, end)
            reached = end


def _begins(entry: Pause | Extension) -> datetime:
    return entry.start
