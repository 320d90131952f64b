"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kinds import KINDS, Asked, Refused
from forms.spec import Question, Text

ASKED = Asked(Question("day", "date", Text("Ngày", "Day")), date(2026, 11, 23))
dates = st.dates(date(1900, 1, 1), date(2199, 12, 31))
FORMATS = [
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d}-{m}-{y}",
    "{d}.{m}.{y}",
    " {d} / {m} / {y} ",
    "{d:02}{m:02}{y}",
    "{y}-{m:02}-{d:02}",
    "{y}{m:02}{d:02}",
    "ngày {d} tháng {m} năm {y}",
    "Ngày {d}, tháng {m}, năm {y}",
]


def typed(day: date, pattern: str) -> str:
    return pattern.format(d=day.day, m=day.month, y=day.year)


@pytest.mark.parametrize("pattern", FORMATS)
@given(day=dates)
def test_every_way_of_writing_a_day_means_that_day(pattern, day):
    assert KINDS["date"].parse(ASKED, typed(day, pattern)) == day.isoformat()


@given(day=dates)
def test_what_is_shown_can_be_typed(day):
    kind = KINDS["date"]
    assert kind.parse(ASKED, kind.show(ASKED, day.isoformat())) == day.isoformat()


@given(
    day=st.integers(0, 99),
    month=st.integers(0, 99),
    year=st.integers(1900, 2199),
)
def test_a_day_is_either_in_the_calendar_or_refused_by_name(day, month, year):
    typed_day = f"{day}/{month}/{year}"
    try:
        expected = date(year, month, day).isoformat()
    except ValueError:
        with pytest.raises(Refused) as refused:
            KINDS["date"].parse(ASKED, typed_day)
        about = refused.value.errors[""]
        assert about.key == "date.impossible"
        assert about.blanks["date"] == f"{day:02}/{month:02}/{year}"
    else:
        assert KINDS["date"].parse(ASKED, typed_day) == expected


@given(day=dates, part=st.sampled_from([4, 7, 10]))
def test_a_partial_date_keeps_as_much_as_is_known(day, part):
    asked = Asked(Question("day", "partial_date", Text("Ngày", "Day")), date(2026, 11, 23))
    kind, known = KINDS["partial_date"], day.isoformat()[:part]
    assert kind.parse(asked, kind.show(asked, known)) == known


@pytest.mark.parametrize(
    ("settings", "typed_day", "means"),
    [
        ({}, "1/1/30", "2030-01-01"),
        ({}, "1/1/36", "2036-01-01"),
        ({}, "1/1/37", "1937-01-01"),
        ({"not_future": True}, "1/1/26", "2026-01-01"),
        ({"not_future": True}, "1/1/27", "1927-01-01"),
    ],
)
def test_two_digits_mean_the_century_that_makes_sense(settings, typed_day, means):
    question = Question("day", "date", Text("Ngày", "Day"), settings=settings)
    assert KINDS["date"].parse(Asked(question, date(2026, 11, 23)), typed_day) == means
