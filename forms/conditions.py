"""The words a form may use in `show_when`, `required_when` and rules, as frozen values.

They only say what is asked for; `logic` answers them. Each knows which questions it looks at,
so that the loader can refuse a rule about a question that does not exist.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True)
class Answered:
    """The answer is one of these values; for check boxes, one of them is ticked."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Filled:
    """The question has an answer."""

    question: str


@dataclass(frozen=True)
class CaseIs:
    """The citizen's case (trường hợp) is one of these."""

    cases: tuple[str, ...]


Operator: TypeAlias = Literal["<", "<=", "=", ">=", ">"]
Unit: TypeAlias = Literal["days", "years"]


@dataclass(frozen=True)
class Span:
    """A length of time."""

    number: int
    unit: Unit


@dataclass(frozen=True)
class Compare:
    """Two answers of the same sort compared: dates, numbers, texts. False while one is missing.

    With `plus` the second is a date moved on by that long (at most 2 years after).
    """

    first: str
    operator: Operator
    second: str
    plus: Span | None = None


@dataclass(frozen=True)
class NumberIs:
    """A number answer compared with a fixed number, for groups the count of their entries."""

    question: str
    operator: Operator
    number: int


@dataclass(frozen=True)
class Elapsed:
    """How long ago a date answer is, counted today: `younger` than, or `older` than, that long."""

    question: str
    direction: Literal["younger", "older"]
    span: Span


Condition: TypeAlias = All | AnyOf | Not | Answered | Filled | CaseIs | Compare | NumberIs | Elapsed


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """Every simple condition inside a condition, whatever it is nested in."""
    if condition is None:
        return
    if isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.part)
    else:
        yield condition


def questions_in(condition: Condition | None) -> Iterator[str]:
    """The names of the questions a condition looks at."""
    for leaf in leaves(condition):
        if isinstance(leaf, Compare):
            yield leaf.first
            yield leaf.second
        elif isinstance(leaf, Answered | Filled | NumberIs | Elapsed):
            yield leaf.question


def cases_in(condition: Condition | None) -> Iterator[str]:
    """The cases a condition names."""
    for leaf in leaves(condition):
        if isinstance(leaf, CaseIs):
            yield from leaf.cases
