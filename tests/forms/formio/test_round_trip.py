"""What we write as a definition reads back as the same form, and nothing is left out."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.conditions import (
    All,
    Answered,
    AnyOf,
    CaseIs,
    Compare,
    Condition,
    Elapsed,
    Filled,
    Not,
    NumberIs,
    Span,
)
from forms.formio import read, write
from forms.formio.plain import form_data
from forms.formio.yaml_text import yaml_text
from forms.kinds import KINDS
from forms.loader import CATALOG, load
from forms.logic import Scope, holds
from forms.spec import Form
from tests.forms import little
from tests.forms.formio.pieces import Carried, differences
from tests.forms.kind_cases import CASES

CATALOGUE = sorted(CATALOG.glob("*.yaml"))
NOT_ALONE = {"computed", "same_person"}
"""Kinds that only stand beside the questions they follow from; the catalogue has them."""
ALONE = [case for case in CASES if case.kind not in NOT_ALONE]


def there_and_back(form: Form) -> Carried:
    """The form read from its own definition."""
    source = json.dumps(write(form), ensure_ascii=False).encode()
    imported = read(source, name="form.json")
    return Carried(imported, load(imported.yaml, "back.yaml"))


@pytest.mark.parametrize("path", CATALOGUE, ids=lambda path: path.stem)
def test_every_form_of_the_catalogue_comes_back_the_same(path):
    form = load(path.read_text(), path.name)
    back = there_and_back(form)
    assert back.left == {}
    assert differences(form, back.form) == {}


@pytest.mark.parametrize("path", CATALOGUE, ids=lambda path: path.stem)
def test_every_form_of_the_catalogue_can_be_written_as_a_file_again(path):
    form = load(path.read_text(), path.name)
    again = load(yaml_text(form_data(form)), path.name)
    assert differences(form, again) == {}


@pytest.mark.parametrize("case", ALONE, ids=lambda case: case.kind)
def test_every_kind_comes_back_with_its_settings(case):
    base = little.form()
    step = replace(base.steps[1], questions=(case.question,))
    form = load(yaml_text(form_data(replace(base, steps=(base.steps[0], step)))))
    back = there_and_back(form)
    assert back.left == {}
    assert differences(form, back.form) == {}


def test_kinds_that_do_not_stand_alone_are_in_the_catalogue():
    asked = {q.kind for path in CATALOGUE for q in load(path.read_text()).questions}
    assert NOT_ALONE <= asked
    assert {case.kind for case in CASES} | NOT_ALONE == set(KINDS)


def test_a_definition_is_plain_json_and_its_pages_are_panels():
    form = load(CATALOGUE[0].read_text())
    made = write(form)
    assert json.loads(json.dumps(made)) == made
    assert made["display"] == "wizard"
    titles = [panel["title"] for panel in made["components"] if panel["type"] == "panel"]
    assert titles == [*(step.title.vi for step in form.steps), "Giấy tờ"]


def test_what_an_author_changes_in_a_builder_is_what_counts():
    made = write(load(CATALOGUE[0].read_text()))
    name = made["components"][0]["components"][2]
    name["label"], name["validate"]["required"] = "Tên của bạn", False
    imported = read(json.dumps(made).encode(), name="a.json")
    question = next(q for q in load(imported.yaml).questions if q.name == name["key"])
    assert (question.label.vi, question.required) == ("Tên của bạn", False)


QUESTIONS = """
      - {name: pick, kind: radio, label: {vi: Chọn, en: Pick}, required: false, options: [
          {value: a, label: {vi: A, en: A}}, {value: b, label: {vi: B, en: B}}]}
      - {name: boxes, kind: checkboxes, label: {vi: Hộp, en: Boxes}, required: false, options: [
          {value: a, label: {vi: A, en: A}}, {value: b, label: {vi: B, en: B}}]}
      - {name: sure, kind: yes_no, label: {vi: Chắc, en: Sure}, required: false}
      - {name: agreed, kind: consent, label: {vi: Đồng ý, en: Agreed}, required: false}
      - {name: count, kind: whole_number, label: {vi: Số, en: Count}, required: false}
      - {name: since, kind: date, label: {vi: Từ, en: Since}, required: false}
      - {name: until, kind: date, label: {vi: Đến, en: Until}, required: false}
      - name: rows
        kind: group
        label: {vi: Dòng, en: Rows}
        required: false
        questions: [{name: cell, kind: text, label: {vi: Ô, en: Cell}}]
      - {name: last, kind: text, label: {vi: Cuối, en: Last}, required: false}
"""
BASE = little.form(QUESTIONS)
LEAVES = st.one_of(
    st.builds(Answered, st.sampled_from(["pick", "boxes"]), st.sampled_from([("a",), ("a", "b")])),
    st.builds(Answered, st.just("sure"), st.sampled_from([("yes",), ("no",)])),
    st.just(Answered("agreed", ("yes",))),
    st.just(Answered("count", ("3",))),
    st.builds(Filled, st.sampled_from(["pick", "since", "rows", "last", "count"])),
    st.builds(CaseIs, st.sampled_from([("usual",), ("usual", "special")])),
    st.builds(
        Compare,
        st.just("since"),
        st.sampled_from(["<", "<=", "=", ">=", ">"]),
        st.just("until"),
        st.sampled_from([None, Span(2, "years"), Span(60, "days")]),
    ),
    st.builds(
        NumberIs, st.sampled_from(["count", "rows"]), st.sampled_from([">=", "<="]), st.just(2)
    ),
    st.builds(
        Elapsed,
        st.just("since"),
        st.sampled_from(["younger", "older"]),
        st.sampled_from([Span(18, "years"), Span(60, "days")]),
    ),
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(lambda many: All(tuple(many)), st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda many: AnyOf(tuple(many)), st.lists(parts, min_size=1, max_size=3)),
        st.builds(Not, parts),
    ),
    max_leaves=5,
)
ANSWERS: list[dict[str, Any]] = [
    {},
    {"pick": "a", "boxes": ["a"], "sure": True, "agreed": True, "count": 3},
    {"pick": "b", "boxes": ["a", "b"], "sure": False, "count": 2, "rows": [{}, {}], "last": "x"},
    {"since": "2026-11-01", "until": "2026-11-20", "rows": [{}]},
    {"since": "2000-01-01", "until": "2026-11-20"},
    {"since": "2026-11-20", "until": "2026-11-20", "count": 7},
]


@given(CONDITIONS)
def test_every_condition_means_the_same_when_it_comes_back(condition: Condition):
    *before, last = BASE.steps[1].questions
    asked = (*before, replace(last, show_when=condition))
    step = replace(BASE.steps[1], questions=asked)
    # A question may not wait for itself.
    if "last" in str(condition):
        return
    back = there_and_back(replace(BASE, steps=(BASE.steps[0], step)))
    assert back.left == {}
    read_back = back.question("last").show_when
    for case in ("usual", "special"):
        for answers in ANSWERS:
            scope = Scope(case, date(2026, 11, 23), answers)
            assert holds(read_back, scope) == holds(condition, scope)
