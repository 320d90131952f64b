"""What a kind of question is: how an answer is read, checked, shown and described.

A kind is a frozen object without state of its own. To add one: a module here with a `KIND`, a
line in `kinds/__init__.py`, a parameter set in the contract suite, and a template named by
`widget` in the portal. *Raw* is what came from the browser or the API (strings as typed, nested);
*clean* is JSON that partners and conditions use.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from forms.lookups import Entries, Lists, Places, VietnamProvinces, entries_of
from forms.messages import Lang, Message, inside_sentence, message
from forms.spec import Question

SettingType: TypeAlias = Literal[
    "whole", "number", "flag", "text", "pattern", "question", "words", "date", "time", "translated"
]


@dataclass(frozen=True)
class Setting:
    """Something a form author may set on a question of this kind; `choices` limits texts."""

    type: SettingType
    choices: tuple[str, ...] = ()
    default: Any = None


@dataclass(frozen=True)
class Asked:
    """A question as it is asked of somebody: in which language, on which day.

    `lists` are the code lists that are kept otherwise than they came.
    """

    question: Question
    today: date
    lang: Lang = "vi"
    places: Places = field(default_factory=VietnamProvinces)
    lists: Lists = field(default_factory=dict)

    def entries(self, code: str) -> Entries:
        """The entries of a code list on this day; none of one nobody knows."""
        return entries_of(self.lists, code)

    @property
    def label(self) -> str:
        """The label alone, as it begins a sentence."""
        return self.question.label.in_(self.lang)

    @property
    def label_inside(self) -> str:
        """The label as it stands inside a sentence."""
        return inside_sentence(self.label)

    def refuse(self, key: str, **blanks: object) -> "Refused":
        """A refusal of the whole answer; the label is filled in."""
        words = {"label": self.label if key not in _MID_SENTENCE else self.label_inside}
        return Refused({"": message(key, **{**words, **blanks})})


_MID_SENTENCE = frozenset(
    {
        "required.enter",
        "required.choose",
        "required.date",
        "number.unreadable",
        "date.unreadable",
        "partial_date.unreadable",
        "date_in_words.unreadable",
        "time.unreadable",
        "choice.type",
        "country.unknown",
        "ethnic_group.unknown",
        "place.type",
    }
)


SEARCHING: Mapping[str, Setting] = {"searchable": Setting("flag")}
"""For kinds with lists: a form says whether this one is searched by typing."""


class Refused(Exception):
    """An answer that cannot be taken: what is wrong, by part ("" is the whole answer)."""

    def __init__(self, errors: Mapping[str, Message]) -> None:
        super().__init__(", ".join(f"{part}:{about.key}" for part, about in errors.items()))
        self.errors = dict(errors)


@dataclass(frozen=True)
class Choice:
    """Something to choose from, worded, as the widget draws it."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Part:
    """A part of a composite answer, worded; `widget` is the kind it is asked like (text, select).

    `inputmode` is what a phone should offer to type with ("" for its usual keyboard).
    """

    name: str
    label: str
    widget: str = "text"
    required: bool = True
    hint: str = ""
    inputmode: str = ""
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of question. Subclasses say how to `parse`; the rest has sensible defaults.

    A kind that `empties` sends nothing when nothing is chosen: its absence is an answer. Nobody
    answers a `computed` one: the server works its value out. What is `searchable` is chosen from a
    list so long that the page should offer to search it; a form may say otherwise.
    """

    name: str
    widget: str
    settings: Mapping[str, Setting] = field(default_factory=dict)
    required_key: str = "required.enter"
    has_options: bool = False
    has_value: bool = True
    empties: bool = False
    computed: bool = False
    searchable: bool = False

    def setting(self, question: Question, name: str) -> Any:
        """What the form set, or this kind's default."""
        return question.settings.get(name, self.settings[name].default)

    def searched(self, question: Question) -> bool:
        """Whether the list to choose from should be searched by typing, where the page can."""
        wished = question.settings.get("searchable")
        return self.searchable if wished is None else bool(wished)

    def parts(self, question: Question) -> tuple[str, ...]:
        """The names of the parts of a composite answer; none if the answer is one value."""
        return ()

    def parts_asked(self, asked: Asked) -> tuple[Part, ...]:
        """The parts as they are asked of somebody, in order; none if the answer is one value."""
        return ()

    def blank(self, raw: Any) -> bool:
        """Whether nothing was answered: empty, only spaces, or parts that all are."""
        return _empty(raw, 4)

    def parse(self, asked: Asked, raw: Any) -> Any:
        """The clean answer.

        :raises Refused: saying what to do instead, by part.
        """
        raise asked.refuse("form.type")

    def accepts(self, asked: Asked, raw: Any) -> bool:
        """Whether an answer can be taken."""
        try:
            self.parse(asked, raw)
        except Refused:
            return False
        return True

    def missing(self, asked: Asked) -> dict[str, Message]:
        """What to say when an answer is needed and there is none, by part."""
        own = asked.question.required_message
        if own is not None:
            return {"": message("text.given", text=own.in_(asked.lang))}
        return asked.refuse(self.required_key).errors

    def warn(self, asked: Asked, value: Any, others: Mapping[str, Any]) -> list[Message]:
        """What looks odd and is taken all the same, seen beside the other answers."""
        return []

    def explain(self, asked: Asked, raw: Any) -> list[Message]:
        """What may help with an answer that was refused, besides what is wrong with it."""
        return []

    def show(self, asked: Asked, value: Any) -> str:
        """A clean answer as people read it, on the review page, on paper, at the agency."""
        return str(value)

    def beside(self, asked: Asked, value: Any) -> str:
        """What is worth telling beside a clean answer: an amount or a date in words, or nothing."""
        return ""

    def scanned(self, value: Any) -> str:
        """What a QR code beside a clean answer on paper says, for a telephone; or nothing."""
        return ""

    def choices(self, asked: Asked) -> tuple[Choice, ...]:
        """What there is to choose from, in the order shown; empty for kinds that are typed."""
        return ()

    def raw_from(self, question: Question, value: Any) -> Any:
        """A known value (from the identity provider, another answer) as this kind's raw answer."""
        return value

    def json_schema(self, question: Question, lang: Lang) -> dict[str, Any]:
        """JSON Schema (2020-12) of the clean answer."""
        return {"type": "string"}


def _empty(raw: Any, depth: int) -> bool:
    """No answer is nested deeper than a few levels; what is deeper is something, and refused."""
    if isinstance(raw, str):
        return not raw.strip()
    if isinstance(raw, Mapping | list):
        parts = raw.values() if isinstance(raw, Mapping) else raw
        return depth > 0 and all(_empty(part, depth - 1) for part in parts)
    return raw is None
