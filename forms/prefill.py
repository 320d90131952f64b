"""What can be filled in before anybody types: from the identity provider, from earlier answers.

What the identity provider vouches for is locked, and only if the form can read it: a value that
would be refused is left for the citizen to type. What is computed is locked, too, and so is what
is taken over from a person asked about already, unless the form lets it be changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.kinds import KINDS
from forms.kinds.same_person import counts
from forms.logic import Scope, holds
from forms.schema import Checked, Context, asking, check
from forms.spec import Form, Prefill, Question


@dataclass(frozen=True)
class Filled:
    """Raw answers to begin with, and those among them nobody can change, by question name."""

    answers: dict[str, Any]
    locked: dict[str, Any]


def fill(
    form: Form, raw: Mapping[str, Any], identity: Mapping[str, Any], context: Context
) -> Filled:
    """Fill what is still unanswered in `raw`, and find what is locked whatever `raw` holds.

    `identity` is keyed as `means.IDENTITY` says; the result holds only what was filled in. To
    show and check a draft: `{**raw, **filled.answers}` with `filled.locked` in the context.
    """
    always = _locked(form, identity, context, None)
    clean = check(form, {**raw, **always}, replace(context, step=None, locked={}, files=None)).clean
    scope = Scope(context.case, context.today, clean)
    locked = _locked(form, identity, context, scope)
    answers: dict[str, Any] = {}
    for question in form.questions:
        kind = KINDS[question.kind]
        wanted = kind.has_value and not kind.computed and question.name not in raw
        if wanted and question.name not in locked:
            value = _value(question, {**answers, **raw, **locked}, identity, scope)
            if value is not None:
                answers[question.name] = value
    known = replace(context, step=None, locked=locked, files=None)
    checked = check(form, {**answers, **raw}, known)
    locked |= {n: a.raw for n, a in checked.taken.items() if not a.editable}
    locked |= _computed(form, raw, checked)
    kept = {**answers, **raw}
    taken = {n: a.raw for n, a in checked.taken.items() if counts(a, kept.get(n))}
    return Filled({**answers, **taken, **locked}, locked)


def _computed(form: Form, raw: Mapping[str, Any], checked: Checked) -> dict[str, Any]:
    """Every computed value; one there is none of is empty, whatever a draft still holds of it."""
    names = [question.name for question in form.questions if question.computed]
    clean = checked.clean
    return {name: clean.get(name, "") for name in names if name in clean or name in raw}


def _locked(
    form: Form, identity: Mapping[str, Any], context: Context, scope: Scope | None
) -> dict[str, Any]:
    """What is locked as things stand; without a scope, what is locked in any case."""
    locked: dict[str, Any] = {}
    for question in form.questions:
        for prefill in question.prefills:
            value = _source(question, prefill, {}, identity)
            usable = prefill.locked and value is not None and _applies(prefill, scope)
            if usable and _readable(question, value, context):
                locked.setdefault(question.name, value)
    return locked


def _value(
    question: Question, known: Mapping[str, Any], identity: Mapping[str, Any], scope: Scope
) -> Any:
    for prefill in question.prefills:
        if _applies(prefill, scope):
            value = _source(question, prefill, known, identity)
            if value is not None:
                return value
    return question.default


def _applies(prefill: Prefill, scope: Scope | None) -> bool:
    return prefill.when is None or (scope is not None and holds(prefill.when, scope))


def _source(
    question: Question, prefill: Prefill, raw: Mapping[str, Any], identity: Mapping[str, Any]
) -> Any:
    where, _, name = prefill.source.partition(".")
    value = identity.get(name) if where == "identity" else raw.get(name)
    if value in (None, "", [], {}):
        return None
    return KINDS[question.kind].raw_from(question, value)


def _readable(question: Question, value: Any, context: Context) -> bool:
    return KINDS[question.kind].accepts(asking(question, context), value)
