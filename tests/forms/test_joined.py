"""Joined procedures as files: what makes sense, and what is said of one that does not."""

import pytest

from forms.joined import JoinedWrong, catalog, load
from forms.loader import load_catalog

GOOD = """
joined: "3.000999"
name: {vi: Liên thông, en: Joined}
valid: {from: 2026-07-01, until: 2026-12-31}
starts: "1.000001"
steps:
  - id: second
    name: {vi: Hai, en: Two}
    procedure: "1.000002"
    case: usual
    after: [start]
    answers: {owner.full_name: child.full_name}
  - id: third
    name: {vi: Ba, en: Three}
    after: [second]
    elsewhere: {vi: Nơi khác, en: Elsewhere}
"""


def test_a_file_says_order_tags_and_until_when():
    found = load(GOOD)
    assert [step.id for step in found.steps] == ["second", "third"]
    assert found.valid(found.valid_until) and not found.valid(found.valid_from.replace(year=2025))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("after: [start]", "after: [third]", "comes later"),
        ("id: third", "id: second", "twice"),
        ("child.full_name}", "child.shoe_size}", "child.shoe_size"),
        ("    case: usual\n", "", "procedure with its case"),
        ("from: 2026-07-01", "from: hôm nay", "must be a day"),
        ("starts:", "begins:", "starts"),
        ("[start]", "[start", "flow sequence"),
    ],
)
def test_a_file_that_makes_no_sense_says_why(old, new, said):
    with pytest.raises(JoinedWrong, match=said):
        load(GOOD.replace(old, new))


def test_what_comes_along_names_procedures_and_cases_of_the_catalogue():
    forms = {loaded.form.code: loaded.form for loaded in load_catalog()}
    for joined in catalog().values():
        first = {question.means for question in forms[joined.starts].questions}
        for step in joined.steps:
            assert set(step.answers.values()) <= first
            if step.procedure:
                form = forms[step.procedure]
                tags = {question.means for question in form.questions}
                assert form.case(step.case) is not None
                assert {*step.answers, *step.fixed} <= tags
