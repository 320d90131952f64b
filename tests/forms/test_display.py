"""A form's answers as people read them."""

import pytest

from forms.display import answered, person, sections
from forms.loader import load_catalog
from forms.schema import Context, check
from tests.forms import little

BIRTH = next(loaded.form for loaded in load_catalog() if loaded.form.code == "1.001193")
MOTHER = BIRTH.examples[0]
GROUP = """
      - name: members
        kind: group
        label: {vi: Thành viên, en: Members}
        means: residence.members
        questions:
          - {name: full_name, kind: person_name, label: {vi: Họ và tên, en: Full name}}
          - {name: born, kind: partial_date, label: {vi: Ngày sinh, en: Born}, required: false}
"""


def shown(form, answers, lang="vi"):
    context = Context("usual", little.TODAY, lang)
    checked = check(form, answers, context)
    return {a.name: a for s in sections(form, checked, context) for a in s.answers}


def test_answers_stand_under_their_steps_in_the_citizens_language():
    context = Context(MOTHER.case, MOTHER.today, "en")
    checked = check(BIRTH, MOTHER.answers, context)
    found = sections(BIRTH, checked, context)
    assert [section.title for section in found][:2] == ["Who is asking", "The child"]
    assert "cha" not in [section.step for section in found]


def test_an_answer_reads_as_people_write_it():
    found = shown(BIRTH, MOTHER.answers)
    assert found["child_birth_date"].text == "02/11/2026"
    assert found["child_birth_date"].means == "child.birth_date"
    assert found["child_gender"].text == "Nữ"
    assert found["submitter_phone"].text == "0912 345 678"
    assert found["birth_place"].text == "Phường Thành Vinh, Nghệ An"


def test_what_was_not_answered_is_shown_empty_and_not_sent():
    assert shown(BIRTH, MOTHER.answers)["submitter_email"].text == ""
    clean = check(BIRTH, MOTHER.answers, Context(MOTHER.case, MOTHER.today)).clean
    sent = {answer.name for answer in answered(BIRTH, clean, MOTHER.case, "vi")}
    assert "submitter_email" not in sent
    assert "father_name" not in sent
    assert {"child_name", "mother_name"} <= sent


def test_a_group_is_shown_entry_by_entry():
    members = [{"full_name": "Nguyễn An", "born": "1990"}, {"full_name": "Lê Bé"}]
    answer = shown(little.form(GROUP), {**little.GOOD, "members": members})["members"]
    assert answer.text == "2 mục"
    assert [one.text for one in answer.entries[0]] == ["Nguyễn An", "1990"]
    assert answer.entries[1][0].name == "members.1.full_name"


def test_the_owner_is_the_submitter_unless_somebody_else_was_named():
    clean = check(BIRTH, MOTHER.answers, Context(MOTHER.case, MOTHER.today)).clean
    assert person(BIRTH, clean, "owner")["full_name"] == "Trần Thị Bình"
    other = clean | {
        "owner_name": "Lê Thị Mai",
        "owner_paper": {"type": "citizen_number", "number": "000190005555"},
    }
    assert person(BIRTH, other, "owner")["full_name"] == "Lê Thị Mai"
    assert person(BIRTH, other, "owner")["citizen_number"] == "000190005555"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_kept_answers_read_the_same_years_later(lang):
    context = Context(MOTHER.case, MOTHER.today, lang)
    checked = check(BIRTH, MOTHER.answers, context)
    then = {a.name: a.text for s in sections(BIRTH, checked, context) for a in s.answers if a.text}
    assert {a.name: a.text for a in answered(BIRTH, checked.clean, MOTHER.case, lang)} == then
