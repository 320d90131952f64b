"""JSON logic (and Form.io's simple conditions) as our conditions.

Missing answers: JSON logic takes them for 0 or "", ours hold for no comparison. Where that differs
a citizen has not answered yet, so nothing is shown too early.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.conditions import All, Answered, AnyOf, Compare, Condition, Elapsed, Filled, Not, Span
from forms.formio.comparing import Reference, Untold, contained, equal, ordered
from forms.messages import message

MOST_NESTED = 8
Look = Callable[[str], Reference]

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_ELAPSED = {("<=", "years"): "older", (">", "years"): "younger"} | {
    ("<", "days"): "older",
    (">", "days"): "younger",
}


@dataclass(frozen=True)
class Moved:
    """A date moved by a span: today's if there is no question; backwards if `back`."""

    of: Reference | None
    span: Span
    back: bool


def condition(logic: Any, look: Look, depth: int = 0) -> Condition:
    """Our condition for a piece of JSON logic; `look` finds what a `var` names.

    :raises Untold: if we have no words for it.
    """
    if isinstance(logic, bool):
        return All(()) if logic else AnyOf(())
    if not isinstance(logic, Mapping) or len(logic) != 1 or depth > MOST_NESTED:
        raise Untold(message("logic", operator="…"))
    ((operator, given),) = logic.items()
    arguments = given if isinstance(given, list) else [given]
    if operator in ("and", "or"):
        return _joined(operator, [condition(part, look, depth + 1) for part in arguments])
    if operator in ("!", "!!") and len(arguments) == 1:
        holding = condition(_filled(arguments[0]), look, depth + 1)
        return holding if operator == "!!" else negated(holding)
    if operator == "var":
        return _true(_operand(logic, look))
    if operator == "filled":
        return _is_filled(_operand(arguments[0] if arguments else None, look))
    return _comparison(operator, arguments, look)


def negated(holding: Condition) -> Condition:
    """The opposite; a double one cancels out."""
    return holding.part if isinstance(holding, Not) else Not(holding)


def _filled(argument: Any) -> Any:
    """`!` of a bare answer asks whether there is one."""
    return {"filled": argument} if isinstance(argument, Mapping) and "var" in argument else argument


def _joined(operator: str, parts: list[Condition]) -> Condition:
    if operator == "and":
        return All(tuple(parts))
    # The boxes of one question are asked one by one in JSON logic.
    if len(parts) > 1 and all(isinstance(part, Answered) for part in parts):
        answered = [part for part in parts if isinstance(part, Answered)]
        if len({part.question for part in answered}) == 1:
            values = dict.fromkeys(value for part in answered for value in part.values)
            return Answered(answered[0].question, tuple(values))
    return AnyOf(tuple(parts))


def _true(operand: Any) -> Condition:
    if not isinstance(operand, Reference):
        raise Untold(message("logic", operator="var"))
    return equal(operand, True) if operand.is_ticked else Filled(operand.question)


def _is_filled(operand: Any) -> Condition:
    if not isinstance(operand, Reference):
        raise Untold(message("logic", operator="!"))
    return equal(operand, True) if operand.is_ticked else Filled(operand.question)


def _comparison(operator: str, arguments: list[Any], look: Look) -> Condition:
    if operator in ("<", "<=") and len(arguments) == 3:
        low, middle, high = arguments
        pairs = ([low, middle], [middle, high])
        return All(tuple(_comparison(operator, pair, look) for pair in pairs))
    if len(arguments) != 2:
        raise Untold(message("logic", operator=operator))
    first, second = (_operand(argument, look) for argument in arguments)
    if operator in ("==", "==="):
        return _same(first, second)
    if operator in ("!=", "!=="):
        return negated(_same(first, second))
    if operator == "in":
        return contained(first, second)
    if operator in _TURNED:
        return _sorted(operator, first, second)
    raise Untold(message("logic", operator=operator))


def _same(first: Any, second: Any) -> Condition:
    if isinstance(first, Reference) and isinstance(second, Reference):
        return _compare(first, "=", second, None)
    if isinstance(second, Reference):
        first, second = second, first
    if isinstance(first, Reference) and isinstance(second, Moved) and second.of is not None:
        return _compare(first, "=", second.of, second)
    if isinstance(first, Reference) and not isinstance(second, Moved):
        return equal(first, second)
    raise Untold(message("logic", operator="=="))


def _sorted(operator: str, first: Any, second: Any) -> Condition:
    if not isinstance(first, Reference):
        first, second, operator = second, first, _TURNED[operator]
    if not isinstance(first, Reference):
        raise Untold(message("logic", operator=operator))
    if isinstance(second, Reference):
        return _compare(first, operator, second, None)
    if isinstance(second, Moved):
        return _moved(first, operator, second)
    return ordered(first, operator, second)


def _moved(first: Reference, operator: str, second: Moved) -> Condition:
    if second.of is not None:
        return _compare(first, operator, second.of, second)
    direction = _ELAPSED.get((operator, second.span.unit))
    if direction is None or not second.back:
        raise Untold(message("logic", operator="today"))
    first.must_be_date()
    return Elapsed(first.question, "older" if direction == "older" else "younger", second.span)


def _compare(first: Reference, operator: Any, second: Reference, moved: Moved | None) -> Condition:
    if moved is not None and moved.back:
        raise Untold(message("logic", operator="-"))
    first.must_compare(second, operator)
    return Compare(first.question, operator, second.question, moved.span if moved else None)


def _operand(value: Any, look: Look) -> Any:
    """A reference, a moved date, or the literal as it came."""
    if not isinstance(value, Mapping):
        return value
    if len(value) != 1:
        raise Untold(message("logic", operator="…"))
    ((operator, given),) = value.items()
    arguments = given if isinstance(given, list) else [given]
    if operator == "var" and arguments and isinstance(arguments[0], str):
        return look(arguments[0])
    if operator in ("date", "datetime") and len(arguments) == 1:
        return _operand(arguments[0], look)
    if operator in ("+", "-") and len(arguments) == 2:
        return _movement(operator, arguments, look)
    raise Untold(message("logic", operator=operator))


def _movement(operator: str, arguments: list[Any], look: Look) -> Moved:
    """Open Forms' way to move a date: `{"-": [{"today": []}, {"rdelta": [18]}]}`."""
    start, delta = arguments
    span = _span(delta)
    if isinstance(start, Mapping) and set(start) == {"today"}:
        return Moved(None, span, operator == "-")
    found = _operand(start, look)
    if not isinstance(found, Reference):
        raise Untold(message("logic", operator=operator))
    found.must_be_date()
    return Moved(found, span, operator == "-")


def _span(delta: Any) -> Span:
    """Years alone, or days alone: `[18]`, `[0, 0, 60]`."""
    numbers = delta.get("rdelta") if isinstance(delta, Mapping) else None
    if not isinstance(numbers, list) or not all(_small(number) for number in numbers):
        raise Untold(message("logic", operator="rdelta"))
    years, months, days = (*numbers, 0, 0, 0)[:3]
    if months or bool(years) == bool(days) or len(numbers) > 3:
        raise Untold(message("logic", operator="rdelta"))
    return Span(int(years), "years") if years else Span(int(days), "days")


def _small(number: Any) -> bool:
    whole = isinstance(number, int | Decimal) and not isinstance(number, bool)
    return whole and 0 <= number < 1000 and number == int(number)
