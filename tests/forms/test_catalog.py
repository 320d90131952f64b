"""The forms that come with the program: their own examples, and what holds for each."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from forms.examples import differences
from forms.kinds.json_schema import of_form
from forms.life_events import LIFE_EVENTS
from forms.loader import load_catalog
from forms.logic import Scope
from forms.needs import notices, processing
from forms.schema import Context, check
from forms.spec import Text
from tests.forms import little

FORMS = {loaded.form.code: loaded.form for loaded in load_catalog()}
EXAMPLES = [(form, example) for form in FORMS.values() for example in form.examples]
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))


def texts(value: Any) -> list[Text]:
    """Every text a citizen may read, wherever it stands in a form."""
    if isinstance(value, Text):
        return [value]
    if is_dataclass(value):
        return [text for f in fields(value) for text in texts(getattr(value, f.name))]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, tuple):
        return [text for inner in value for text in texts(inner)]
    return []


def test_the_five_procedures_are_there():
    assert set(FORMS) == {"1.001193", "1.004873", "2.000635", "1.004222", "1.004194"}


@pytest.mark.parametrize(
    ("form", "example"), EXAMPLES, ids=[f"{form.code} {e.name}" for form, e in EXAMPLES]
)
def test_a_form_does_what_its_examples_say(form, example):
    assert differences(form, example) == []


@every_form
def test_a_form_has_examples_that_pass_and_examples_that_fail(form):
    assert any(not example.errors for example in form.examples)
    assert any(example.errors for example in form.examples)


@every_form
def test_every_case_can_be_begun_and_has_a_time_and_an_agency(form):
    for case in form.cases:
        scope = Scope(case.id, little.TODAY, {})
        assert processing(form, scope) is not None
        assert check(form, {}, Context(case.id, little.TODAY)).steps
    assert form.competence


@every_form
def test_a_citizen_reads_every_text_in_both_languages(form):
    for text in texts(form):
        assert text.vi.strip() and text.en.strip()


@every_form
def test_vietnamese_is_written_with_its_accents(form):
    labels = [question.label.vi for question in form.questions]
    plain = [label for label in labels if label.isascii()]
    assert plain == []


@every_form
def test_a_citizen_meets_three_to_seven_steps(form):
    for example in (example for example in form.examples if not example.errors):
        found = check(form, example.answers, Context(example.case, example.today))
        assert 3 <= len(found.steps) <= 7


@every_form
def test_messages_can_be_sent_to_whoever_submits(form):
    phone = next(question for question in form.questions if question.means == "submitter.phone")
    assert phone.kind == "phone"
    assert phone.required and phone.show_when is None
    assert not any(prefill.locked for prefill in phone.prefills)


@every_form
def test_a_form_ends_with_a_declaration(form):
    assert form.steps[-1].questions[-1].kind == "consent"


@every_form
def test_every_doubtful_fact_says_who_told_it_or_how_sure_it_is(form):
    sourced = [*form.documents, *form.fees, *form.processing, *form.competence, *form.results]
    for fact in sourced:
        assert fact.sourced.source or fact.sourced.certainty != "verified"


@every_form
def test_a_form_is_found_by_life_event_and_everyday_words(form):
    assert set(form.life_events) <= set(LIFE_EVENTS)
    assert form.life_events
    assert len(form.words) >= 5


@every_form
def test_a_form_describes_its_clean_answers(form):
    described = of_form(form, "en")
    asked = {q.name for q in form.questions if q.kind != "info"}
    assert set(described["properties"]) == asked
    assert "submitter_name" in described["required"]


@every_form
def test_a_form_describes_what_may_be_handed_in(form):
    papers = of_form(form, "en")["$defs"]["documents"]
    sent = [one for one in form.documents if not one.from_answers and one.need != "information"]
    assert set(papers["properties"]) == {one.id for one in sent}
    assert set(papers["required"]) <= set(papers["properties"])
    for one in sent:
        described = papers["properties"][one.id]
        assert described["title"] == one.name.en
        assert (described["minItems"], described["maxItems"]) == (one.min_files, one.max_files)


def test_residence_is_received_with_the_polices_own_form():
    receipts = {code: form.papers["receipt"].form for code, form in FORMS.items()}
    assert receipts == {
        "1.001193": "01",
        "1.004873": "01",
        "2.000635": "01",
        "1.004222": "CT04",
        "1.004194": "CT04",
    }


@pytest.mark.parametrize(
    ("code", "quantity", "cut_off"),
    [
        ("1.001193", 1, "15:00"),
        ("2.000635", 1, "15:00"),
        ("1.004873", 3, None),
        ("1.004222", 7, None),
        ("1.004194", 3, None),
    ],
)
def test_processing_times_are_those_of_the_catalogue(code, quantity, cut_off):
    form = FORMS[code]
    found = processing(form, Scope(form.cases[0].id, little.TODAY, {}))
    assert (found.quantity, found.unit) == (quantity, "working_day")
    assert (found.cut_off.isoformat("minutes") if found.cut_off else None) == cut_off


def test_a_certificate_for_a_marriage_at_home_is_said_to_be_no_longer_needed():
    said = notices(FORMS["1.004873"], Scope("marriage_domestic", little.TODAY, {}))
    assert "01/01/2026" in said[0].vi
    assert len(notices(FORMS["1.004873"], Scope("other", little.TODAY, {}))) == 1
