"""Checking answers against a form: what is seen, needed, refused, warned of and kept."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.loader import load_catalog
from forms.schema import DOCUMENTS_STEP, Context, built, check
from tests.forms import little

CHOICE = """
      - name: choice
        kind: radio
        label: {vi: Lựa chọn, en: Choice}
        options:
          - {value: a, label: {vi: Một, en: One}}
          - {value: b, label: {vi: Hai, en: Two}}
      - name: detail
        kind: text
        label: {vi: Chi tiết, en: Detail}
        show_when: {question: choice, is: a}
      - name: deeper
        kind: text
        label: {vi: Sâu hơn, en: Deeper}
        show_when: {question: detail, filled: true}
"""
PARENTS = """
      - {name: mother, kind: person_name, label: {vi: Mẹ, en: Mother}, required: false}
      - {name: mother_born, kind: partial_date, label: {vi: Mẹ sinh, en: Mother born},
         required_when: {question: mother, filled: true}}
      - {name: father, kind: person_name, label: {vi: Cha, en: Father}, required: false}
"""
ONE_PARENT = """
rules:
  - at_least_one: [[mother, mother_born], father]
    when: {not: {case: special}}
    at: father
    message: {vi: Cần ít nhất cha hoặc mẹ, en: At least one parent is needed}
"""
GROUP = """
      - name: members
        kind: group
        label: {vi: Thành viên, en: Members}
        required: false
        max_items: 3
        questions:
          - {name: full_name, kind: person_name, label: {vi: Họ và tên, en: Full name}}
          - {name: kind, kind: radio, label: {vi: Là, en: Is}, options: [
              {value: adult, label: {vi: Người lớn, en: Adult}},
              {value: child, label: {vi: Trẻ em, en: Child}}]}
          - {name: guardian, kind: person_name, label: {vi: Người giám hộ, en: Guardian},
             show_when: {question: kind, is: child}}
          - {name: special, kind: text, label: {vi: Riêng, en: Special}, required: false,
             show_when: {case: special}}
"""


def test_good_people_and_nothing_else_is_a_good_answer():
    found = little.checked(little.form(), {})
    assert found.ok
    assert found.clean == {
        "full_name": "Trần Thị Bình",
        "number": "000190001234",
        "phone": "+84912345678",
    }


def test_what_is_missing_is_asked_for_in_the_order_of_the_form():
    made = little.form(CHOICE)
    found = check(made, {}, Context("usual", little.TODAY))
    assert found.errors == {
        "full_name": "Nhập họ và tên",
        "number": "Nhập số định danh",
        "phone": "Nhập số điện thoại",
        "choice": "Chọn lựa chọn",
    }


def test_english_is_spoken_to_those_who_chose_it():
    found = check(little.form(), {}, Context("usual", little.TODAY, "en"))
    assert found.errors["full_name"] == "Enter full name"


def test_a_hidden_answer_is_neither_checked_nor_kept():
    found = little.checked(little.form(CHOICE), {"choice": "b", "detail": "x" * 999, "deeper": "y"})
    assert found.ok
    assert "detail" not in found.clean
    assert "deeper" not in found.clean


def test_what_hangs_on_a_hidden_answer_is_hidden_too():
    found = little.checked(little.form(CHOICE), {"choice": "a", "detail": "x", "deeper": "y"})
    assert {"choice", "detail", "deeper"} <= found.visible
    assert found.clean["deeper"] == "y"


def test_one_step_is_checked_alone():
    made = little.form(CHOICE)
    found = check(made, {"choice": "b"}, Context("usual", little.TODAY, step="two"))
    assert found.ok
    assert found.clean == {"choice": "b"}
    assert not check(made, {"choice": "b"}, Context("usual", little.TODAY, step="one")).ok


def test_locked_answers_take_the_place_of_what_was_typed():
    found = little.checked(
        little.form(), {"full_name": "Kẻ Mạo Danh"}, locked={"full_name": "Trần Thị Bình"}
    )
    assert found.clean["full_name"] == "Trần Thị Bình"


def test_names_the_form_does_not_know_are_not_kept():
    assert "is_admin" not in little.checked(little.form(), {"is_admin": "yes"}).clean


def test_a_case_the_form_does_not_have_is_an_error():
    assert little.checked(little.form(), {}, case="rare").errors == {
        "case": "Chọn trường hợp của bạn"
    }


@pytest.mark.parametrize(
    ("answers", "case", "errors"),
    [
        ({}, "usual", {"father": "Cần ít nhất cha hoặc mẹ"}),
        ({}, "special", {}),
        ({"father": "Nguyễn Văn Cường"}, "usual", {}),
        ({"mother": "Trần Thị Bình", "mother_born": "1990"}, "usual", {}),
        (
            {"mother": "Trần Thị Bình"},
            "usual",
            {
                "mother_born": "Nhập mẹ sinh, ví dụ 27/3/1990",
                "father": "Cần ít nhất cha hoặc mẹ",
            },
        ),
        ({"father": "<>"}, "usual", {"father": "Cha chỉ gồm chữ cái, ví dụ Nguyễn Văn An"}),
    ],
)
def test_at_least_one_parent_is_needed_but_for_the_special_case(answers, case, errors):
    made = little.form(PARENTS, more=ONE_PARENT)
    assert little.checked(made, answers, case=case).errors == errors


def test_a_rule_waits_until_the_answers_it_looks_at_are_right():
    made = little.form(PARENTS, more=ONE_PARENT)
    found = little.checked(made, {"mother": "Trần Thị Bình", "mother_born": "31/02/1990"})
    assert found.errors == {"mother_born": "Ngày 31/02/1990 không có trong lịch"}


def test_a_rule_may_warn_without_refusing():
    warns = ONE_PARENT + "    warns: true\n"
    found = little.checked(little.form(PARENTS, more=warns), {})
    assert found.ok
    assert found.warnings == {"father": "Cần ít nhất cha hoặc mẹ"}


def test_each_entry_of_a_group_is_checked_at_its_place():
    members = [
        {"full_name": "Nguyễn An", "kind": "adult", "guardian": "Bỏ Đi"},
        {"full_name": "  ", "kind": ""},
        {"full_name": "Nguyễn Bé", "kind": "child"},
    ]
    found = little.checked(little.form(GROUP), {"members": members})
    assert found.errors == {"members.2.guardian": "Nhập người giám hộ"}
    assert "members.2.guardian" in found.visible
    assert "members.0.guardian" not in found.visible
    assert found.clean["members"][0] == {"full_name": "Nguyễn An", "kind": "adult"}


def test_empty_entries_are_not_kept():
    members = [{}, {"full_name": "Nguyễn An", "kind": "adult"}, {"full_name": ""}]
    found = little.checked(little.form(GROUP), {"members": members})
    assert found.ok
    assert found.clean["members"] == [{"full_name": "Nguyễn An", "kind": "adult"}]


def test_an_entry_sees_the_case():
    members = [{"full_name": "Nguyễn An", "kind": "adult", "special": "x"}]
    made = little.form(GROUP)
    assert "special" not in little.checked(made, {"members": members}).clean["members"][0]
    found = little.checked(made, {"members": members}, case="special")
    assert found.clean["members"][0]["special"] == "x"


def test_too_many_entries_are_one_error_at_the_group():
    members = [{"full_name": "Nguyễn An", "kind": "adult"}] * 4
    found = little.checked(little.form(GROUP), {"members": members})
    assert found.errors == {"members": "“Thành viên” có 4 mục, tối đa 3 mục"}


def test_numbers_that_do_not_fit_warn_and_are_taken():
    questions = """
      - {name: born, kind: partial_date, label: {vi: Sinh, en: Born}}
      - {name: sex, kind: radio, label: {vi: Giới tính, en: Sex}, options: [
          {value: male, label: {vi: Nam, en: Male}}, {value: female, label: {vi: Nữ, en: Female}}]}
      - {name: other, kind: citizen_number, label: {vi: Số, en: Number},
         birth_date: born, gender: sex}
    """.rstrip()
    answers = {"born": "1991", "sex": "male", "other": "000190001234"}
    found = little.checked(little.form(questions), answers)
    assert found.ok
    assert "năm sinh" in found.warnings["other"]
    assert "giới tính" in found.warnings["other"]


DOCUMENTS = """\
  - {id: always, name: {vi: Giấy A, en: Paper A}}
  - {id: sometimes, name: {vi: Giấy B, en: Paper B}, show_when: {case: special}}
  - {id: maybe, name: {vi: Giấy C, en: Paper C}, need: may_be_needed}
  - {id: told, name: {vi: Giấy D, en: Paper D}, need: information}
  - {id: made, name: {vi: Tờ khai, en: Declaration}, from_answers: true}
  - {id: hangs, name: {vi: Giấy E, en: Paper E}, required_when: {case: special}}
"""


def test_documents_hang_on_the_case():
    made = little.form(documents=DOCUMENTS)
    usual = {n.document.id: n.state for n in little.checked(made, {}).documents}
    special = {n.document.id: n.state for n in little.checked(made, {}, case="special").documents}
    assert usual == {
        "always": "required",
        "maybe": "may_be_needed",
        "told": "information",
        "made": "required",
        "hangs": "optional",
    }
    assert special["sometimes"] == "required"
    assert special["hangs"] == "required"


def test_a_required_document_without_a_file_is_an_error_once_files_are_looked_at():
    made = little.form(documents=DOCUMENTS)
    assert little.checked(made, {}).ok
    assert little.checked(made, {}, files={}).errors == {"documents.always": "Tải lên giấy A"}
    assert little.checked(made, {}, files={"always": 1}).ok
    assert little.checked(made, {}, files={}, step="two").ok
    alone = little.checked(made, {"full_name": ""}, files={}, step=DOCUMENTS_STEP)
    assert alone.errors == {"documents.always": "Tải lên giấy A"}


FEES = """
fees:
  - {id: one, name: {vi: Lệ phí, en: Duty}, type: le_phi, amounts: {online: 10000, direct: 20000}}
  - {id: each, name: {vi: Phí, en: Fee}, type: phi, amounts: {online: 8000}, per: copies}
  - {id: open, name: {vi: Tỉnh thu, en: Local}, type: phi, amounts: {online: local},
     when: {case: special}}
"""
COPIES = "      - {name: copies, kind: whole_number, label: {vi: Số bản, en: Copies}}"


@pytest.mark.parametrize(
    ("copies", "context", "total", "open_"),
    [
        ("2", {}, 26000, False),
        ("2", {"channel": "direct"}, 20000, False),
        ("2", {"case": "special"}, 26000, True),
        ("không", {}, 10000, False),
    ],
)
def test_the_fee_is_computed_from_case_channel_and_answers(copies, context, total, open_):
    made = little.form(COPIES, more=FEES)
    fee = little.checked(made, {"copies": copies}, **context).fee
    assert (fee.total, fee.open) == (total, open_)


def test_a_schema_is_built_once_for_a_form_and_a_language():
    text = little.text(CHOICE)
    one, same = little.load(text), little.load(text)
    assert built(one, "vi") is built(same, "vi")
    assert built(one, "vi") is not built(one, "en")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FORMS = [loaded.form for loaded in load_catalog()]


@given(data=st.data())
def test_whatever_is_sent_is_answered_in_words(data):
    form = data.draw(st.sampled_from(FORMS))
    names = st.sampled_from([question.name for question in form.questions])
    raw: Any = data.draw(st.dictionaries(names, json_values))
    case = data.draw(st.sampled_from(form.cases)).id
    found = check(form, raw, Context(case, little.TODAY, files={}))
    assert all(said for said in found.errors.values())
    assert found.clean.keys() <= found.visible
    again = check(form, raw, Context(case, little.TODAY, files={}))
    assert again == found


@pytest.mark.parametrize("raw", [None, [], "x", 7])
def test_an_answer_that_is_no_answer_at_all_is_an_empty_one(raw):
    assert check(little.form(), raw, Context("usual", little.TODAY)).errors["full_name"]
