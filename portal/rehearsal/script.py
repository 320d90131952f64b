"""What the rehearsal says: the words it searches with and the answers it gives, all from one form.

A form file carries examples; the first one that is right answers the questions. Its days move
along with the day it was written for, so that a child of three weeks stays one.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from forms.loader import load_catalog
from forms.spec import Example, Form, Question

LIFE_EVENT = "having_a_child"
"""Whose first procedure is rehearsed unless another one is named."""
# Messages go to whoever the identity provider vouches for, never to an example's number.
_NOT_FROM_EXAMPLES = frozenset({"submitter.phone", "submitter.email"})
_PERSONAL = (".full_name", ".citizen_number", ".phone", ".email", ".birth_date")
_DAYS = frozenset({"date", "partial_date"})
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# Days this near move along; older ones are birthdays, which other answers may depend on.
_NEAR = timedelta(days=730)


class NothingToRehearse(Exception):
    """The catalogue has no such procedure, or no right example of it."""


@dataclass(frozen=True)
class Script:
    """One procedure's part: ``answers`` by HTML name, ``personal`` and ``labels`` by question."""

    code: str
    name: str
    words: str
    case: str
    answers: Mapping[str, tuple[str, ...]] = field(repr=False)
    personal: frozenset[str]
    labels: Mapping[str, str] = field(repr=False)

    def is_personal(self, name: str) -> bool:
        """Say whether an answer under an HTML name tells who somebody is."""
        return any(part in self.personal for part in name.split("."))

    def is_personal_label(self, label: str) -> bool:
        """Say whether the question with a label tells who somebody is."""
        return self.labels.get(label, "") in self.personal


def write(procedure: str | None, today: date) -> Script:
    """Write the script for a procedure of the catalogue.

    :raises NothingToRehearse: if it is not there or has no right example.
    """
    forms = [loaded.form for loaded in load_catalog()]
    for form in forms:
        wanted = form.code == procedure if procedure else LIFE_EVENT in form.life_events
        example = next((one for one in form.examples if not one.errors), None)
        if wanted and example:
            return _script(form, example, today)
    known = ", ".join(form.code for form in forms)
    raise NothingToRehearse(
        f"no procedure {procedure or LIFE_EVENT} with a right example; the catalogue has {known}"
    )


def _script(form: Form, example: Example, today: date) -> Script:
    questions = {question.name: question for question in _all(form.questions)}
    days = today - example.today
    return Script(
        code=form.code,
        name=form.name.vi,
        words=plain(form.words[0] if form.words else form.name.vi),
        case=example.case,
        answers={
            name: tuple(_moved(value, questions[_root(name)], (example.today, days)) for value in v)
            for name, v in flat(example.answers)
            if questions[_root(name)].means not in _NOT_FROM_EXAMPLES
        },
        personal=frozenset(
            name for name, q in questions.items() if (q.means or "").endswith(_PERSONAL)
        ),
        labels={question.label.vi: name for name, question in questions.items()},
    )


def _all(questions: Any) -> Iterator[Question]:
    for question in questions:
        yield question
        yield from _all(question.questions)


def _root(name: str) -> str:
    """Which question a name belongs to: of ``members.0.birth_date``, the one in the group."""
    parts = name.split(".")
    return parts[2] if len(parts) > 2 and parts[1].isdigit() else parts[0]


def flat(answers: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Write nested answers as a form sends them: dotted names, each with its values."""
    for name, value in answers.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from flat(value, f"{path}.")
        elif isinstance(value, list) and any(isinstance(row, Mapping) for row in value):
            yield from flat({str(number): row for number, row in enumerate(value)}, f"{path}.")
        elif isinstance(value, list):
            yield path, tuple(map(str, value))
        else:
            yield path, (_typed(value),)


def _typed(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _moved(value: str, question: Question, days: tuple[date, timedelta]) -> str:
    """Move a day along, if it is a day and near the one the example was written for."""
    written, by = days
    found = _DAY.fullmatch(value) if question.kind in _DAYS else None
    try:
        day = datetime.strptime(value, "%d/%m/%Y").date() if found else None
    except ValueError:
        return value
    if day is None or abs(day - written) > _NEAR:
        return value
    return f"{day + by:%d/%m/%Y}"


def plain(text: str) -> str:
    """Write a text as on a keyboard without accents, in small letters."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in parts if not unicodedata.combining(c)).split())
