"""What a kind of question owes everywhere it turns up: one suite, and every kind a parameter of it.

`tests/forms/test_kinds_contract.py` holds what kinds are by themselves, with the same parameter
sets; here is what becomes of them on the page, at the review, on paper and at the agency.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import lxml.html
import pypdf
import pytest
from flask import Flask, render_template_string

from forms.display import Answer, Section, declared
from forms.formio import write
from forms.kinds import KINDS, Asked, Refused
from forms.loader import text_hash
from forms.messages import say
from forms.schema import Context, check
from forms.spec import Form, Question
from portal.papers import declaring
from portal.papers.press import press
from portal.papers.sheets import DeclarationSheet
from portal.services import content
from portal.web.citizen.fields import field_of, shown
from portal.web.citizen.sheet import Sheet
from tests.forms import little
from tests.forms.kind_case import KindCase
from tests.forms.kind_cases import CASES
from tests.web.gallery.app import create_gallery

PAGE = '{% from "macros/field.html" import render %}<form>{{ render(field) }}</form>'
SILENT = [kind.name for kind in KINDS.values() if not kind.has_value]
GOOD = [(case, *good) for case in CASES if case.kind not in SILENT for good in case.good]
MOMENT = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
TYPED = [case for case in CASES if not KINDS[case.kind].computed and case.kind not in SILENT]


def named(value: Any) -> str:
    return value.kind if isinstance(value, KindCase) else repr(value)[:30]


def form_with(question: Question) -> Form:
    """A form that asks this too; what is known of a form is kept by its hash."""
    base = little.form()
    steps = (base.steps[0], replace(base.steps[1], questions=(question,)))
    return replace(base, hash=text_hash(repr(question)), steps=steps)


@pytest.fixture(scope="module")
def gallery() -> Iterator[Flask]:
    app = create_gallery()
    with app.test_request_context("/"):
        yield app


def sheet(question: Question, raw: Any, errors: dict[str, str] | None = None) -> Sheet:
    form, context = form_with(question), Context("usual", little.TODAY)
    answers = {"asked": raw} if raw is not None else {}
    return Sheet.of(context, answers, check(form, answers, context), errors or {})


def drawn(question: Question, raw: Any, errors: dict[str, str] | None = None) -> Any:
    field = field_of(sheet(question, raw, errors), question)
    return lxml.html.fromstring(render_template_string(PAGE, field=field))


def unlabelled(page: Any) -> list[str]:
    """Inputs nothing names: neither a label, nor a legend around several."""
    labels = {each.get("for") for each in page.iter("label")}
    inputs = page.xpath("//input[not(@type='hidden')] | //select | //textarea")
    return [each.get("name") for each in inputs if each.get("id") not in labels]


def test_every_kind_is_a_parameter_with_something_good_and_something_bad() -> None:
    for name, kind in KINDS.items():
        sets = [case for case in CASES if case.kind == name]
        assert sets, name
        assert any(case.bad for case in sets), name
        assert any(case.good for case in sets) or not kind.has_value, name


@pytest.mark.parametrize("case", CASES, ids=named)
def test_on_the_page_every_input_has_a_name_and_the_question_is_read(gallery, case) -> None:
    page = drawn(case.question, None)
    assert unlabelled(page) == []
    assert case.question.label.vi in page.text_content()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for each in page.xpath("//@aria-describedby | //@aria-labelledby"):
        assert set(each.split()) <= set(ids)


@pytest.mark.parametrize(("case", "raw", "clean", "text"), GOOD, ids=named)
def test_on_the_page_what_was_typed_is_still_there(gallery, case, raw, clean, text) -> None:
    if KINDS[case.kind].computed:
        return
    assert _lost(case, raw, clean) == []


@pytest.mark.parametrize("case", TYPED, ids=named)
def test_on_the_page_what_was_wrong_is_still_there_to_be_mended(gallery, case) -> None:
    # A box or a circle holds none but its own choices: there they are shown anew.
    if case.kind in ("radio", "checkboxes", "yes_no", "consent", "same_person"):
        return
    for raw, _part, _said in case.bad:
        assert not _typable(case, raw) or _lost(case, raw, None) == []


def _typable(case: KindCase, raw: Any) -> bool:
    """Whether a page can bring it: a text, or a text for each part."""
    if case.questions or not KINDS[case.kind].parts(case.question):
        return isinstance(raw, str) and not case.questions
    return isinstance(raw, dict) and all(isinstance(part, str) for part in raw.values())


def _lost(case: KindCase, raw: Any, clean: Any) -> list[tuple[str, str]]:
    """What was typed or chosen and does not stand on the page any more."""
    page = drawn(case.question, raw)
    written = page.xpath("//input[not(@type='radio' or @type='checkbox')]/@value")
    kept = written + page.xpath("//textarea/text() | //option[@selected]/@value")
    there = [_visible(value) for value in kept + page.xpath("//input[@checked]/@value")]
    parts = KINDS[case.kind].parts(case.question)
    asked = raw if not parts else {name: raw[name] for name in parts if name in raw}
    # A name in a list is shown by its code, a part of an answer as it was understood.
    understood = dict(_leaves(clean))
    return [
        (at, said)
        for at, said in _leaves(asked)
        if _visible(said) not in there and _visible(understood.get(at, said)) not in there
    ]


def _leaves(answer: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Everything typed or chosen in an answer, however deep in its parts, and where."""
    inner = dict(enumerate(answer)) if isinstance(answer, list) else answer
    if isinstance(inner, dict):
        for name, part in inner.items():
            yield from _leaves(part, f"{at}.{name}")
    elif isinstance(inner, str) and inner.strip():
        yield at, inner


def _visible(text: str) -> list[str]:
    """Browsers turn NUL into a mark of its own and keep what cannot be seen."""
    return text.replace("\x00", "").replace("\ufffd", "").split()


@pytest.mark.parametrize("case", TYPED, ids=named)
def test_on_the_page_an_error_is_said_at_the_input_it_belongs_to(gallery, case) -> None:
    raw, part, said = case.bad[0]
    if case.question.questions:
        return
    path = f"asked.{part}" if part else "asked"
    page = drawn(case.question, raw, {path: said})
    (message,) = page.xpath("//*[contains(@class, 'govuk-error-message')]")
    assert said in message.text_content()
    tied = [page.get_element_by_id(message.get("id"))]
    described = page.xpath(f"//*[contains(@aria-describedby, '{message.get('id')}')]")
    assert tied and described


@pytest.mark.parametrize(("case", "raw", "clean", "text"), GOOD, ids=named)
def test_at_the_review_an_answer_reads_as_it_is_shown(gallery, case, raw, clean, text) -> None:
    if case.questions or KINDS[case.kind].computed:
        return
    assert shown(sheet(case.question, raw), case.question, raw) == text


@pytest.mark.parametrize(("case", "raw", "clean", "text"), GOOD, ids=named)
def test_at_the_agency_an_answer_has_value_and_text(case, raw, clean, text) -> None:
    (section,) = declared(form_with(case.question), {"asked": clean}, "usual", "vi")
    (kept,) = content.keep({}, {}, section.answers)["said"]
    assert json.loads(json.dumps(kept)) == kept
    assert (kept["value"], kept["text"], kept["label"]) == (clean, text, "Câu hỏi")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_on_paper_every_answer_of_every_kind_is_read_and_its_words_beside_it() -> None:
    sections, wanted = [], []
    for number, (case, _raw, clean, text) in enumerate(GOOD):
        form = form_with(case.question)
        (found,) = declared(form, {"asked": clean}, "usual", "vi")
        told = Section(found.step, f"{case.kind} {number}", found.answers)
        sections += declaring.sections(form, [told])
        wanted += [(case.kind, line) for line in _on_paper(found.answers[0], text)]
    printed = _read(DeclarationSheet(**SHEET, sections=tuple(sections)))
    assert [(kind, line) for kind, line in wanted if squeezed(line) not in printed] == []


SHEET: dict[str, Any] = {
    "portal": "Liên Thông",
    "title": "Tờ khai",
    "procedure_code": "9.000001",
    "procedure_name": "Thử",
    "case": "Thường",
    "agency": "Xã",
    "submitter": "Trần Thị Bình",
    "issued_at": MOMENT,
}


def _on_paper(answer: Answer, text: str) -> list[str]:
    if answer.entries:
        return [each.text for entry in answer.entries for each in entry]
    return [*text.splitlines(), *answer.beside.splitlines()]


def _read(declaration: DeclarationSheet) -> str:
    pages = pypdf.PdfReader(io.BytesIO(press("declaration", declaration))).pages
    # What a page repeats (foot, heading of a table) may stand between two lines of an answer.
    return squeezed("".join(page.extract_text() for page in pages))


@pytest.mark.parametrize("case", CASES, ids=named)
def test_for_form_io_every_kind_has_an_equivalent_that_says_which_kind_it_is(case) -> None:
    found = json.dumps(write(form_with(case.question)), ensure_ascii=False)
    asked = [each for each in _components(json.loads(found)) if each.get("key") == "asked"]
    assert len(asked) == 1 and asked[0]["type"]


def _components(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "type" in value and "key" in value:
            yield value
        for inner in value.values():
            yield from _components(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _components(inner)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_every_message_of_a_kind_is_said_in_both_languages(case) -> None:
    for raw, _part, _said in case.bad:
        for lang in ("vi", "en"):
            with pytest.raises(Refused) as refused:
                KINDS[case.kind].parse(Asked(case.question, little.TODAY, lang), raw)
            assert all(say(about, lang) for about in refused.value.errors.values())
