"""The same person asked about once: taken over by the server, locked or open as the form says."""

from typing import Any

import pytest

from forms import prefill
from forms.loader import FormError, load
from forms.schema import Context, check
from tests.forms import little

MOTHER = """
      - name: mother_is
        kind: same_person
        person: mother
        label: {{vi: Người mẹ là, en: The mother is}}
        {more}
        options:
          - {{value: submitter, label: {{vi: Chính tôi, en: Me}}}}
          - {{value: other, label: {{vi: Người khác, en: Another}}}}
      - {{name: mother_name, kind: person_name, label: {{vi: Tên mẹ, en: Mother}},
         means: mother.full_name}}
      - {{name: mother_paper, kind: id_document, label: {{vi: Giấy tờ, en: Paper}},
         means: mother.id_document}}
      - {{name: mother_mail, kind: email, label: {{vi: Thư, en: Mail}}, means: mother.email}}
"""
LOCKED, OPEN = MOTHER.format(more="hint: {vi: Chọn, en: Choose}"), MOTHER.format(
    more="editable: true"
)
GUARDIAN = """
      - name: guardian_is
        kind: same_person
        person: guardian
        label: {vi: Người giám hộ là, en: The guardian is}
        options:
          - {value: mother, label: {vi: Mẹ, en: Mother}}
          - {value: other, label: {vi: Khác, en: Other}}
      - {name: guardian_name, kind: person_name, label: {vi: Tên, en: Name},
         means: guardian.full_name}
"""
TAKEN = {
    "mother_name": "Trần Thị Bình",
    "mother_paper": {"type": "citizen_number", "number": "000190001234"},
}
MISSING = {"mother_mail": "Nhập thư"}


def clean(questions: str, **answers: Any) -> dict[str, Any]:
    """What counts of answers about the mother."""
    found = little.checked(little.form(questions), answers).clean
    return {name: value for name, value in found.items() if name.startswith("mother_")}


def problems(questions: str) -> list[str]:
    """What is wrong with a form of these questions."""
    with pytest.raises(FormError) as error:
        load(little.text(questions))
    return [problem.text for problem in error.value.problems]


def test_the_answers_of_the_person_are_taken_over():
    checked = little.checked(little.form(LOCKED), {"mother_is": "submitter"})
    assert TAKEN.items() <= checked.clean.items()
    assert {name: one.role for name, one in checked.taken.items()} == dict.fromkeys(
        TAKEN, "submitter"
    )


def test_what_is_not_known_of_the_person_is_still_asked_for():
    assert little.checked(little.form(LOCKED), {"mother_is": "submitter"}).errors == MISSING


def test_what_a_browser_sends_for_a_locked_person_changes_nothing():
    typed = {"mother_is": "submitter", "mother_name": "Lê Thị Khác", "mother_paper": {}}
    assert TAKEN.items() <= clean(LOCKED, **typed).items()


def test_somebody_else_is_typed_as_usual():
    checked = little.checked(little.form(LOCKED), {"mother_is": "other", "mother_name": "Lê Thị A"})
    assert checked.clean["mother_name"] == "Lê Thị A"
    assert checked.errors == MISSING | {"mother_paper.number": "Nhập số giấy tờ"}
    assert checked.taken == {}


def test_an_open_person_keeps_what_was_typed_and_fills_in_the_rest():
    typed = {
        "mother_is": "submitter",
        "mother_name": "Trần Thị Bính",
        "mother_paper": {"number": ""},
    }
    found = clean(OPEN, **typed)
    assert found["mother_name"] == "Trần Thị Bính"
    assert found["mother_paper"] == TAKEN["mother_paper"]


def test_an_answer_in_error_is_not_taken_over_and_told_at_its_own_place():
    checked = check(
        little.form(LOCKED),
        {**little.GOOD, "number": "123", "mother_is": "submitter"},
        Context("usual", little.TODAY),
    )
    assert checked.errors == MISSING | {
        "number": "Số định danh cá nhân gồm đúng 12 chữ số",
        "mother_paper.number": "Nhập số giấy tờ",
    }


def test_a_choice_that_is_hidden_takes_nothing_over():
    hidden = MOTHER.format(more="show_when: {case: special}")
    assert clean(hidden, mother_is="submitter") == {}


def test_a_person_may_be_somebody_who_is_somebody_else():
    answers = {"mother_is": "submitter", "guardian_is": "mother"}
    found = little.checked(little.form(GUARDIAN + LOCKED), answers)
    assert found.clean["guardian_name"] == "Trần Thị Bình"


def test_a_draft_shows_what_is_taken_over_as_locked():
    context = Context("usual", little.TODAY)
    typed = {**little.GOOD, "mother_is": "submitter", "mother_name": "Lê Thị Khác"}
    assert prefill.fill(little.form(LOCKED), typed, {}, context).locked == TAKEN
    filled = prefill.fill(little.form(OPEN), typed, {}, context)
    assert filled.locked == {}
    assert filled.answers == {"mother_paper": TAKEN["mother_paper"]}


def test_people_who_are_each_other_do_not_load():
    other = LOCKED.replace("value: submitter", "value: guardian")
    assert problems(GUARDIAN + other) == [
        "“mother” would be taken over from themselves, by way of others"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("        person: mother\n", "", "“mother_is” lacks “person”"),
        (
            "person: mother",
            "person: father",
            "No question of this form means anything about “father”",
        ),
        (
            "value: submitter",
            "value: child",
            "No question of this form means anything about “child”",
        ),
        (
            "value: submitter",
            "value: me",
            "No option is somebody who is asked about; the value of one has to be: "
            "mother, submitter",
        ),
    ],
)
def test_a_choice_of_nobody_does_not_load(old, new, said):
    assert problems(LOCKED.replace(old, new)) == [said]


def test_a_person_inside_a_group_does_not_load():
    inside = """
      - name: people
        kind: group
        label: {vi: Người, en: People}
        questions:
          - {name: who, kind: same_person, label: {vi: Ai, en: Who}, person: submitter,
             options: [{value: submitter, label: {vi: Tôi, en: Me}}]}
"""
    assert problems(inside) == ["A person can only be said to be another outside of groups"]
