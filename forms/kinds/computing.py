"""Works out computed values from the answers that count; one that cannot be has none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from forms.amounts import LIMIT, date_in_words, in_words
from forms.identifiers import full_years
from forms.kinds import KINDS, Asked
from forms.kinds.computed import LONGEST
from forms.logic import Scope, full_date, holds
from forms.spec import (
    Composed,
    Formula,
    Product,
    Question,
    Segment,
    Shown,
    Spelled,
    Sum,
    YearsBetween,
)

_PLACES = 6


@dataclass(frozen=True)
class Sheet:
    """Where values are looked up, and how the questions they answer are shown."""

    scope: Scope
    questions: Mapping[str, Question]


def value_of(question: Question, sheet: Sheet) -> str | int | float | None:
    """The value of a computed question; None while what it hangs on is not there."""
    fitting = (c.formula for c in question.computed if holds(c.when, sheet.scope))
    formula = next(fitting, None)
    return None if formula is None else _worked_out(formula, sheet)


def _worked_out(formula: Formula, sheet: Sheet) -> str | int | float | None:
    match formula:
        case Composed(segments):
            return _composed(segments, sheet)
        case Spelled(question, money):
            return _spelled(sheet.scope.value(question), money)
        case Sum(terms):
            found = [number for term in terms for number in _numbers(term, sheet.scope)]
            return _clean(sum(found, Decimal(0))) if found else None
        case Product(factors):
            return _product(factors, sheet.scope)
        case YearsBetween():
            return _years(formula, sheet.scope)


def _composed(segments: tuple[Segment, ...], sheet: Sheet) -> str | None:
    told = []
    for segment in segments:
        pieces = [_piece(piece, sheet) for piece in segment.pieces]
        if all(pieces):
            told.append("".join(pieces))
        elif not segment.optional:
            return None
    return "".join(told)[:LONGEST] or None


def _piece(piece: str | Shown, sheet: Sheet) -> str:
    if isinstance(piece, str):
        return piece
    value, question = sheet.scope.value(piece.question), sheet.questions.get(piece.question)
    if value is None or question is None:
        return ""
    return KINDS[question.kind].show(Asked(question, sheet.scope.today), value)


def _spelled(value: Any, money: bool) -> str | None:
    if money:
        whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LIMIT
        said = f"{in_words(value, 'vi')} đồng" if whole else ""
    else:
        said = date_in_words(value, "vi") if isinstance(value, str) else ""
    return said[:1].upper() + said[1:] or None


def _numbers(term: str | Decimal, scope: Scope) -> list[Decimal]:
    """What there is of a term: one number, those of a group's entries, or none."""
    if isinstance(term, Decimal):
        return [term]
    group, _, inner = term.partition(".")
    value = scope.value(group)
    values = [entry.get(inner) for entry in value] if isinstance(value, list) else [value]
    numeric = (v for v in values if isinstance(v, int | float) and not isinstance(v, bool))
    return [Decimal(str(number)) for number in numeric]


def _product(factors: tuple[str | Decimal, ...], scope: Scope) -> int | float | None:
    result = Decimal(1)
    for factor in factors:
        found = _numbers(factor, scope)
        if len(found) != 1:
            return None
        result *= found[0]
    return _clean(result)


def _clean(number: Decimal) -> int | float | None:
    """As JSON has it; what is too large for anybody to mean is no value."""
    if abs(number) >= LIMIT:
        return None
    whole = number == number.to_integral_value()
    return int(number) if whole else float(round(number, _PLACES))


def _years(formula: YearsBetween, scope: Scope) -> int | None:
    start = full_date(scope.value(formula.start))
    end: date | None = scope.today
    if formula.end is not None:
        end = full_date(scope.value(formula.end))
    if start is None or end is None or end < start:
        return None
    return full_years(start, end)
