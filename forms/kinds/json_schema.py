"""The clean answers of a form as JSON Schema (2020-12), for those who send them by program."""

from collections.abc import Iterable
from typing import Any

from forms.kinds import KINDS
from forms.messages import Lang
from forms.spec import Document, Form, Question

_FILES = {"pdf": "PDF", "photo": "JPEG, PNG, HEIC, WebP or TIFF"}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def of_form(form: Form, lang: Lang = "vi") -> dict[str, Any]:
    """What every clean answer looks like, and which are always required.

    Answers that hang on others are optional here: only a check of the form can tell. Files are
    no answers; what may be handed in for each paper stands under ``$defs``.
    """
    steps = {step.id: step.show_when for step in form.steps}
    described = of_questions(form.questions, lang)
    always = [
        question.name
        for step in form.steps
        for question in step.questions
        if steps[step.id] is None and _always(question)
    ]
    papers = {"documents": _of_documents(form, lang)}
    return {
        "$schema": DIALECT,
        "title": form.name.in_(lang),
        **described,
        "required": always,
        "$defs": papers,
    }


def _of_documents(form: Form, lang: Lang) -> dict[str, Any]:
    """An object with the files of each paper, as they are uploaded beside the answers."""
    asked = [each for each in form.documents if not each.from_answers]
    asked = [each for each in asked if each.need != "information"]
    always = [each.id for each in asked if each.need == "required" and each.show_when is None]
    return {
        "type": "object",
        "properties": {each.id: _of_document(each, lang) for each in asked},
        "additionalProperties": False,
        "required": always,
    }


def _of_document(document: Document, lang: Lang) -> dict[str, Any]:
    """The files of one paper: how many, of which kinds, and how large each."""
    kinds = ", or ".join(_FILES[kind] for kind in document.kinds)
    size = f", at most {document.max_size} bytes" if document.max_size else ""
    return {
        "title": document.name.in_(lang),
        "type": "array",
        "minItems": document.min_files,
        "maxItems": document.max_files,
        "items": {"type": "string", "contentEncoding": "binary", "description": f"{kinds}{size}"},
    }


def of_questions(questions: Iterable[Question], lang: Lang) -> dict[str, Any]:
    """An object with these questions' answers."""
    return {
        "type": "object",
        "properties": {q.name: of_question(q, lang) for q in questions if KINDS[q.kind].has_value},
        "additionalProperties": False,
    }


def of_question(question: Question, lang: Lang) -> dict[str, Any]:
    """One clean answer, titled by its label."""
    described = {"title": question.label.in_(lang)}
    if question.hint is not None:
        described["description"] = question.hint.in_(lang)
    described |= KINDS[question.kind].json_schema(question, lang)
    if not question.questions:
        return described
    inner = of_questions(question.questions, lang)
    inner["required"] = [q.name for q in question.questions if _always(q)]
    return {**described, "items": inner}


def _always(question: Question) -> bool:
    conditional = question.show_when is not None or question.required_when is not None
    return question.required and not conditional and KINDS[question.kind].has_value
