"""Answers a form's conditions from what a citizen has answered so far.

Values are clean ones (see `kinds`): dates as ISO text (partial ones shorter), yes/no as a bool.
What is hidden is absent here, so that nothing hangs on an answer nobody can see.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
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
from forms.identifiers import full_years
from forms.patterns import pattern

_ISO_DATE = pattern(r"[0-9]{4}(-[0-9]{2}){0,2}")

_ORDER = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "=": lambda a, b: a == b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


@dataclass(frozen=True)
class Scope:
    """What conditions are answered from; inside a group's row, `outer` holds the rest."""

    case: str
    today: date
    values: Mapping[str, Any]
    outer: Mapping[str, Any] = field(default_factory=dict)

    def value(self, question: str) -> Any:
        """The clean answer to a question, or None."""
        if question in self.values:
            return self.values[question]
        return self.outer.get(question)


def holds(condition: Condition | None, scope: Scope) -> bool:
    """Whether a condition holds; no condition always does."""
    match condition:
        case None:
            return True
        case All(parts):
            return all(holds(part, scope) for part in parts)
        case AnyOf(parts):
            return any(holds(part, scope) for part in parts)
        case Not(part):
            return not holds(part, scope)
        case CaseIs(cases):
            return scope.case in cases
        case _:
            return _holds_for_answer(condition, scope)


def _holds_for_answer(condition: Condition, scope: Scope) -> bool:
    match condition:
        case Answered(question, values):
            return any(word in values for word in words_of(scope.value(question)))
        case Filled(question):
            return scope.value(question) not in (None, "", [], {})
        case Compare(first, operator, second, plus):
            return _compare(scope.value(first), operator, _moved(scope.value(second), plus))
        case NumberIs(question, operator, number):
            return _compare(_count(scope.value(question)), operator, number)
        case Elapsed():
            return _elapsed(condition, scope)
        case _:
            return False


def words_of(value: Any) -> tuple[str, ...]:
    """A clean answer as the words a form file uses for it: `yes` for True, the code of a list."""
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("yes",) if value else ("no",)
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(value, Mapping) and "code" in value:
        return (str(value["code"]),)
    return (str(value),)


def _count(value: Any) -> Any:
    return len(value) if isinstance(value, list) else value


def _compare(first: Any, operator: str, second: Any) -> bool:
    """Compare; of two dates only the part both know (1990 and 1990-05-02 are equal)."""
    if first is None or second is None:
        return False
    if isinstance(first, str) and isinstance(second, str):
        if _ISO_DATE.fullmatch(first) and _ISO_DATE.fullmatch(second):
            known = min(len(first), len(second))
            first, second = first[:known], second[:known]
        return bool(_ORDER[operator](first, second))
    if isinstance(first, int | float) and isinstance(second, int | float):
        return bool(_ORDER[operator](first, second))
    return False


def _moved(value: Any, span: Span | None) -> Any:
    """A full date moved on; of a partial one nobody can say where it ends up."""
    if span is None:
        return value
    start = full_date(value)
    return None if start is None else later(start, span).isoformat()


def later(start: date, span: Span) -> date:
    """The date so many days or years on; 29 February becomes 28 where there is none."""
    if span.unit == "days":
        return start + timedelta(days=span.number)
    day = 28 if (start.month, start.day) == (2, 29) else start.day
    return start.replace(year=start.year + span.number, day=day)


def full_date(value: Any) -> date | None:
    """A clean answer as a date, if it is a full one."""
    full = isinstance(value, str) and len(value) == 10 and _ISO_DATE.fullmatch(value)
    return date.fromisoformat(value) if full else None


def _elapsed(condition: Elapsed, scope: Scope) -> bool:
    """Only full dates tell; of a partial one nobody can say, so the condition does not hold."""
    since = full_date(scope.value(condition.question))
    if since is None:
        return False
    if condition.span.unit == "years":
        passed = full_years(since, scope.today)
        older = passed >= condition.span.number
    else:
        passed = (scope.today - since).days
        older = passed > condition.span.number
    return older if condition.direction == "older" else passed < condition.span.number
