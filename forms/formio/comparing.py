"""One answer against a value, as our conditions can say it, or why they cannot."""

from dataclasses import dataclass
from typing import Any

from forms.conditions import All, Answered, AnyOf, CaseIs, Condition, Filled, Not, NumberIs
from forms.formio.draft import Target
from forms.formio.part import text_of
from forms.kinds import KINDS, Kind
from forms.messages import Message, message

DATES = frozenset(("date", "partial_date", "date_in_words"))
NUMBERS = frozenset(("whole_number", "money", "decimal"))
ORDERED = DATES | NUMBERS | {"time"}
TICKED = frozenset(("yes_no", "consent"))
CASE = "case"


def is_composite(kind: str) -> bool:
    """Whether an answer of this kind is made of parts."""
    return type(KINDS[kind]).parts is not Kind.parts


def _is_single(kind: str) -> bool:
    return kind not in ("group", "info", CASE) and not is_composite(kind)


class Untold(Exception):
    """Something our conditions have no words for, and why."""

    def __init__(self, why: Message) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Reference:
    """An answer a condition names: the question, or one box of it, or how many entries it has."""

    target: Target
    box: str = ""
    counted: bool = False

    @property
    def question(self) -> str:
        """The question's name; a box or a count is no answer of its own."""
        if self.box or self.counted or self.target.kind in ("info", CASE):
            raise self._cannot()
        return self.target.name

    @property
    def is_ticked(self) -> bool:
        """Whether it is true or false."""
        return bool(self.box) or self.target.kind in TICKED

    def _cannot(self) -> Untold:
        return Untold(message("comparison", question=self.target.name, kind=self.target.kind))

    def must_be_date(self) -> None:
        """Refuse what is no date."""
        if self.target.kind not in DATES or self.box or self.counted:
            raise self._cannot()

    def must_compare(self, other: "Reference", operator: str) -> None:
        """Refuse two answers that cannot be put in an order, or that are no single values."""
        for each in (self, other):
            if each.box or each.counted or not _is_single(each.target.kind):
                raise each._cannot()
            if operator != "=" and each.target.kind not in ORDERED:
                raise each._cannot()


def equal(found: Reference, value: Any) -> Condition:
    """The answer is this value.

    :raises Untold: if the question can never have it.
    """
    target = found.target
    if found.counted:
        return _number(found, "=", value)
    if target.kind == CASE:
        return CaseIs((_option(target, text_of(value)),))
    if found.box:
        ticked = Answered(target.name, (found.box,))
        return ticked if _truth(found, value) else Not(ticked)
    if value is None or value == "":
        return Not(Filled(found.question))
    if not _is_single(target.kind):
        raise found._cannot()
    return _answer(found, value)


def _answer(found: Reference, value: Any) -> Condition:
    target = found.target
    text = text_of(value)
    if target.kind in TICKED and text in ("true", "false"):
        ticked = Answered(target.name, ("yes",))
        return ticked if text == "true" else Not(ticked)
    if target.kind in TICKED and text not in ("yes", "no"):
        raise Untold(message("no_such_option", value=text, question=target.name))
    if target.kind in DATES:
        text = text[:10]
    if not text.strip():
        raise found._cannot()
    return Answered(target.name, (_option(target, text),))


def _option(target: Target, text: str) -> str:
    """The option's value as it stands in our file."""
    if not target.options:
        return text
    if text not in target.options:
        raise Untold(message("no_such_option", value=text, question=target.name))
    return target.options[text]


def _truth(found: Reference, value: Any) -> bool:
    if text_of(value) not in ("true", "false"):
        raise found._cannot()
    return text_of(value) == "true"


def contained(first: Any, second: Any) -> Condition:
    """The answer is among values, or a value is among the boxes ticked."""
    if isinstance(first, Reference) and isinstance(second, list):
        return among(first, second)
    boxes = isinstance(second, Reference) and second.target.kind == "checkboxes"
    if boxes and not isinstance(first, Reference | list | dict) and not second.box:
        return _answer(second, first)
    raise Untold(message("logic", operator="in"))


def among(found: Reference, values: list[Any]) -> Condition:
    """The answer is one of these values."""
    parts = [equal(found, value) for value in values]
    plain = [part for part in parts if isinstance(part, Answered)]
    cases = [part for part in parts if isinstance(part, CaseIs)]
    if plain and len(plain) == len(parts):
        return Answered(plain[0].question, tuple(v for part in plain for v in part.values))
    if cases and len(cases) == len(parts):
        return CaseIs(tuple(case for part in cases for case in part.cases))
    return AnyOf(tuple(parts))


def ordered(found: Reference, operator: str, value: Any) -> Condition:
    """The number is above or below this one.

    :raises Untold: for dates too: our conditions compare them with answers and with today only.
    """
    if not found.counted and (found.target.kind not in NUMBERS or found.box):
        raise found._cannot()
    return _number(found, operator, value)


def _number(found: Reference, operator: str, value: Any) -> Condition:
    text = text_of(value)
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise found._cannot()
    name, number = found.target.name, int(text)
    if found.target.kind == "decimal" and operator in (">", "<"):
        beyond = NumberIs(name, "<=" if operator == ">" else ">=", number)
        return All((Filled(name), Not(beyond)))
    match operator:
        case ">=":
            return NumberIs(name, ">=", number)
        case ">":
            return NumberIs(name, ">=", number + 1)
        case "<=":
            return NumberIs(name, "<=", number)
        case "<" if number > 0:
            return NumberIs(name, "<=", number - 1)
        case "=":
            return _exactly(found, number)
        case _:
            raise Untold(message("logic", operator=operator))


def _exactly(found: Reference, number: int) -> Condition:
    """So many entries: at least and at most; none at all is an empty group."""
    name = found.target.name
    if number == 0:
        return Not(Filled(name))
    return All((NumberIs(name, ">=", number), NumberIs(name, "<=", number)))
