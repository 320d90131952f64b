"""Our conditions as JSON logic, in the words Open Forms adds for dates (`date`, `today`, `rdelta`).

What is written here is read back by `logic_in` as the same condition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
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
from forms.spec import Form, Question

CASE_KEY = "case"
_ELAPSED = {("older", "years"): "<=", ("younger", "years"): ">"} | {
    ("older", "days"): "<",
    ("younger", "days"): ">",
}


@dataclass(frozen=True)
class Names:
    """How conditions call answers: inside a group its own questions first, then the form's."""

    form: Mapping[str, Question]
    group: Mapping[str, Question]

    @classmethod
    def of(cls, form: Form, group: Question | None = None) -> "Names":
        """The names as seen from the form, or from inside a group of it."""
        inside = {question.name: question for question in group.questions} if group else {}
        return cls({question.name: question for question in form.questions}, inside)

    def var(self, name: str, more: str = "") -> dict[str, Any]:
        """Where the answer stands in the data."""
        return {"var": f"{'row' if name in self.group else 'data'}.{name}{more}"}

    def kind(self, name: str) -> str:
        """The kind of the question."""
        question = self.group.get(name) or self.form.get(name)
        return question.kind if question else ""


def logic(condition: Condition, names: Names) -> Any:
    """The JSON logic of a condition."""
    match condition:
        case All(parts):
            return {"and": [logic(part, names) for part in parts]}
        case AnyOf(parts):
            return {"or": [logic(part, names) for part in parts]}
        case Not(Filled(question)):
            return {"!": names.var(question)}
        case Not(part):
            return {"!": [logic(part, names)]}
        case CaseIs(cases):
            return _one_of({"var": f"data.{CASE_KEY}"}, list(cases))
        case _:
            return _about_answers(condition, names)


def _about_answers(
    condition: Answered | Filled | Compare | NumberIs | Elapsed, names: Names
) -> dict[str, Any]:
    match condition:
        case Answered(question, values):
            return _answered(question, values, names)
        case Filled(question):
            return {"!!": names.var(question)}
        case Compare(first, operator, second, plus):
            operator_out = "==" if operator == "=" else operator
            return {operator_out: [names.var(first), _moved(names.var(second), "+", plus)]}
        case NumberIs(question, operator, number):
            count = ".length" if names.kind(question) == "group" else ""
            operator_out = "==" if operator == "=" else operator
            return {operator_out: [names.var(question, count), number]}
        case Elapsed(question, direction, span):
            since = {"date": names.var(question)}
            then = _moved({"today": []}, "-", span)
            return {_ELAPSED[(direction, span.unit)]: [since, then]}
        case _:
            assert_never(condition)


def _answered(question: str, values: tuple[str, ...], names: Names) -> dict[str, Any]:
    kind = names.kind(question)
    if kind == "checkboxes":
        boxes = [{"==": [names.var(question, f".{value}"), True]} for value in values]
        return boxes[0] if len(boxes) == 1 else {"or": boxes}
    if kind == "consent" and values == ("yes",):
        return {"==": [names.var(question), True]}
    return _one_of(names.var(question), list(values))


def _one_of(var: dict[str, Any], values: list[str]) -> dict[str, Any]:
    return {"==": [var, values[0]]} if len(values) == 1 else {"in": [var, values]}


def _moved(start: dict[str, Any], sign: str, span: Span | None) -> dict[str, Any]:
    if span is None:
        return start
    by = [span.number] if span.unit == "years" else [0, 0, span.number]
    begin = start if "today" in start else {"date": start}
    return {sign: [begin, {"rdelta": by}]}
