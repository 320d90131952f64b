"""Turns form-encoded pairs with dotted names into nested raw answers, and back.

`birth_place.province=40` and `members.0.full_name=…` become the nested answers the form knows.
Names the form does not know are ignored, values are cut at a size nobody types by hand, and
numbers of a group are only an order: gaps close, so a removed entry leaves no hole. A number
alone (`members.0=`) says that an entry was on the page, though nothing in it was answered.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from forms.kinds import KINDS
from forms.kinds.choices import CHECKBOXES
from forms.spec import Form, Question

LONGEST_VALUE = 20_000
MOST_PAIRS = 2_000
MOST_ENTRIES = 200


def from_fields(form: Form, step: str, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The raw answers of one step, from what its page sent.

    A question of the step that was not sent is absent, except check boxes, consent and groups,
    which send nothing when emptied: they come as empty answers.
    """
    page = form.step(step)
    if page is None:
        return {}
    sent: dict[str, list[str]] = {}
    for count, (name, value) in enumerate(pairs):
        if count < MOST_PAIRS:
            sent.setdefault(name, []).append(value[:LONGEST_VALUE])
    return _answers(page.questions, sent, "")


def _answers(
    questions: tuple[Question, ...], sent: Mapping[str, list[str]], prefix: str
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for question in questions:
        name = f"{prefix}{question.name}"
        value = _answer(question, name, sent)
        if value is not None:
            found[question.name] = value
    return found


def _answer(question: Question, name: str, sent: Mapping[str, list[str]]) -> Any:
    kind = KINDS[question.kind]
    if not kind.has_value or kind.computed:
        return None
    if question.questions:
        return _entries(question, name, sent)
    if parts := kind.parts(question):
        found = {part: sent[f"{name}.{part}"][-1] for part in parts if f"{name}.{part}" in sent}
        return found or None
    if kind is CHECKBOXES:
        return [value for value in sent.get(name, []) if value]
    if kind.empties:
        return sent.get(name, [""])[-1]
    return sent[name][-1] if name in sent else None


def _entries(group: Question, name: str, sent: Mapping[str, list[str]]) -> list[Any]:
    numbers = sorted(set(_numbers(name, sent)))
    return [_answers(group.questions, sent, f"{name}.{number}.") for number in numbers]


def _numbers(name: str, sent: Mapping[str, list[str]]) -> Iterator[int]:
    for key in sent:
        if key.startswith(f"{name}."):
            number = key[len(name) + 1 :].partition(".")[0]
            if number.isascii() and number.isdigit() and len(number) < 4:
                if int(number) < MOST_ENTRIES:
                    yield int(number)


def to_fields(raw: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Nested raw answers as dotted names and values, as a page would send them."""
    if isinstance(raw, Mapping):
        for part, value in raw.items():
            yield from to_fields(value, f"{name}.{part}" if name else str(part))
    elif isinstance(raw, list):
        for index, value in enumerate(raw):
            if isinstance(value, Mapping):
                entry = f"{name}.{index}"
                yield from list(to_fields(value, entry)) or [(entry, "")]
            else:
                yield from to_fields(value, name)
    elif raw is not None:
        yield name, str(raw)
