"""Conditions of a form as JSON that any program can answer; docs/api.md says what each means."""

from typing import Any

from forms.conditions import (
    All,
    Answered,
    AnyOf,
    CaseIs,
    Compare,
    Condition,
    Elapsed,
    Filled,
    Not,
    NumberIs,
    Span,
)


def told(condition: Condition | None) -> dict[str, Any] | None:
    """Write a condition; none is null, and always holds."""
    match condition:
        case None:
            return None
        case All(parts):
            return {"all": [told(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [told(part) for part in parts]}
        case Not(part):
            return {"not": told(part)}
        case CaseIs(cases):
            return {"case": list(cases)}
        case _:
            return _of_answers(condition)


def _of_answers(condition: Answered | Filled | Compare | NumberIs | Elapsed) -> dict[str, Any]:
    match condition:
        case Answered(question, values):
            return {"question": question, "is": list(values)}
        case Filled(question):
            return {"question": question, "filled": True}
        case Compare(first, operator, second, plus):
            compared = {"question": first, "operator": operator, "to_question": second}
            return {**compared, "plus": _span(plus)} if plus else compared
        case NumberIs(question, operator, number):
            return {"question": question, "operator": operator, "number": number}
        case Elapsed(question, direction, span):
            return {"question": question, f"{direction}_than": _span(span)}


def _span(span: Span) -> dict[str, Any]:
    return {"number": span.number, "unit": span.unit}
