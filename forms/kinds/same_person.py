"""Somebody who is asked about already: "the mother is … me", and my answers are hers.

The options that are roles (`submitter`, `father` …) name whose answers are taken over; any other
option ("somebody else") takes nothing. What is taken is decided by the server, from the meanings
of the questions, and locked unless the form says `editable`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.kinds.base import Asked, Kind, Setting
from forms.kinds.choices import OneOfKind
from forms.means import PERSONAL, ROLES, find
from forms.spec import Form, Question

SAME_PERSON = OneOfKind(
    "same_person",
    "radios",
    {
        "person": Setting("text", choices=tuple(ROLES)),
        "editable": Setting("flag", default=False),
    },
    required_key="required.choose",
    has_options=True,
)


@dataclass(frozen=True)
class Taken:
    """An answer taken over: as somebody would type it, whose it is, and whether it may change."""

    raw: Any
    role: str
    editable: bool


def choices_of_people(form: Form) -> tuple[Question, ...]:
    """The questions of a form that ask who somebody is."""
    return tuple(q for q in form.questions if q.kind == SAME_PERSON.name)


def taken_over(
    form: Form, clean: Mapping[str, Any], kinds: Mapping[str, Kind], asked: Asked
) -> dict[str, Taken]:
    """What each question of a person gets from whoever they were said to be, by question name.

    `clean` are the answers that count. An answer that is missing, or that the other question
    could not take (a street it demands), is left to be typed. `asked` tells day and language.
    """
    found: dict[str, Taken] = {}
    for choice in choices_of_people(form):
        role = clean.get(choice.name)
        if role in ROLES:
            editable = bool(SAME_PERSON.setting(choice, "editable"))
            for question, value in _answers(form, clean, choice, role):
                kind = kinds[question.kind]
                raw = kind.raw_from(question, value)
                if kind.accepts(replace(asked, question=question), raw):
                    found[question.name] = Taken(raw, role, editable)
    return found


def counts(taken: Taken, typed: Any) -> bool:
    """Whether what was taken over stands in place of what was typed."""
    return not taken.editable or SAME_PERSON.blank(typed)


def _answers(
    form: Form, clean: Mapping[str, Any], choice: Question, role: str
) -> Iterator[tuple[Question, Any]]:
    """Each question about the person with what the other one answered."""
    person = SAME_PERSON.setting(choice, "person")
    for question in form.questions:
        asked_of, _, attribute = (question.means or "").partition(".")
        if asked_of != person or attribute not in PERSONAL or question.computed:
            continue
        value = find(form, clean, f"{role}.{attribute}")
        if value is None and attribute == "id_document":
            value = find(form, clean, f"{role}.citizen_number")
        if value is not None:
            yield question, value
