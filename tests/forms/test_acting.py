"""Who may act for whom: three rules of the procedure, and the papers and texts that follow."""

from typing import Any

import pytest

from forms.loader import FormError, load
from forms.logic import Scope
from forms.needs import actor
from tests.forms import little

OWNER = """
      - name: relation
        kind: radio
        label: {vi: Quan hệ, en: Relation}
        options:
          - {value: me, label: {vi: Tôi, en: Me}}
          - {value: son, label: {vi: Con, en: Son}}
          - {value: paid, label: {vi: Người khác, en: Another}}
      - {name: owner, kind: citizen_number, label: {vi: Số chủ hồ sơ, en: Owner},
         means: owner.citizen_number, required: false,
         show_when: {not: {question: relation, is: me}}}
      - {name: paper, kind: id_document, label: {vi: Giấy tờ chủ hồ sơ, en: Paper},
         means: owner.id_document, required: false,
         show_when: {not: {question: relation, is: me}}}
"""
DOCUMENT = "  - {id: power, name: {vi: Văn bản ủy quyền, en: Authorisation}, authorises: true}"
TOLD = "told_by: {question: relation, kin: son, proxy: paid}"
CERTIFIED = "Văn bản phải được công chứng hoặc chứng thực."
PLAIN = "Văn bản không phải công chứng hay chứng thực."


def text(rules: str, who: str = "self, kin, proxy", documents: str = DOCUMENT) -> str:
    """A form with these rules of acting."""
    written = little.text(OWNER, documents=documents)
    more = f", {rules}" if rules else ""
    return written.replace("acting: {who: [self]}", f"acting: {{who: [{who}]{more}}}")


def checked(rules: str, answers: dict[str, Any]):
    """A check of the form with these rules."""
    documents = DOCUMENT if "told_by" in rules else "  []"
    return little.checked(load(text(rules, documents=documents)), answers, files={})


@pytest.mark.parametrize(
    ("rules", "relation", "hint"),
    [
        (TOLD, "me", None),
        (TOLD, "son", None),
        (TOLD, "paid", CERTIFIED),
        (f"{TOLD}, authorisation_certified: false", "paid", PLAIN),
        (f"{TOLD}, proxy_needs_authorisation: false", "paid", None),
        (f"{TOLD}, kin_needs_authorisation: true", "son", PLAIN),
        (f"{TOLD}, kin_needs_authorisation: true, kin_certified: true", "son", CERTIFIED),
    ],
)
def test_the_authorisation_is_wanted_as_the_rules_say(rules, relation, hint):
    found = checked(rules, {"relation": relation})
    assert [need.document.hint.vi for need in found.documents] == ([hint] if hint else [])
    wanted = {"documents.power": "Tải lên văn bản ủy quyền"} if hint else {}
    assert found.errors == wanted


def test_a_hint_of_the_document_itself_comes_first():
    own = DOCUMENT.replace("authorises", "hint: {vi: Có chữ ký., en: Signed.}, authorises")
    made = load(text(TOLD, documents=own))
    hint = little.checked(made, {"relation": "paid"}).documents[0].document.hint
    assert hint.vi == f"Có chữ ký. {CERTIFIED}"
    assert hint.en == "Signed. It has to be notarised or certified."


def test_whoever_did_not_say_acts_for_themselves():
    form = load(text(TOLD))
    told = {
        word: actor(form, Scope("usual", little.TODAY, {"relation": word} if word else {}))
        for word in ("me", "son", "paid", "")
    }
    assert told == {"me": "self", "son": "kin", "paid": "proxy", "": "self"}


@pytest.mark.parametrize(
    ("who", "rules", "said"),
    [
        ("self", "", "Bạn phải tự nộp hồ sơ này, không ai nộp thay được."),
        (
            "self, kin",
            "kin_needs_authorisation: true",
            "Người thân thích nộp thay cần văn bản ủy quyền, không cần chứng thực. "
            "Người khác không nộp thay được.",
        ),
        (
            "self, kin, proxy",
            "",
            "Người thân thích nộp thay không cần văn bản ủy quyền. "
            "Người khác nộp thay cần văn bản ủy quyền đã công chứng hoặc chứng thực.",
        ),
        (
            "self, proxy",
            "proxy_needs_authorisation: false",
            "Người khác nộp thay không cần văn bản ủy quyền.",
        ),
        ("self", "note: {vi: Hỏi xã., en: Ask.}", "Hỏi xã."),
    ],
)
def test_the_page_of_the_procedure_says_what_the_rules_come_to(who, rules, said):
    note = load(text(rules, who, documents="  []")).acting.note
    assert note.vi == said
    assert note.en and note.en != said


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        ({"owner": "000190001234"}, "owner"),
        ({"paper": {"type": "citizen_number", "number": "000190001234"}}, "paper.number"),
    ],
)
def test_the_owner_is_not_the_submitter_by_another_name(answers, path):
    errors = checked("", {"relation": "son", **answers}).errors
    assert errors[path] == (
        "Đây là số định danh của chính bạn. Nhập số của chủ hồ sơ, "
        "hoặc chọn lại là bạn nộp cho mình"
    )


@pytest.mark.parametrize(
    ("rules", "answers"),
    [
        (TOLD, {"relation": "me", "owner": "000190001234"}),
        (TOLD, {"relation": "son", "owner": "000190001235"}),
        (f"{TOLD}, owner_may_submit: true", {"relation": "son", "owner": "000190001234"}),
    ],
)
def test_the_owner_may_be_the_submitter_where_that_is_said(rules, answers):
    assert checked(rules, answers).errors == {}


@pytest.mark.parametrize(
    ("rules", "who", "documents", "said"),
    [
        (
            "",
            "self",
            DOCUMENT,
            "A document authorises, but “acting” does not say which question tells who acts",
        ),
        (
            TOLD,
            "self, kin",
            DOCUMENT,
            "“who” does not let proxy act, but these answers say they do: paid",
        ),
        (
            TOLD,
            "self, kin, proxy",
            "  []",
            "An authorisation is needed, but no document has “authorises: true”",
        ),
        (
            "told_by: {question: absent}",
            "self",
            "  []",
            "There is no question “absent” to refer to",
        ),
        (
            "told_by: {question: relation, kin: uncle}",
            "self, kin",
            "  []",
            "“uncle” is no option of “relation”; there are: me, son, paid",
        ),
    ],
)
def test_rules_that_contradict_the_form_do_not_load(rules, who, documents, said):
    with pytest.raises(FormError) as error:
        load(text(rules, who, documents))
    assert [problem.text for problem in error.value.problems] == [said]
