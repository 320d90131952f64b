"""What holds for every kind of question; each kind is a parameter (`kind_cases`)."""

import json
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.kinds import KINDS, Asked, Refused
from forms.messages import CATALOGUE, say
from tests.forms.json_schema_reader import fits
from tests.forms.kind_case import KindCase
from tests.forms.kind_cases import CASES

TODAY = date(2026, 11, 23)
GOOD = [(case, *good) for case in CASES for good in case.good]
BAD = [(case, *bad) for case in CASES for bad in case.bad]
HOSTILE = [
    None,
    0,
    -1,
    10**400,
    1.5,
    float("nan"),
    True,
    "\x00",
    "\ud800",
    "\u202e",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "'; DROP TABLE dossier; --",
    "٣",
    "½",
    "x" * 1_000_000,
    "1" * 1_000_000,
    "a@" * 100_000,
    [],
    [[[[[[]]]]]],
    [None],
    [{"inner": {"deep": ["x"] * 1000}}] * 2,
    {},
    {"province": {"province": "40"}},
    {"type": {}, "number": []},
    {"": ""},
]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def asked(case: KindCase, lang: Any = "vi") -> Asked:
    return Asked(case.question, TODAY, lang)


def named(value: Any) -> str:
    return value.kind if isinstance(value, KindCase) else repr(value)[:40]


def invisible(text: str) -> list[str]:
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\n"]


def test_every_kind_is_a_parameter():
    assert {case.kind for case in CASES} == set(KINDS)


@pytest.mark.parametrize(("case", "raw", "clean", "shown"), GOOD, ids=named)
def test_a_good_answer_is_read_and_shown(case, raw, clean, shown):
    kind = KINDS[case.kind]
    assert kind.parse(asked(case), raw) == clean
    assert kind.show(asked(case), clean) == shown
    assert kind.show(asked(case, "en"), clean)


@pytest.mark.parametrize(("case", "raw", "clean", "shown"), GOOD, ids=named)
def test_a_clean_answer_is_json_that_fits_its_schema(case, raw, clean, shown):
    schema = KINDS[case.kind].json_schema(case.question, "en")
    if case.questions:
        schema = schema | {"items": {"enum": clean}}
    assert json.loads(json.dumps(clean)) == clean
    assert fits(clean, schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(("case", "raw", "clean", "shown"), GOOD, ids=named)
def test_a_clean_answer_typed_again_stays_the_same(case, raw, clean, shown):
    kind = KINDS[case.kind]
    assert kind.parse(asked(case), kind.raw_from(case.question, clean)) == clean


@pytest.mark.parametrize(("case", "raw", "part", "said"), BAD, ids=named)
def test_a_bad_answer_is_refused_with_what_to_do_in_both_languages(case, raw, part, said):
    with pytest.raises(Refused) as refused:
        KINDS[case.kind].parse(asked(case), raw)
    assert say(refused.value.errors[part], "vi") == said
    with pytest.raises(Refused) as in_english:
        KINDS[case.kind].parse(asked(case, "en"), raw)
    assert say(in_english.value.errors[part], "en")


@pytest.mark.parametrize("case", CASES, ids=named)
@pytest.mark.parametrize("raw", HOSTILE, ids=named)
def test_hostile_answers_are_refused_or_made_harmless(case, raw):
    kind = KINDS[case.kind]
    kind.blank(raw)
    try:
        clean = kind.parse(asked(case), raw)
    except Refused as refused:
        assert all(say(about, "vi") for about in refused.errors.values())
    else:
        assert not invisible(kind.show(asked(case), clean))


@pytest.mark.parametrize("case", CASES, ids=named)
@given(raw=json_values)
def test_any_json_is_taken_or_refused_in_words(case, raw):
    kind = KINDS[case.kind]
    if kind.blank(raw):
        return
    try:
        kind.show(asked(case), kind.parse(asked(case), raw))
    except Refused as refused:
        assert all(say(about, "en") for about in refused.errors.values())


@pytest.mark.parametrize("case", CASES, ids=named)
def test_nothing_typed_is_blank(case):
    kind = KINDS[case.kind]
    blanks = ["", "  ", "\t", None]
    blanks += (
        [dict.fromkeys(kind.parts(case.question), ""), {}] if kind.parts(case.question) else []
    )
    assert all(kind.blank(raw) for raw in blanks)


@pytest.mark.parametrize(("case", "raw", "clean", "shown"), GOOD, ids=named)
def test_an_answer_is_not_blank(case, raw, clean, shown):
    assert not KINDS[case.kind].blank(raw)


@pytest.mark.parametrize("case", [case for case in CASES if case.kind != "info"], ids=named)
def test_what_is_missing_is_asked_for(case):
    kind = KINDS[case.kind]
    missing = kind.missing(asked(case))
    parts = {"", *kind.parts(case.question)}
    assert missing.keys() <= parts
    assert all(say(about, "vi") != say(about, "en") for about in missing.values())


@pytest.mark.parametrize("case", CASES, ids=named)
def test_choices_are_worded_in_both_languages_and_readable_again(case):
    kind = KINDS[case.kind]
    for lang in ("vi", "en"):
        choices = kind.choices(asked(case, lang))
        assert all(choice.label for choice in choices)
        values = [choice.value for choice in choices]
        assert len(values) == len(set(values))
        if not kind.parts(case.question):
            assert all(kind.parse(asked(case), value) is not None for value in values)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_kind_names_the_template_it_is_drawn_with(case):
    assert KINDS[case.kind].widget.isidentifier()


def test_every_message_stands_in_both_languages_with_the_same_blanks():
    vietnamese, english = CATALOGUE["vi"], CATALOGUE["en"]
    assert vietnamese.keys() == english.keys()
    for key, text in vietnamese.items():
        assert blanks(text) == blanks(english[key]), key


def blanks(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}
