"""Values that follow from other answers, as frozen formulas; `kinds.computing` works them out.

Texts are composed in Vietnamese whatever language the page is in: they stand on the paper.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from forms.conditions import Condition, questions_in


@dataclass(frozen=True)
class Shown:
    """An answer inside a composed text, as it reads."""

    question: str


@dataclass(frozen=True)
class Segment:
    """A stretch of a composed text; an `optional` one is left out while an answer in it is."""

    pieces: tuple[str | Shown, ...]
    optional: bool = False


@dataclass(frozen=True)
class Composed:
    """A text with answers in it; without one of those it has no value."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Spelled:
    """A date or (`money`) an amount of đồng in words."""

    question: str
    money: bool = False


@dataclass(frozen=True)
class Sum:
    """What is answered of these, added up; `members.income` adds over a group's entries."""

    terms: tuple[str | Decimal, ...]


@dataclass(frozen=True)
class Product:
    """These multiplied; without one of them it has no value."""

    factors: tuple[str | Decimal, ...]


@dataclass(frozen=True)
class YearsBetween:
    """Full years from one date to another, or to today."""

    start: str
    end: str | None = None


Formula: TypeAlias = Composed | Spelled | Sum | Product | YearsBetween


@dataclass(frozen=True)
class Computation:
    """A formula, and when it is the one to use; the first that fits is."""

    formula: Formula
    when: Condition | None = None


def looked_at(computations: Iterable[Computation]) -> Iterator[str]:
    """The names of the questions a value hangs on; of `members.income` the group's."""
    for computation in computations:
        yield from questions_in(computation.when)
        for name in operands(computation.formula):
            yield name.partition(".")[0]


def operands(formula: Formula) -> Iterator[str]:
    """The questions a formula reads."""
    match formula:
        case Composed(segments):
            for segment in segments:
                yield from (p.question for p in segment.pieces if isinstance(p, Shown))
        case Spelled(question):
            yield question
        case Sum(terms):
            yield from (term for term in terms if isinstance(term, str))
        case Product(factors):
            yield from (factor for factor in factors if isinstance(factor, str))
        case YearsBetween(start, end):
            yield start
            if end is not None:
                yield end
