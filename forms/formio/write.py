"""Gives one of our forms as a Form.io wizard: pages are panels, documents a last one with files.

Everything but the questions (cases, fees, legal basis, tests …) goes along in a custom property of
the form, so that reading the definition gives the same form again.
"""

from collections.abc import Sequence
from typing import Any

from forms.conditions import Condition
from forms.formio.components_out import component
from forms.formio.draft import MORE, ROLE, written
from forms.formio.logic_out import CASE_KEY, Names, logic
from forms.formio.markup import markup_of
from forms.formio.plain import form_data, plain
from forms.formio.translations_out import translated
from forms.spec import Document, Form, Step, Text

_QUESTIONS = ("steps", "documents")
_OF_FILE = frozenset("id name hint show_when".split())


def write(form: Form) -> dict[str, Any]:
    """The definition; it holds nothing that JSON has no word for.

    It leaves nothing out: `read` of it tells of nothing and gives an equivalent form.
    """
    rest = {key: value for key, value in form_data(form).items() if key not in _QUESTIONS}
    pages = [_page(form, step) for step in form.steps]
    if pages:
        pages[0]["components"].insert(0, _cases(form))
    return {
        "title": form.name.vi,
        "name": form.code,
        "path": form.code.replace(".", "-"),
        "type": "form",
        "display": "wizard",
        "language": "vi",
        **translated(title=form.name),
        "properties": {MORE: written(rest)},
        "components": [*pages, _documents(form), _submit()],
    }


def _page(form: Form, step: Step) -> dict[str, Any]:
    intro = [] if step.intro is None else [_intro(step.id, step.intro)]
    return {
        "type": "panel",
        "key": step.id,
        "title": step.title.vi,
        "input": False,
        **translated(title=step.title),
        "properties": {ROLE: "step"},
        **_shown(form, step.show_when),
        "components": [*intro, *(component(form, question) for question in step.questions)],
    }


def _intro(key: str, intro: Text) -> dict[str, Any]:
    """Paragraphs alone: a page has its heading already."""
    return {
        "type": "content",
        "key": f"{key}-intro",
        "input": False,
        "html": _paragraphs([intro.vi]),
        **translated(html=Text.made([intro], _paragraphs)),
        "properties": {ROLE: "intro"},
    }


def _paragraphs(texts: Sequence[str]) -> str:
    return markup_of("", *texts).removeprefix("<h2></h2>")


def _cases(form: Form) -> dict[str, Any]:
    """The citizen's case (trường hợp), which the portal asks before the form begins."""
    several = len(form.cases) > 1
    return {
        "type": "radio" if several else "hidden",
        "key": CASE_KEY,
        "label": "Trường hợp",
        "input": True,
        "values": [{"value": case.id, "label": case.name.vi} for case in form.cases],
        "defaultValue": "" if several or not form.cases else form.cases[0].id,
        "validate": {"required": several},
        "properties": {ROLE: "case"},
    }


def _documents(form: Form) -> dict[str, Any]:
    return {
        "type": "panel",
        "key": "giay-to",
        "title": "Giấy tờ",
        "input": False,
        **translated(title=Text("Giấy tờ", "Documents")),
        "properties": {ROLE: "documents"},
        "components": [_paper(form, document) for document in form.documents],
    }


def _paper(form: Form, document: Document) -> dict[str, Any]:
    """A file to send, or a text where nothing is sent."""
    sent = not document.from_answers and document.need != "information"
    made: dict[str, Any] = {
        "type": "file" if sent else "content",
        "key": document.id,
        "label": document.name.vi,
        "input": sent,
        **_shown(form, document.show_when),
        **translated(
            label=document.name,
            description=document.hint,
            html=None if sent else Text.made([document.name], lambda one: markup_of(*one)),
        ),
    }
    more = {key: value for key, value in plain(document).items() if key not in _OF_FILE}
    if document.hint is not None:
        made["description"] = document.hint.vi
    if sent:
        made |= {"storage": "base64", "multiple": document.max_files > 1}
        made["validate"] = {"required": document.need == "required"}
    else:
        made["html"] = markup_of(document.name.vi)
    more = {"need": document.need, "max_files": document.max_files, **more}
    made["properties"] = {ROLE: "document", MORE: written(more)}
    return made


def _shown(form: Form, condition: Condition | None) -> dict[str, Any]:
    return {} if condition is None else {"conditional": {"json": logic(condition, Names.of(form))}}


def _submit() -> dict[str, Any]:
    return {
        "type": "button",
        "key": "submit",
        "action": "submit",
        "label": "Nộp hồ sơ",
        "input": True,
    }
