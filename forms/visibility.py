"""Which questions a citizen sees, given the answers, and the values that follow from them.

Hidden answers count for nothing. A question hangs on others through `show_when`, a computed one
also through what its value follows from; the loader has made sure there is no cycle, so
they are settled in an order where each comes after those it hangs on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from forms.conditions import Condition, questions_in
from forms.kinds import KINDS
from forms.kinds.computing import Sheet, value_of
from forms.logic import Scope, holds
from forms.spec import Form, Question, looked_at


@dataclass(frozen=True)
class AskedAt:
    """A visible question at its place: `members.0.full_name`, with its clean answer or None."""

    path: str
    question: Question
    value: Any
    blank: bool
    needed: bool
    others: Mapping[str, Any]
    raw: Any = None


@dataclass(frozen=True)
class Shown:
    """What is visible: questions in the form's order, and the answers that count."""

    scope: Scope
    asked: tuple[AskedAt, ...]
    visible: tuple[str, ...]
    steps: tuple[str, ...]


def shown(form: Form, scope: Scope, raw: Mapping[str, Any]) -> Shown:
    """Settle what is visible from good answers (`scope.values`) and what was typed (`raw`)."""
    plan = plan_of(form)
    names, values = settle(plan, scope)
    settled = replace(scope, values=values)
    rows: dict[str, Any] = {}
    asked: list[AskedAt] = []
    for question in form.questions:
        if question.name in names:
            asked.append(_asked_at(question.name, question, settled, raw))
            if question.questions and question.name in values:
                rows[question.name] = []
                for path, row in _rows(question, settled, raw):
                    found, clean = _in_row(path, plan.groups[question.name], row, settled)
                    asked += found
                    rows[question.name].append(clean)
    settled = _counted(plan, names, replace(settled, values={**values, **rows}))
    return Shown(
        settled,
        tuple(asked),
        tuple(at.path for at in asked),
        tuple(step.id for step in form.steps if any(q.name in names for q in step.questions)),
    )


def _asked_at(path: str, question: Question, scope: Scope, raw: Mapping[str, Any]) -> AskedAt:
    kind = KINDS[question.kind]
    return AskedAt(
        path=path,
        question=question,
        value=scope.values.get(question.name),
        blank=kind.blank(raw.get(question.name)),
        needed=kind.has_value and not kind.computed and needed(question, scope),
        others={**scope.outer, **scope.values},
        raw=raw.get(question.name),
    )


def needed(question: Question, scope: Scope) -> bool:
    """Whether an answer is required as things stand."""
    if question.required_when is not None:
        return holds(question.required_when, scope)
    return question.required


def _rows(
    group: Question, scope: Scope, raw: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[Mapping[str, Any], Mapping[str, Any]]]]:
    """Each entry somebody filled in: its path, its good answers and what was typed."""
    typed = raw.get(group.name)
    for index, row in enumerate(scope.values[group.name]):
        entry = typed[index] if isinstance(typed, list) else {}
        asked = (q for q in group.questions if not KINDS[q.kind].computed)
        if not all(KINDS[q.kind].blank(entry.get(q.name)) for q in asked):
            yield f"{group.name}.{index}", (row, entry)


def _in_row(
    path: str,
    plan: "Plan",
    row: tuple[Mapping[str, Any], Mapping[str, Any]],
    scope: Scope,
) -> tuple[list[AskedAt], dict[str, Any]]:
    values, typed = row
    inner = Scope(scope.case, scope.today, values, {**scope.outer, **scope.values})
    names, clean = settle(plan, inner)
    inner = replace(inner, values=clean)
    asked = [
        _asked_at(f"{path}.{q.name}", q, inner, typed) for q in plan.questions if q.name in names
    ]
    return asked, clean


def settle(plan: "Plan", scope: Scope) -> tuple[frozenset[str], dict[str, Any]]:
    """The names of the visible questions of a plan, and the answers and values that count."""
    good = dict(scope.values)
    visible = set()
    for question in plan.ordered:
        now = replace(scope, values=good)
        if holds(plan.extra.get(question.name), now) and holds(question.show_when, now):
            visible.add(question.name)
            if question.computed:
                _work_out(question, plan, now, good)
        else:
            good.pop(question.name, None)
    return frozenset(visible), good


def _work_out(question: Question, plan: "Plan", now: Scope, good: dict[str, Any]) -> None:
    value = value_of(question, Sheet(now, plan.known))
    good.pop(question.name, None)
    if value is not None:
        good[question.name] = value


def _counted(plan: "Plan", names: frozenset[str], settled: Scope) -> Scope:
    """With values that go through a group's entries worked out once those are settled."""
    good = dict(settled.values)
    for question in plan.ordered:
        if question.name in names and plan.groups.keys() & looked_at(question.computed):
            _work_out(question, plan, replace(settled, values=good), good)
    return replace(settled, values=good)


@dataclass(frozen=True)
class Plan:
    """Questions in the order their visibility settles; `extra` conditions come from their steps.

    `known` are the questions by name that values can follow from: in a group, the form's as well.
    """

    questions: tuple[Question, ...]
    ordered: tuple[Question, ...]
    extra: Mapping[str, Condition]
    groups: Mapping[str, "Plan"]
    known: Mapping[str, Question]


@lru_cache(maxsize=256)
def plan_of(form: Form) -> Plan:
    """The plan of a form version, made once."""
    return _plan(tuple(form.questions), _step_conditions(form))


def _plan(
    questions: tuple[Question, ...],
    extra: Mapping[str, Condition],
    outer: Mapping[str, Question] | None = None,
) -> Plan:
    known = {**(outer or {}), **{question.name: question for question in questions}}
    groups = {q.name: _plan(q.questions, {}, known) for q in questions if q.questions}
    return Plan(questions, settling_order(questions, extra), extra, groups, known)


def settling_order(
    questions: tuple[Question, ...], extra: Mapping[str, Condition]
) -> tuple[Question, ...]:
    """Questions ordered so that each follows those it hangs on; a cycle's rest keeps its order."""
    by_name = {question.name: question for question in questions}
    waiting = {q.name: {*_hangs_on(q, extra.get(q.name))} & by_name.keys() for q in questions}
    ordered: list[str] = []
    while waiting:
        free = [name for name, on in waiting.items() if not on & (waiting.keys() - {name})]
        for name in free or list(waiting):
            ordered.append(name)
            del waiting[name]
    return tuple(by_name[name] for name in ordered)


def _hangs_on(question: Question, extra: Condition | None) -> Iterator[str]:
    yield from questions_in(question.show_when)
    yield from questions_in(extra)
    yield from looked_at(question.computed)


def _step_conditions(form: Form) -> dict[str, Condition]:
    return {
        question.name: step.show_when
        for step in form.steps
        if step.show_when is not None
        for question in step.questions
    }
