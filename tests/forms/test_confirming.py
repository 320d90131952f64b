"""Who is asked to confirm: what a form may say of it, and how two versions differ in it."""

import pytest

from forms.differences import differences
from forms.loader import FormError, load
from tests.furnished.waiting import SOURCE

PERSON = "    person: householder\n"
WRONG = {
    "the submitter, who confirms by submitting": (
        (PERSON, "    person: submitter\n"),
        ["46: The submitter confirms by submitting; “person” has to be somebody else"],
    ),
    "somebody no question asks for": (
        (PERSON, "    person: guardian\n"),
        [
            f"46: Nobody can be asked to confirm without a question that means guardian.{part}"
            for part in ("full_name", "citizen_number", "phone")
        ],
    ),
    "a paper nobody could hand in": (
        ("    paper: yes_paper\n", "    paper: no_paper\n"),
        ["46: There is no document “no_paper”"],
    ),
    "an answer nobody is asked for": (
        ("shows: [full_name, place]", "shows: [full_name, nothing]"),
        ["50: There is no question “nothing” to refer to"],
    ),
    "two of one name": (
        ("  - id: owner\n    person: lawful_owner", "  - id: head\n    person: lawful_owner"),
        ["53: “head” is there already (line 46); every confirmation needs its own"],
    ),
    "no statement": (
        (
            "    statement: {vi: Tôi là chủ hộ và đồng ý., en: I head the household and agree.}\n",
            "",
        ),
        ["46: “confirmations” lacks “statement”"],
    ),
}


@pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG)
def test_who_cannot_be_asked_is_told_with_its_line(change: tuple[str, str], said: list[str]):
    with pytest.raises(FormError) as caught:
        load(replaced(change))
    assert [str(each).partition(":")[2] for each in caught.value.problems] == said


DIFFERENT = {
    "asked no more": (
        (SOURCE[SOURCE.index("  - id: owner\n") : SOURCE.index("processing:")], ""),
        "The owner is no longer asked to confirm",
    ),
    "another statement": (
        ("en: I own the home and agree.", "en: The home is mine and I agree."),
        "The owner now confirms: “The home is mine and I agree.”",
    ),
    "not to be gone without": (
        ("    required: false\nprocessing", "    required: true\nprocessing"),
        "The application now has to wait for: The owner",
    ),
    "no paper instead": (
        ("    paper: yes_paper\n", ""),
        "The head of the household can no longer agree on paper",
    ),
    "always": (
        ("    when: {question: how, is: sign_in}\n", ""),
        "The head of the household is now asked to confirm in all cases",
    ),
}


@pytest.mark.parametrize(("change", "said"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_two_versions_ask_of_others_is_told_apart(change: tuple[str, str], said: str):
    told = [each.text.en for each in differences(load(SOURCE), load(replaced(change)))]
    assert told == [said]


def replaced(change: tuple[str, str]) -> str:
    """Put a piece of the form into another's place."""
    assert change[0] in SOURCE
    return SOURCE.replace(*change, 1)
