"""A whole form's answers as people read them: for review, on paper, and at the agency."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms import means
from forms.kinds import KINDS
from forms.messages import Lang
from forms.schema import Checked, Context, asking
from forms.spec import Form, Question, Step

# How an answer reads does not hang on the day; a context wants one all the same.
_ANY_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class Answer:
    """One answered or unanswered question that the citizen sees.

    `value` is clean JSON or None, `text` how it reads ("" if unanswered), `beside` what is told
    with it (an amount in words); `entries` are a group's, each with the answers inside it.
    """

    name: str
    label: str
    text: str
    value: Any
    means: str | None
    kind: str
    entries: tuple[tuple["Answer", ...], ...] = ()
    beside: str = ""


@dataclass(frozen=True)
class Section:
    """The answers of one step, in order."""

    step: str
    title: str
    answers: tuple[Answer, ...]


def sections(form: Form, checked: Checked, context: Context) -> tuple[Section, ...]:
    """What was answered, step by step, of a check of the whole form."""
    return tuple(
        _section(step, checked, context) for step in form.steps if step.id in checked.steps
    )


def answered(form: Form, clean: Mapping[str, Any], case: str, lang: Lang) -> tuple[Answer, ...]:
    """Every answer given, in order, as it goes to the agency, from kept clean answers.

    What was hidden when they were checked is not among them, so nothing is settled again here.
    """
    context = Context(case, _ANY_DAY, lang)
    return tuple(
        _answer(question, question.name, clean, context)
        for question in form.questions
        if clean.get(question.name) is not None and KINDS[question.kind].has_value
    )


def declared(form: Form, clean: Mapping[str, Any], case: str, lang: Lang) -> tuple[Section, ...]:
    """The same step by step, as a declaration (tờ khai) shows them; empty steps are left out."""
    told = {answer.name: answer for answer in answered(form, clean, case, lang)}
    found = (
        Section(
            step.id,
            step.title.in_(lang),
            tuple(told[q.name] for q in step.questions if q.name in told),
        )
        for step in form.steps
    )
    return tuple(section for section in found if section.answers)


def person(form: Form, clean: Mapping[str, Any], role: str) -> dict[str, Any]:
    """What is known of somebody, by attribute: `person(form, clean, "owner")["full_name"]`.

    The owner (chủ hồ sơ) is the submitter (người nộp) unless the form asked who else it is.
    """
    attributes = {
        tag.partition(".")[2]: means.find(form, clean, tag)
        for tag in means.KNOWN
        if tag.partition(".")[0] == role
    }
    known = {attribute: value for attribute, value in attributes.items() if value is not None}
    if role == "owner" and "full_name" not in known and "organisation" not in known:
        return person(form, clean, "submitter")
    return known


def _section(step: Step, checked: Checked, context: Context) -> Section:
    return Section(
        step.id,
        step.title.in_(context.lang),
        tuple(
            _answer(question, question.name, checked.clean, context)
            for question in step.questions
            if question.name in checked.visible and KINDS[question.kind].has_value
        ),
    )


def _answer(question: Question, path: str, clean: Mapping[str, Any], context: Context) -> Answer:
    value = clean.get(question.name)
    asked = asking(question, context)
    entries = value if question.questions and isinstance(value, list) else []
    return Answer(
        name=path,
        label=question.label.in_(context.lang),
        text="" if value is None else KINDS[question.kind].show(asked, value),
        beside="" if value is None else KINDS[question.kind].beside(asked, value),
        value=value,
        means=question.means,
        kind=question.kind,
        entries=tuple(_entry(question, path, i, entry, context) for i, entry in enumerate(entries)),
    )


def _entry(
    group: Question, path: str, index: int, entry: Mapping[str, Any], context: Context
) -> tuple[Answer, ...]:
    return tuple(
        _answer(question, f"{path}.{index}.{question.name}", entry, context)
        for question in group.questions
        if question.name in entry
    )
