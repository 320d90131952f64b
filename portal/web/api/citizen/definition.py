"""A form version as a program draws it: steps, questions, kinds, conditions; in each language.

It hangs on the version's hash alone, so whoever has it once need not ask again: but for the choices
of a question whose settings name a ``list``. They are as the list counts today.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from forms.kinds import KINDS, Asked, Choice, Part
from forms.lookups import Lists
from forms.messages import Lang
from forms.spec import Document, Fee, Form, Processing, Question, Sourced, Step, Text
from portal.web.api.citizen.conditions import told

_LANGS: tuple[Lang, Lang] = ("vi", "en")


def definition(form: Form, today: date, lists: Lists) -> dict[str, Any]:
    """Describe a form version."""
    return {
        "hash": form.hash,
        "procedure": form.code,
        "name": text(form.name),
        "cases": cases(form),
        "steps": [_step(step, today, lists) for step in form.steps],
        "rules": [
            {
                "must": told(rule.must),
                "when": told(rule.when),
                "at": rule.at,
                "message": text(rule.message),
                "warns": rule.warns,
            }
            for rule in form.rules
        ],
        "documents": [document(each) for each in form.documents],
    }


def text(words: Text | None) -> dict[str, str] | None:
    """Give a text in each language it comes in."""
    return dict(words.by_language) if words else None


def cases(form: Form) -> list[dict[str, Any]]:
    """List the situations a citizen may be in."""
    return [
        {"id": case.id, "name": text(case.name), "hint": text(case.hint), "code": case.code}
        for case in form.cases
    ]


def document(one: Document) -> dict[str, Any]:
    """Describe a part of the dossier."""
    return {
        "id": one.id,
        "name": text(one.name),
        "hint": text(one.hint),
        "code": one.code,
        "need": one.need,
        "show_when": told(one.show_when),
        "required_when": told(one.required_when),
        "from_answers": one.from_answers,
        "kinds": list(one.kinds),
        "min_files": one.min_files,
        "max_files": one.max_files,
        "max_size": one.max_size,
        "originals": one.originals,
        "copies": one.copies,
        "certainty": certainty(one.sourced),
    }


def fee(one: Fee) -> dict[str, Any]:
    """Describe a fee, in đồng by channel; null is set locally."""
    return {
        "id": one.id,
        "name": text(one.name),
        "type": one.type,
        "amounts": dict(one.amounts),
        "per": one.per,
        "when": told(one.when),
        "exempt": text(one.exempt),
        "certainty": certainty(one.sourced),
    }


def time(one: Processing) -> dict[str, Any]:
    """Describe how long the agency has."""
    return {
        "quantity": str(one.quantity),
        "unit": one.unit,
        "cut_off": one.cut_off.isoformat("minutes") if one.cut_off else None,
        "when": told(one.when),
        "note": text(one.note),
        "certainty": certainty(one.sourced),
    }


def certainty(sourced: Sourced) -> dict[str, Any]:
    """Say how sure a fact is."""
    return {"level": sourced.certainty, "percent": sourced.percent, "source": sourced.source}


def _step(step: Step, today: date, lists: Lists) -> dict[str, Any]:
    return {
        "id": step.id,
        "title": text(step.title),
        "intro": text(step.intro),
        "show_when": told(step.show_when),
        "questions": [_question(question, today, lists) for question in step.questions],
    }


def _question(question: Question, today: date, lists: Lists) -> dict[str, Any]:
    kind = KINDS[question.kind]
    asked = [Asked(question, today, lang, lists=lists) for lang in _LANGS]
    return {
        "name": question.name,
        "kind": question.kind,
        "widget": kind.widget,
        "label": text(question.label),
        "hint": text(question.hint),
        "required": question.required,
        "show_when": told(question.show_when),
        "required_when": told(question.required_when),
        "means": question.means,
        "autocomplete": question.autocomplete,
        "default": question.default,
        "computed": kind.computed,
        "may_be_locked": any(prefill.locked for prefill in question.prefills),
        "settings": {name: _plain(value) for name, value in question.settings.items()},
        "choices": _choices(*(kind.choices(each) for each in asked)),
        "parts": _parts(*(kind.parts_asked(each) for each in asked)),
        "questions": [_question(inner, today, lists) for inner in question.questions],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return text(value)
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _choices(vi: tuple[Choice, ...], en: tuple[Choice, ...]) -> list[dict[str, Any]]:
    """Choices in the Vietnamese order: which comes first in English, a program sorts itself."""
    english = {choice.value: choice for choice in en}
    return [
        {
            "value": one.value,
            "label": {"vi": one.label, "en": english[one.value].label},
            "hint": {"vi": one.hint, "en": english[one.value].hint} if one.hint else None,
        }
        for one in vi
    ]


def _parts(vi: tuple[Part, ...], en: tuple[Part, ...]) -> list[dict[str, Any]]:
    return list(_part(one, other) for one, other in zip(vi, en, strict=True))


def _part(vi: Part, en: Part) -> dict[str, Any]:
    return {
        "name": vi.name,
        "label": {"vi": vi.label, "en": en.label},
        "widget": vi.widget,
        "required": vi.required,
        "hint": {"vi": vi.hint, "en": en.hint} if vi.hint else None,
        "choices": _choices(vi.choices, en.choices),
    }


def questions(form: Form) -> Iterator[Question]:
    """Every question that takes an answer, those inside groups left to their group."""
    return (question for question in form.questions if KINDS[question.kind].has_value)
