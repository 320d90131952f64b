"""Reporting periods: the days they count, and by when a report is due."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain import reporting
from portal.domain.calendar import Calendar, DayOff
from portal.domain.calendar_seed import seed
from portal.domain.reporting import NUMBERED, Period, PeriodType, PeriodUnknown, Schedule

CALENDAR = seed(2019, 2031)
ONE_DAY = timedelta(days=1)

years = st.integers(2020, 2030)
types = st.sampled_from(reporting.REGULAR)
numbered = st.sampled_from(list(NUMBERED))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Give any period of the years the calendar knows."""
    type_ = draw(types)
    most = NUMBERED.get(type_)
    number = draw(st.integers(1, most)) if most else None
    return reporting.period(type_, draw(years), number)


@pytest.mark.parametrize(
    ("type_", "number", "first", "last"),
    [
        ("M", 1, "2019-12-15", "2020-01-14"),
        ("M", 12, "2020-11-15", "2020-12-14"),
        ("Q", 1, "2019-12-15", "2020-03-14"),
        ("Q", 2, "2020-03-15", "2020-06-14"),
        ("Q", 4, "2020-09-15", "2020-12-14"),
        ("H1", None, "2019-12-15", "2020-06-14"),
        ("H2", None, "2020-06-15", "2020-12-14"),
        ("N9", None, "2019-12-15", "2020-09-14"),
        ("Y", None, "2019-12-15", "2020-12-14"),
    ],
)
def test_periods_of_2020_are_those_of_the_decree(type_, number, first, last):
    found = reporting.period(PeriodType(type_), 2020, number)
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert reporting.due(found, CALENDAR) == found.last.replace(day=25)


@given(numbered, years)
def test_the_numbered_periods_of_a_year_leave_out_no_day_and_count_none_twice(type_, year):
    parts = [reporting.period(type_, year, number + 1) for number in range(NUMBERED[type_])]
    whole = reporting.period(PeriodType.YEAR, year)
    assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
    assert all(after.first == before.last + ONE_DAY for before, after in pairwise(parts))


@given(years)
def test_longer_periods_are_made_of_quarters(year):
    quarters = [reporting.period(PeriodType.QUARTER, year, number) for number in (1, 2, 3, 4)]
    first, second, nine = (
        reporting.period(type_, year)
        for type_ in (PeriodType.FIRST_HALF, PeriodType.SECOND_HALF, PeriodType.NINE_MONTHS)
    )
    assert (first.first, first.last) == (quarters[0].first, quarters[1].last)
    assert (second.first, second.last) == (quarters[2].first, quarters[3].last)
    assert (nine.first, nine.last) == (quarters[0].first, quarters[2].last)


@given(st.integers(2021, 2030))
def test_a_year_begins_on_the_day_after_the_one_before(year):
    before, now = (reporting.period(PeriodType.YEAR, each) for each in (year - 1, year))
    assert now.first == before.last + ONE_DAY


@given(periods())
def test_a_working_day_lies_between_cut_off_and_deadline(period):
    due = reporting.due(period, CALENDAR)
    between = [period.last + ONE_DAY * n for n in range(1, (due - period.last).days)]
    assert any(CALENDAR.works(day) for day in between)
    assert due == period.last.replace(day=25)


@given(periods())
def test_a_period_is_known_by_its_days(period):
    assert reporting.named(period.first, period.last) == period
    assert reporting.named(period.first + ONE_DAY, period.last) is None


def test_days_no_period_counts_have_no_name():
    assert reporting.named(date(1, 1, 1), date(1, 12, 14)) is None


def test_a_deadline_no_working_day_comes_before_moves_behind_one():
    closed = tuple(DayOff(date(2026, 2, day)) for day in range(15, 26))
    february = reporting.period(PeriodType.MONTH, 2026, 2)
    # The 26th is the first day anybody works, the 27th the next.
    assert reporting.due(february, Calendar("shut", 1, days_off=closed)) == date(2026, 2, 27)


def test_a_regime_may_have_other_days():
    schedule = Schedule(first_day=21, last_day=20, due_day=26)
    march = reporting.period(PeriodType.MONTH, 2026, 3, schedule)
    assert (march.first, march.last) == (date(2026, 2, 21), date(2026, 3, 20))
    assert reporting.due(march, CALENDAR, schedule) == date(2026, 3, 26)
    assert reporting.named(march.first, march.last, schedule) == march
    assert reporting.named(march.first, march.last) is None


@pytest.mark.parametrize(
    "days", [(15, 15, 25), (1, 0, 25), (29, 28, 30), (15, 14, 14), (15, 14, 31)]
)
def test_days_that_make_no_periods_are_refused(days):
    with pytest.raises(PeriodUnknown):
        Schedule(*days)


@pytest.mark.parametrize(
    ("type_", "year", "number"),
    [
        ("M", 2020, None),
        ("M", 2020, 0),
        ("M", 2020, 13),
        ("Q", 2020, 5),
        ("H1", 2020, 1),
        ("Y", 2020, 2020),
        ("Y", 1999, None),
        ("Y", 2100, None),
    ],
)
def test_a_period_that_does_not_exist_is_refused(type_, year, number):
    with pytest.raises(PeriodUnknown):
        reporting.period(PeriodType(type_), year, number)
