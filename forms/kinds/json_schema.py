"""The clean answers of a form as JSON Schema (2020-12), for those who send them by program."""

from collections.abc import Iterable
from typing import Any

from forms.kinds import KINDS
from forms.messages import Lang
from forms.spec import Form, Question

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def of_form(form: Form, lang: Lang = "vi") -> dict[str, Any]:
    """What every clean answer looks like, and which are always required.

    Answers that hang on others are optional here: only a check of the form can tell.
    """
    steps = {step.id: step.show_when for step in form.steps}
    described = of_questions(form.questions, lang)
    always = [
        question.name
        for step in form.steps
        for question in step.questions
        if steps[step.id] is None and _always(question)
    ]
    return {"$schema": DIALECT, "title": form.name.in_(lang), **described, "required": always}


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
