"""Form-encoded pairs and nested answers."""

from hypothesis import given
from hypothesis import strategies as st

from forms.fields import LONGEST_VALUE, from_fields, to_fields
from forms.loader import load_catalog
from tests.forms import little

FORMS = {loaded.form.code: loaded.form for loaded in load_catalog()}
MIXED = """
      - {name: words, kind: text, label: {vi: Chữ, en: Words}, required: false}
      - {name: ticks, kind: checkboxes, label: {vi: Ô, en: Boxes}, options: [
          {value: a, label: {vi: Một, en: One}}, {value: b, label: {vi: Hai, en: Two}}]}
      - {name: agreed, kind: consent, label: {vi: Đồng ý, en: Agree}}
      - {name: home, kind: place, label: {vi: Nơi ở, en: Home}}
      - {name: people, kind: group, label: {vi: Người, en: People}, questions: [
          {name: who, kind: text, label: {vi: Ai, en: Who}},
          {name: at, kind: place, label: {vi: Ở, en: At}}]}
"""


def sent(*pairs):
    return from_fields(little.form(MIXED), "two", pairs)


def test_dotted_names_become_nested_answers():
    assert sent(
        ("words", "x"),
        ("ticks", "a"),
        ("ticks", "b"),
        ("agreed", "yes"),
        ("home.province", "40"),
        ("home.commune", "16681"),
        ("people.0.who", "An"),
        ("people.0.at.street", "Số 5"),
    ) == {
        "words": "x",
        "ticks": ["a", "b"],
        "agreed": "yes",
        "home": {"province": "40", "commune": "16681"},
        "people": [{"who": "An", "at": {"street": "Số 5"}}],
    }


def test_boxes_and_groups_that_were_emptied_come_as_empty():
    assert sent() == {"ticks": [], "agreed": "", "people": []}


def test_gaps_between_entries_close():
    found = sent(("people.7.who", "Bình"), ("people.2.who", "An"))
    assert found["people"] == [{"who": "An"}, {"who": "Bình"}]


def test_an_entry_of_which_nothing_was_answered_keeps_its_place():
    found = sent(("people.0", ""), ("people.1", ""), ("people.1.who", "Bình"))
    assert found["people"] == [{}, {"who": "Bình"}]
    assert sent(*to_fields(found)) == found


def test_names_of_other_steps_and_unknown_ones_are_ignored():
    found = sent(
        ("full_name", "An"), ("is_admin", "1"), ("home.__class__", "x"), ("people.x.who", "y")
    )
    assert found == {"ticks": [], "agreed": "", "people": []}


def test_sizes_nobody_types_are_cut():
    assert len(sent(("words", "x" * 1_000_000))["words"]) == LONGEST_VALUE
    crowd = [(f"people.{i}.who", "x") for i in range(5000)]
    assert len(sent(*crowd)["people"]) <= 200


def test_a_step_that_is_not_there_has_no_answers():
    assert from_fields(little.form(), "three", [("full_name", "An")]) == {}


def test_every_example_survives_the_way_through_a_page():
    for form in FORMS.values():
        for example in form.examples:
            pairs = list(to_fields(example.answers))
            back = {}
            for step in form.steps:
                back |= from_fields(form, step.id, pairs)
            kept = {name: value for name, value in back.items() if value not in ([], "")}
            assert kept == {name: value for name, value in example.answers.items()}


@given(pairs=st.lists(st.tuples(st.text(), st.text())))
def test_any_pairs_can_be_sent(pairs):
    assert set(sent(*pairs)) >= {"ticks", "agreed", "people"}


names = st.lists(
    st.sampled_from(["people", "home", "0", "1", "who", "at", "street", "", "."]), max_size=5
).map(".".join)


@given(pairs=st.lists(st.tuples(names, st.text(max_size=3))))
def test_any_dotted_names_can_be_sent(pairs):
    found = sent(*pairs)
    assert all(isinstance(entry, dict) for entry in found["people"])
