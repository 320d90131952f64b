"""Selects that name a code list: what is offered, taken and kept, and what a form file may say."""

import json

import pytest

from forms.display import answered
from forms.formio import read, write
from forms.kinds import KINDS, Asked
from forms.kinds.code_lists import named_in
from forms.loader import CATALOG, FormError, load
from forms.lookups import SHIPPED, Entry
from forms.prefill import fill
from forms.schema import Context
from forms.spec import Question, Text
from portal.services.operations.form_checks import examine
from tests.forms import little

NAMED = "      - {name: kin, kind: select, label: {vi: Quan hệ, en: Relation}, list: relations}"
THEN = """
      - {name: more, kind: text, label: {vi: Ghi rõ, en: Say which},
         show_when: {question: kin, is: other}}"""
LISTS = {
    "relations": {
        code: Entry(code, Text(vi, en))
        for code, vi, en in (
            ("child", "Con", "Child"),
            ("other", "Khác", "Other"),
        )
    }
}
FORM = little.form(NAMED + THEN)


def test_what_the_list_of_the_day_holds_is_taken_with_its_name():
    found = little.checked(FORM, {"kin": "child"}, lists=LISTS)
    assert found.clean["kin"] == {"code": "child", "name": "Con"} and found.ok
    assert "kin" in little.checked(FORM, {"kin": "spouse"}, lists=LISTS).errors
    # A list nobody has here offers nothing, so nothing of it can be taken.
    assert "kin" in little.checked(FORM, {"kin": "child"}).errors


def test_a_condition_asks_for_the_code():
    assert "more" not in little.checked(FORM, {"kin": "child"}, lists=LISTS).visible
    assert "more" in little.checked(FORM, {"kin": "other"}, lists=LISTS).errors


@pytest.mark.parametrize(("lang", "shown"), [("vi", "Con"), ("en", "Child")])
def test_an_answer_reads_as_it_was_kept(lang, shown):
    question = Question(
        "kin", "select", Text("Quan hệ", "Relation"), settings={"list": "relations"}
    )
    kept, kind = {"code": "child", "name": "Con"}, KINDS["select"]
    asked = Asked(question, little.TODAY, lang, lists=LISTS)
    assert kind.show(asked, kept) == shown
    # Once the list says otherwise, or is gone, what was kept still reads as it did.
    other = {"relations": {"child": Entry("child", Text("Con đẻ", "Own child"))}}
    for lists in (other, {"relations": {}}, {}):
        assert kind.show(Asked(question, little.TODAY, lang, lists=lists), kept) == "Con"
    clean = {"kin": {"code": "gone", "name": "Con nuôi"}}
    (told,) = answered(FORM, clean, "usual", lang)
    assert (told.text, told.value) == ("Con nuôi", clean["kin"])


def test_a_list_within_a_group_is_known_too():
    group = "      - {name: members, kind: group, label: {vi: Người, en: People}, questions: [\n"
    inner = "          {name: kin, kind: select, label: {vi: Quan hệ, en: Kin}, list: inner}]}"
    assert set(named_in(little.form(group + inner))) == {"inner"}


def test_what_is_known_of_it_is_filled_in_by_its_code():
    made = little.form(NAMED + """
      - {name: again, kind: select, label: {vi: Lại, en: Again}, list: relations,
         prefill: answer.kin}""")
    context = Context("usual", little.TODAY, lists=LISTS)
    assert fill(made, {"kin": "child"}, {}, context).answers["again"] == "child"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("list: relations, options: [{value: a, label: {vi: A, en: A}}]", "not both"),
        ('list: "Quan hệ"', "no good name"),
        ("searchable: true", "needs options"),
    ],
)
def test_a_form_file_names_a_list_or_has_options(more, said):
    question = f"      - {{name: kin, kind: select, label: {{vi: Q, en: Q}}, {more}}}"
    with pytest.raises(FormError, match=said):
        little.form(question)


def test_checking_a_form_tells_of_a_list_there_is_not_with_its_line():
    source = little.text(NAMED)
    problems, form = examine(source, "a.yaml")
    line = source.splitlines().index(NAMED) + 1
    assert form is not None and [one.line for one in problems] == [line]
    said = str(problems[0])
    assert "no code list “relations”" in said and all(code in said for code in SHIPPED)
    assert examine(source, "a.yaml", LISTS)[0] == []


@pytest.mark.parametrize("name", ["householder_relations", "relations"])
def test_it_goes_through_form_io_by_its_name(name):
    form = load(little.text(NAMED.replace("relations", name)))
    made = write(form)
    components = [one for panel in made["components"] for one in panel.get("components", ())]
    (component,) = (one for one in components if one["key"] == "kin")
    codes = [one["value"] for one in component["data"]["values"]]
    assert codes == (list(SHIPPED[name].entries()) if name in SHIPPED else [])
    back = load(read(json.dumps(made).encode(), name="a.json").yaml)
    (question,) = (one for one in back.questions if one.name == "kin")
    assert question.settings == {"list": name} and not question.options


def test_the_lists_of_the_catalogue_are_shared_and_not_fixed():
    paths = ("1.004194", "1.004222")
    forms = [load((CATALOG / f"{one}.yaml").read_text("utf-8")) for one in paths]
    assert [set(named_in(form)) for form in forms] == [{"householder_relations"}] * 2
    assert SHIPPED["householder_relations"].fixed is None
