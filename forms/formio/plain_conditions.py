"""Conditions as a form file writes them: the way back from what the loader makes of them."""

from collections.abc import Mapping
from typing import Any, assert_never

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
from forms.formio.nodes import Node

_COMPARE = {"<": "before", "<=": "not_after", "=": "same_as", ">=": "not_before", ">": "after"}
_ELAPSED = {"younger": "younger_than", "older": "older_than"}


def plain_condition(condition: Condition) -> Node:
    """The map a form file holds for a condition."""
    match condition:
        case All(parts):
            return Node(all=[plain_condition(part) for part in parts])
        case AnyOf(parts):
            return Node(any=[plain_condition(part) for part in parts])
        case Not(Filled(question)):
            return Node(question=question, filled=False)
        case Not(part):
            return Node(**{"not": plain_condition(part)})
        case CaseIs(cases):
            return Node(case=cases[0] if len(cases) == 1 else list(cases))
        case _:
            return Node(**_about_answers(condition))


def _about_answers(
    condition: Answered | Filled | Compare | NumberIs | Elapsed,
) -> Mapping[str, Any]:
    match condition:
        case Answered(question, values):
            several = len(values) != 1
            return {"question": question, "in" if several else "is": _values(values)}
        case Filled(question):
            return {"question": question, "filled": True}
        case Compare(first, operator, second, plus):
            moved = {} if plus is None else {"plus": span(plus)}
            return {"question": first, _COMPARE[operator]: second, **moved}
        case NumberIs():
            return _number(condition)
        case Elapsed(question, direction, length):
            return {"question": question, _ELAPSED[direction]: span(length)}
        case _:
            assert_never(condition)


def _values(values: tuple[str, ...]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def _number(condition: NumberIs) -> Mapping[str, Any]:
    """At least and at most say everything about whole numbers."""
    question, number = condition.question, condition.number
    match condition.operator:
        case "<":
            return {"question": question, "at_most": number - 1}
        case ">":
            return {"question": question, "at_least": number + 1}
        case "<=":
            return {"question": question, "at_most": number}
        case ">=":
            return {"question": question, "at_least": number}
        case "=":
            return {"question": question, "is": str(number)}


def span(length: Span) -> str:
    """A length of time: `60 days`."""
    return f"{length.number} {length.unit}"
