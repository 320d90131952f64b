"""One entry of a code list (danh mục mã) that stands beside the form: `list: NAME` of a select.

Code and name are kept, so that the answer reads the same once the list has changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.characters import folded, one_line
from forms.kinds.base import SEARCHING, Asked, Choice, Setting
from forms.kinds.choices import GLANCE, LongListKind
from forms.lookups import SHIPPED, Entry
from forms.messages import Lang
from forms.spec import Form, Question

LONGEST = 300
"""Characters of a code or a name."""


@dataclass(frozen=True)
class SelectKind(LongListKind):
    """One of the question's own options, or of the list it names."""

    def parse(self, asked: Asked, raw: Any) -> Any:
        """The option's value; of a list the code with its name, as both are on the day asked."""
        if not list_of(asked.question):
            return super().parse(asked, raw)
        if not isinstance(raw, str) or len(raw) > LONGEST:
            raise asked.refuse("choice.type")
        found = _entry(asked, one_line(raw))
        if found is None:
            raise asked.refuse("choice.unknown")
        return {"code": found.code, "name": found.name.vi}

    def show(self, asked: Asked, value: Any) -> str:
        """The name that was kept; in another language, if the list still calls it so."""
        if not isinstance(value, Mapping):
            return super().show(asked, value)
        entry = asked.entries(list_of(asked.question)).get(value["code"])
        same = entry is not None and entry.name.vi == value["name"]
        return entry.name.in_(asked.lang) if entry and same else str(value["name"])

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """The question's options, or the entries of its list."""
        if not list_of(asked.question):
            return super().choices(asked)
        entries = asked.entries(list_of(asked.question)).values()
        return tuple(Choice(one.code, one.name.in_(asked.lang)) for one in entries)

    def searched(self, question: Question) -> bool:
        """As the form says, or by how many there are; a list nobody knows here may be long."""
        wished, name = question.settings.get("searchable"), list_of(question)
        if wished is not None or not name:
            return super().searched(question)
        return name not in SHIPPED or len(SHIPPED[name].entries()) > GLANCE

    def raw_from(self, question: Question, value: Any) -> Any:
        """The code, as a browser would send it."""
        return value.get("code") if isinstance(value, Mapping) else value

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """One of the values; of a list, whose entries change, a code with its name."""
        if not list_of(question):
            return super().json_schema(question, lang)
        text = {"type": "string", "minLength": 1, "maxLength": LONGEST}
        return {
            "type": "object",
            "properties": {"code": text, "name": text},
            "required": ["code", "name"],
            "additionalProperties": False,
        }


def list_of(question: Question) -> str:
    """The code of the list a question names; "" if it has options of its own."""
    return str(question.settings.get("list", ""))


def named_in(form: Form) -> Mapping[str, Question]:
    """The lists a form names, each with the first question that does."""
    found: dict[str, Question] = {}
    for question in _all(form):
        if name := list_of(question):
            found.setdefault(name, question)
    return found


def _all(form: Form) -> Iterator[Question]:
    for question in form.questions:
        yield question
        yield from question.questions


def _entry(asked: Asked, typed: str) -> Entry | None:
    """The entry of a code, or of a name that one entry alone bears; accents are forgiven."""
    entries = asked.entries(list_of(asked.question))
    if typed in entries:
        return entries[typed]
    alike = [
        one
        for one in entries.values()
        if folded(typed) in (folded(one.name.vi), folded(one.name.in_(asked.lang)))
    ]
    return alike[0] if len(alike) == 1 else None


SELECT = SelectKind(
    "select",
    "select",
    {**SEARCHING, "list": Setting("text")},
    "required.choose",
    has_options=True,
)
