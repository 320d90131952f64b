"""Conditions and the rules they make."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.conditions import (
    All,
    Answered,
    AnyOf,
    CaseIs,
    Compare,
    Elapsed,
    Filled,
    Not,
    NumberIs,
    Span,
)
from forms.logic import Scope, holds, later

TODAY = date(2026, 11, 23)


def scope(**values):
    return Scope("usual", TODAY, values)


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        (None, {}, True),
        (All(()), {}, True),
        (AnyOf(()), {}, False),
        (Not(All(())), {}, False),
        (CaseIs(("usual", "other")), {}, True),
        (CaseIs(("other",)), {}, False),
        (Answered("a", ("x", "y")), {"a": "y"}, True),
        (Answered("a", ("x",)), {}, False),
        (Answered("a", ("yes",)), {"a": True}, True),
        (Answered("a", ("no",)), {"a": False}, True),
        (Answered("a", ("3",)), {"a": 3}, True),
        (Answered("a", ("x",)), {"a": ["w", "x"]}, True),
        (Filled("a"), {"a": False}, True),
        (Filled("a"), {"a": 0}, True),
        (Filled("a"), {"a": ""}, False),
        (Filled("a"), {}, False),
        (NumberIs("a", ">=", 2), {"a": 2}, True),
        (NumberIs("a", ">=", 2), {"a": [{}, {}]}, True),
        (NumberIs("a", "<=", 2), {}, False),
        (Compare("a", "<", "b"), {"a": "2020-01-01", "b": "2020-01-02"}, True),
        (Compare("a", "<", "b"), {"a": "2020-01-01"}, False),
        (Compare("a", "=", "b"), {"a": "2020-01-01", "b": "2020"}, True),
        (Compare("a", "=", "b"), {"a": "An", "b": "Anh"}, False),
        (Compare("a", "<", "b"), {"a": 1, "b": "2020"}, False),
        (
            Compare("a", "<=", "b", Span(2, "years")),
            {"a": "2028-02-28", "b": "2026-02-28"},
            True,
        ),
        (Compare("a", "<=", "b", Span(2, "years")), {"a": "2028-03-01", "b": "2026"}, False),
        (Elapsed("a", "younger", Span(18, "years")), {"a": "2008-11-24"}, True),
        (Elapsed("a", "younger", Span(18, "years")), {"a": "2008-11-23"}, False),
        (Elapsed("a", "older", Span(18, "years")), {"a": "2008-11-23"}, True),
        (Elapsed("a", "older", Span(60, "days")), {"a": "2026-09-24"}, False),
        (Elapsed("a", "older", Span(60, "days")), {"a": "2026-09-23"}, True),
        (Elapsed("a", "younger", Span(18, "years")), {"a": "2020"}, False),
    ],
)
def test_a_condition_holds_or_not(condition, values, expected):
    assert holds(condition, scope(**values)) is expected


def test_inside_an_entry_its_own_answers_come_first():
    inside = Scope("usual", TODAY, {"a": "1"}, {"a": "2", "b": "3"})
    assert holds(Answered("a", ("1",)), inside)
    assert holds(Answered("b", ("3",)), inside)


def test_a_year_after_a_leap_day_is_the_28th():
    assert later(date(2024, 2, 29), Span(1, "years")) == date(2025, 2, 28)


conditions = st.recursive(
    st.builds(Filled, st.sampled_from("ab"))
    | st.builds(Answered, st.sampled_from("ab"), st.tuples(st.sampled_from(["x", "y"]))),
    lambda inner: st.builds(Not, inner)
    | st.builds(All, st.lists(inner, max_size=3).map(tuple))
    | st.builds(AnyOf, st.lists(inner, max_size=3).map(tuple)),
)


@given(condition=conditions, values=st.dictionaries(st.sampled_from("ab"), st.sampled_from("xy")))
def test_a_condition_and_its_opposite_never_agree(condition, values):
    now = Scope("usual", TODAY, values)
    assert holds(condition, now) is not holds(Not(condition), now)
