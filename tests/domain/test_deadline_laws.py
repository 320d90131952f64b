"""What holds for every due date, whatever the term, the moment and the pauses."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal import clock
from portal.domain import working_time
from portal.domain.calendar import Calendar, DayOff
from portal.domain.calendar_seed import seed
from portal.domain.deadlines import Course, Extension, Pause, Term, Unit, current_due, due, standing

CALENDAR = seed(2025, 2028)

moments = st.datetimes(
    datetime(2025, 1, 1), datetime(2027, 6, 30), timezones=st.just(UTC), allow_imaginary=False
)
halves = st.integers(1, 60).map(lambda n: Decimal(n) / 2)
units = st.sampled_from(Unit)
same_day = st.integers(1, 20).map(lambda n: Term.of(n, "working_day", "15:00"))
terms = st.builds(Term, halves, units) | same_day
gaps = st.timedeltas(timedelta(0), timedelta(days=20))
pauses = st.builds(lambda start, gap: Pause(start, start + gap), moments, gaps)


@given(terms, moments)
def test_no_due_date_is_outside_opening_hours_or_before_receipt(
    term: Term, received: datetime
) -> None:
    promised = due(CALENDAR, term, received)
    assert promised > received
    on_day = working_time.sessions(CALENDAR, clock.day(promised))
    assert any(opens < promised <= closes for opens, closes in on_day)


@given(terms, moments)
def test_a_term_not_in_hours_ends_as_a_session_closes(term: Term, received: datetime) -> None:
    assume(term.unit is not Unit.WORKING_HOUR)
    promised = due(CALENDAR, term, received)
    assert promised in {s[1] for s in working_time.sessions(CALENDAR, clock.day(promised))}


@given(halves, halves, units, moments)
def test_a_longer_term_never_ends_earlier(
    one: Decimal, other: Decimal, unit: Unit, received: datetime
) -> None:
    short, long = sorted((one, other))
    assert due(CALENDAR, Term(short, unit), received) <= due(CALENDAR, Term(long, unit), received)


@given(terms, moments, moments)
def test_what_came_later_is_never_due_earlier(term: Term, one: datetime, other: datetime) -> None:
    assume(term.unit is not Unit.MONTH)
    first, second = sorted((one, other))
    assert due(CALENDAR, term, first) <= due(CALENDAR, term, second)


@given(st.integers(1, 24), moments, moments)
def test_months_too_keep_their_order(count: int, one: datetime, other: datetime) -> None:
    first, second = sorted((one, other))
    term = Term.of(count, "month")
    assert due(CALENDAR, term, first) <= due(CALENDAR, term, second)


@given(terms, moments, st.lists(pauses, max_size=4), moments)
def test_a_pause_never_brings_a_due_date_forward(
    term: Term, received: datetime, stopped: list[Pause], now: datetime
) -> None:
    original = due(CALENDAR, term, received)
    course = Course(term.unit, tuple(stopped))
    assert current_due(CALENDAR, original, course, now) >= original


@given(terms, moments, st.lists(moments, max_size=4), moments)
def test_a_pause_of_no_length_changes_nothing(
    term: Term, received: datetime, moments_stopped: list[datetime], now: datetime
) -> None:
    original = due(CALENDAR, term, received)
    course = Course(term.unit, tuple(Pause(moment, moment) for moment in moments_stopped))
    assert current_due(CALENDAR, original, course, now) == original


@given(terms, moments, pauses, gaps)
def test_a_longer_pause_never_gives_an_earlier_date(
    term: Term, received: datetime, stopped: Pause, more: timedelta
) -> None:
    original, now = due(CALENDAR, term, received), datetime(2028, 6, 1, tzinfo=UTC)
    assert stopped.end
    longer = Course(term.unit, (Pause(stopped.start, stopped.end + more),))
    shorter = Course(term.unit, (stopped,))
    assert current_due(CALENDAR, original, longer, now) >= current_due(
        CALENDAR, original, shorter, now
    )


@given(terms, moments, st.lists(pauses, max_size=3), st.permutations(range(3)))
def test_the_order_in_which_pauses_are_listed_does_not_matter(
    term: Term, received: datetime, stopped: list[Pause], order: list[int]
) -> None:
    original, now = due(CALENDAR, term, received), datetime(2028, 6, 1, tzinfo=UTC)
    shuffled = tuple(stopped[n] for n in order if n < len(stopped))
    assert current_due(CALENDAR, original, Course(term.unit, tuple(stopped)), now) == current_due(
        CALENDAR, original, Course(term.unit, shuffled), now
    )


@given(terms, moments, moments, moments)
def test_an_extension_is_never_earlier_than_what_was_promised(
    term: Term, received: datetime, decided: datetime, new: datetime
) -> None:
    original, now = due(CALENDAR, term, received), datetime(2028, 6, 1, tzinfo=UTC)
    course = Course(term.unit, extensions=(Extension(decided, new),))
    assert current_due(CALENDAR, original, course, now) == max(original, new)


@given(moments, st.integers(0, 5_000))
def test_work_added_is_work_counted(moment: datetime, minutes: int) -> None:
    work = timedelta(minutes=minutes)
    begin = working_time.start(CALENDAR, moment)
    assert working_time.between(CALENDAR, begin, working_time.add(CALENDAR, begin, work)) == work


@given(moments, moments, moments)
def test_open_time_adds_up(one: datetime, two: datetime, three: datetime) -> None:
    a, b, c = sorted((one, two, three))
    whole = working_time.between(CALENDAR, a, c)
    assert whole == working_time.between(CALENDAR, a, b) + working_time.between(CALENDAR, b, c)


@given(moments, moments)
def test_nothing_is_left_or_overdue_by_less_than_nothing(due_at: datetime, now: datetime) -> None:
    where = standing(CALENDAR, due_at, now)
    assert where.days >= 0
    assert where.overdue == (now > due_at)


def test_a_calendar_in_which_nobody_ever_works_is_refused_and_does_not_hang() -> None:
    first = datetime(2026, 1, 1, tzinfo=UTC)
    closed = tuple(DayOff(first.date() + timedelta(days=n)) for n in range(400))
    with pytest.raises(working_time.NeverOpen):
        due(Calendar("shut", 1, days_off=closed), Term.of(1, "working_day"), first)
