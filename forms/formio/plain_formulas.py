"""Formulas of computed questions as a form file writes them."""

from decimal import Decimal
from typing import Any, assert_never

from forms.formio.nodes import Node
from forms.formio.plain_conditions import plain_condition
from forms.spec import (
    Composed,
    Computation,
    Formula,
    Product,
    Segment,
    Spelled,
    Sum,
    YearsBetween,
)


def plain_computations(computations: tuple[Computation, ...]) -> list[Node]:
    """What the file holds under `value`: formulas, each with when it is the one to use."""
    return [_computation(computation) for computation in computations]


def _computation(computation: Computation) -> Node:
    when = {} if computation.when is None else {"when": plain_condition(computation.when)}
    return Node(**when, **_formula(computation.formula))


def _formula(formula: Formula) -> dict[str, Any]:
    match formula:
        case Composed(segments):
            return {"text": "".join(map(_segment, segments))}
        case Spelled(question, money):
            return {"money_in_words" if money else "date_in_words": question}
        case Sum(terms):
            return {"sum": [_term(term) for term in terms]}
        case Product(factors):
            return {"product": [_term(factor) for factor in factors]}
        case YearsBetween(start, end):
            return {"years_between": [start, end or "today"]}
        case _:
            assert_never(formula)


def _segment(segment: Segment) -> str:
    said = "".join(
        piece if isinstance(piece, str) else f"{{{piece.question}}}" for piece in segment.pieces
    )
    return f"[{said}]" if segment.optional else said


def _term(term: str | Decimal) -> str:
    return term if isinstance(term, str) else f"{term:f}"
