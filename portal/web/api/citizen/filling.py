"""What of the answers a program sent is taken: the same reading as on the pages, told by field.

Strictly, an answer its question would refuse is not saved. A program that asks to be handled
leniently (RFC 7240) may save as a page does: wrong answers are kept as typed and told as problems;
what no page could have typed is refused even so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from forms.fields import LONGEST_VALUE, MOST_ENTRIES
from forms.kinds import KINDS, Asked
from forms.kinds.code_lists import list_of
from forms.schema import Context, asking
from forms.schema.reading import flat, read
from forms.spec import Form, Question
from portal.services import drafts
from portal.services.drafts import Open
from portal.web.api.problems import Fault, Problem

_PLACE = "answers"
_ENTRY = {"code", "name"}


@dataclass(frozen=True)
class Taken:
    """The answers to be saved, and the questions whose answers nobody is asked for."""

    answers: Mapping[str, Any] = field(repr=False)
    ignored: tuple[str, ...]


def taken(opened: Open, sent: Mapping[str, Any], lang: str, *, lenient: bool) -> Taken:
    """Look what can be saved of some answers.

    :raises Problem: 422 with every field that cannot; nothing is saved then.
    """
    questions = {q.name: q for q in opened.form.questions if KINDS[q.kind].has_value}
    found = [Fault(f"{_PLACE}.{name}", "unknown") for name in sent if name not in questions]
    known = {n: _by_code(questions[n], value) for n, value in sent.items() if n in questions}
    found += _locked(opened, known, questions)
    found += wrong(opened.form, known, opened.context(lang), lenient=lenient)
    if found:
        raise Problem(422, *found)
    asked = drafts.asked_for(opened, known)
    return Taken(asked, tuple(n for n in known if n not in asked and n not in opened.locked))


def _by_code(question: Question, value: Any) -> Any:
    """Read an entry of a code list as it reads back, code and name, by its code."""
    entry = isinstance(value, Mapping) and "code" in value and not value.keys() - _ENTRY
    return KINDS[question.kind].raw_from(question, value) if entry and list_of(question) else value


def wrong(form: Form, known: Mapping[str, Any], context: Context, *, lenient: bool) -> list[Fault]:
    """Find what is wrong with answers to questions there are: their shape, then what they say."""
    reader, found, shaped = _Reader(context), [], dict(known)
    for question in form.questions:
        if question.name in known:
            place = f"{_PLACE}.{question.name}"
            misshapen = list(reader.misshapen(question, known[question.name], place))
            if misshapen:
                del shaped[question.name]
            found += misshapen
    if not lenient:
        _clean, refused = read(form, shaped, context)
        found += [Fault(f"{_PLACE}.{path}", "invalid", said) for path, said in flat(refused)]
    return found


def _locked(
    opened: Open, known: Mapping[str, Any], questions: Mapping[str, Question]
) -> Iterator[Fault]:
    """Name what is not the citizen's to say; saying what stands there anyway is no fault."""
    clean = opened.check("vi").clean
    for name, value in known.items():
        fixed = name in opened.locked or KINDS[questions[name].kind].computed
        if fixed and value not in (opened.locked.get(name), clean.get(name)):
            yield Fault(f"{_PLACE}.{name}", "locked")


@dataclass(frozen=True)
class _Reader:
    """Tells whether an answer has the shape of one, right or wrong."""

    context: Context

    def misshapen(self, question: Question, value: Any, place: str) -> Iterator[Fault]:
        """Name what no page could have sent."""
        kind = KINDS[question.kind]
        if value is None or isinstance(value, str):
            if isinstance(value, str) and len(value) > LONGEST_VALUE:
                yield Fault(place, "too_long")
        elif question.questions:
            yield from self._entries(question, value, place)
        elif parts := kind.parts(question):
            yield from self._parts(parts, value, place)
        elif kind.name == "checkboxes":
            yield from self._boxes(value, place)
        elif isinstance(value, dict | list) or not kind.accepts(self._asked(question), value):
            yield Fault(place, "type")

    def _entries(self, group: Question, value: Any, place: str) -> Iterator[Fault]:
        if not isinstance(value, list) or len(value) > MOST_ENTRIES:
            yield Fault(place, "too_long" if isinstance(value, list) else "type")
            return
        inner = {q.name: q for q in group.questions if KINDS[q.kind].has_value}
        for number, entry in enumerate(value):
            at = f"{place}.{number}"
            if not isinstance(entry, dict):
                yield Fault(at, "type")
                continue
            for name, given in entry.items():
                if name in inner:
                    yield from self.misshapen(inner[name], given, f"{at}.{name}")
                else:
                    yield Fault(f"{at}.{name}", "unknown")

    def _parts(self, parts: tuple[str, ...], value: Any, place: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(place, "type")
            return
        for name, given in value.items():
            if name not in parts:
                yield Fault(f"{place}.{name}", "unknown")
            elif not isinstance(given, str | None):
                yield Fault(f"{place}.{name}", "type")
            elif given and len(given) > LONGEST_VALUE:
                yield Fault(f"{place}.{name}", "too_long")

    def _boxes(self, value: Any, place: str) -> Iterator[Fault]:
        if not isinstance(value, list) or len(value) > MOST_ENTRIES:
            yield Fault(place, "type")
        elif any(not isinstance(one, str) or len(one) > LONGEST_VALUE for one in value):
            yield Fault(place, "type")

    def _asked(self, question: Question) -> Asked:
        return asking(question, self.context)
