"""What changed between two versions of a form, as a citizen is told of it."""

from pathlib import Path

import pytest

from forms.differences import Change, differences
from forms.differences.wording import WORDS
from forms.loader import CATALOG, load
from tests.forms import little

TEXT = (Path(__file__).parent / "one_version.yaml").read_text(encoding="utf-8")
COMPLETE = (CATALOG / "1.001193.yaml").read_text(encoding="utf-8")


def told(*changes: tuple[str, str]) -> list[str]:
    """Say in English what replacing these pieces of the small form changes."""
    return [change.text.en for change in found(*changes)]


def found(*changes: tuple[str, str]) -> tuple[Change, ...]:
    """Compare the small form with one in which these pieces were replaced."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return differences(load(TEXT), load(text))


def test_what_nobody_who_fills_the_form_in_would_notice_is_not_told():
    assert found(("procedure:", "# a remark\nprocedure:")) == ()
    assert found(("words: [nơi ở]", "words: [nơi ở, chỗ ở]")) == ()


EMAIL = """      - {name: email, kind: email, label: {vi: Thư điện tử, en: Email},
         required: false}
      - name: for_whom
"""
CHANGES = {
    "a question is added": (
        ("      - name: for_whom\n", EMAIL),
        "New question: “Email” (optional)",
    ),
    "a question is renamed": (("en: Phone}", "en: Mobile}"), "“Phone” now reads “Mobile”"),
    "a question is of another kind": (
        ("{name: phone, kind: phone", "{name: phone, kind: text"),
        "“Phone” is asked in another way, you may have to answer it again",
    ),
    "a question need not be answered any more": (
        (
            "label: {vi: Số điện thoại, en: Phone}",
            "required: false, label: {vi: Số điện thoại, en: Phone}",
        ),
        "“Phone” is now optional (before: required)",
    ),
    "a question is required under a condition": (
        ("owner.full_name, show_when", "owner.full_name, required_when: {case: usual}, show_when"),
        "“Their name” is now required if the case is “Usual”",
    ),
    "a question is asked of others": (
        ("owner.full_name, show_when: {question: for_whom, is: other}", "owner.full_name"),
        "“Their name” is now always asked",
    ),
    "a question is asked under a condition": (
        (
            "prefill: identity.phone}",
            "prefill: identity.phone, show_when: {question: for_whom, is: me}}",
        ),
        "“Phone” is now asked only if “Who needs it” is “For myself”",
    ),
    "a choice is gone": (
        ("          - {value: me, label: {vi: Cho tôi, en: For myself}}\n", ""),
        "“Who needs it” no longer offers “For myself”",
    ),
    "a choice is named otherwise": (
        ("en: For myself", "en: For me"),
        "At “Who needs it”, “For myself” now reads “For me”",
    ),
    "an answer is not locked any more": (
        ("prefill: identity.full_name, locked: true", "prefill: identity.full_name"),
        "You can now change “Full name” yourself",
    ),
    "a document is optional": (
        ("en: House papers}, max_files", "en: House papers}, need: optional, max_files"),
        "“House papers” is now optional (before: required)",
    ),
    "a document takes fewer files": (
        ("max_files: 2", "max_files: 1"),
        "“House papers” now takes 1 files at most (before: 2)",
    ),
    "a document is to come in other copies": (
        ("max_files: 2", "max_files: 2, presented_as: certified_copy, copies: 2"),
        "“House papers”: now 1 certified copy, 2 copy (before: 1 original)",
    ),
    "the agency has another time": (
        ("{qty: 3, unit: working_day}", "{qty: 1.5, unit: working_day}"),
        "Time the agency has: now 1,5 working days (before: 3 working days)",
    ),
    "a case is added": (
        ("en: Usual}}\n", "en: Usual}}\n  - {id: rare, name: {vi: Hiếm, en: Rare}}\n"),
        "New case: “Rare”",
    ),
    "another agency decides": (
        ("level: commune,", "level: province,"),
        "You can now apply at: Commune committee",
    ),
    "a fee is asked for": (
        (
            "processing:",
            "fees: [{id: f, name: {vi: Lệ phí, en: Duty}, type: le_phi, amounts: {online: 8000}}]\n"
            "processing:",
        ),
        "New fee “Duty”: 8.000 đồng",
    ),
    "a step has another title": (
        ("title: {vi: Người nộp, en: Who is asking}", "title: {vi: Bạn, en: You}"),
        "The step “Who is asking” is now “You”",
    ),
}


@pytest.mark.parametrize("rule", CHANGES)
def test_each_change_is_told_in_a_sentence(rule):
    change, sentence = CHANGES[rule]
    assert sentence in told(change)


def test_the_sentences_come_in_vietnamese_too():
    (change,) = found(("qty: 3", "qty: 5"))
    assert change.text.vi == "Thời hạn giải quyết: nay 5 ngày làm việc (trước đây: 3 ngày làm việc)"
    assert (change.about, change.sort) == ("time", "changed")


def test_a_fee_that_changes_in_one_way_of_applying_is_told_of_that_way():
    fee = (
        "fees: [{id: f, name: {vi: Lệ phí, en: Duty}, type: le_phi, "
        "amounts: {online: %s, direct: 9000}}]\nprocessing:"
    )
    old, new = (load(TEXT.replace("processing:", fee % amount)) for amount in (8000, 0))
    assert [change.text.en for change in differences(old, new)] == [
        "“Duty” online: now free (before: 8.000 đồng)"
    ]


GROUP = """
      - name: members
        kind: group
        label: {vi: Thành viên, en: Members}
        required: false
        max_items: %s
        questions:
          - {name: who, kind: text, label: {vi: Ai, en: Who}, max: %s}
"""


def test_limits_are_told_and_questions_inside_a_group_with_their_group():
    old, new = little.form(GROUP % (5, 40)), little.form(GROUP % (3, 50))
    assert [change.text.en for change in differences(old, new)] == [
        "“Members”: now 3 at most (before: 5)",
        "“Members › Who”: now 50 at most (before: 40)",
    ]


RULES = """
      - {name: first, kind: date, label: {vi: Từ, en: From}}
      - {name: last, kind: date, label: {vi: Đến, en: Until}, show_when: %s}
"""
CONDITIONS = {
    "{any: [{case: special}, {question: first, younger_than: 18 years}]}": (
        "“Until” is now asked only if the case is “Special” or “From” is less than 18 years ago",
        "“Đến” nay chỉ hỏi khi trường hợp “Riêng” hoặc “Từ” chưa quá 18 năm",
    ),
    "{not: {question: first, filled: true}}": (
        "“Until” is now asked only if not: “From” is answered",
        "“Đến” nay chỉ hỏi khi không phải “Từ” đã trả lời",
    ),
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions_are_told_in_the_words_of_the_form(condition):
    old, new = little.form(RULES % "{case: usual}"), little.form(RULES % condition)
    (change,) = differences(old, new)
    assert (change.text.en, change.text.vi) == CONDITIONS[condition]


def test_rules_that_are_added_and_taken_away_are_told_by_what_they_say():
    rule = (
        "rules:\n  - compare: {question: last, not_before: first}\n    at: last\n"
        "    message: {vi: Sai thứ tự, en: The wrong way round}"
    )
    questions = RULES % "{case: usual}"
    without, with_rule = little.form(questions), little.form(questions, more=rule)
    assert [c.text.en for c in differences(without, with_rule)] == [
        "New condition: The wrong way round"
    ]
    assert [c.text.vi for c in differences(with_rule, without)] == ["Bỏ điều kiện: Sai thứ tự"]


def test_whatever_is_taken_out_of_a_real_form_is_told():
    whole, small = load(COMPLETE), load(TEXT)
    gone = {change.name for change in differences(whole, small) if change.sort == "removed"}
    assert {question.name for question in whole.questions} <= gone | {
        question.name for question in small.questions
    }
    back = {change.name for change in differences(small, whole) if change.sort == "added"}
    assert {document.id for document in whole.documents} <= back | {d.id for d in small.documents}


def test_every_sentence_stands_in_both_languages_with_the_same_blanks():
    assert [key for key, text in WORDS.items() if _blanks(text.vi) != _blanks(text.en)] == []


def _blanks(text: str) -> set[str]:
    return {piece.partition("}")[0] for piece in text.split("{")[1:]}
