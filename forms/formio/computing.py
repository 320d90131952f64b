"""Computed values (`calculateValue`): sums and products of numbers are carried, as JSON logic or
as the one line of script that says nothing more; every other script is told of as left out."""

from collections.abc import Mapping
from typing import Any

from forms.formio.comparing import NUMBERS, Untold
from forms.formio.draft import Draft, Target
from forms.formio.lookup import Lookup
from forms.formio.nodes import Node
from forms.formio.part import text_of
from forms.messages import message
from forms.patterns import pattern

_TERM = r"(?:(?:data|row)\.[A-Za-z_][A-Za-z0-9_.]*|[0-9]{1,12}(?:\.[0-9]{1,6})?)"
_SCRIPT = pattern(rf"\s*value\s*=\s*({_TERM}(?:\s*[+*]\s*{_TERM})+)\s*;?\s*")
_NUMBER = pattern(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_FORMULAS = {"+": "sum", "*": "product"}
_MOST_TERMS = 50
_ANSWERED = (
    "required required_when required_message prefill locked default min max places unit "
    "pattern pattern_message autocomplete"
).split()


def read_calculations(draft: Draft) -> None:
    """Make computed questions of those whose value follows from others."""
    lookup = Lookup(draft.targets)
    for target in draft.targets:
        given = target.part.given.get("calculateValue")
        if given in (None, "", False, {}) or target.kind == "computed":
            continue
        try:
            formula = _formula(given, lookup, target)
        except Untold as untold:
            target.part.leave("calculateValue", untold.why.key, **untold.why.blanks)
            continue
        shown_as = "money" if target.kind == "money" else "number"
        for key in _ANSWERED:
            target.node.pop(key, None)
        target.node.update({"kind": "computed", "as": shown_as, "value": formula})
        target.kind = "computed"
        target.required.clear()


def _formula(given: Any, lookup: Lookup, target: Target) -> Node:
    if target.kind not in NUMBERS:
        raise Untold(message("computed"))
    operator, terms = _logic(given) if isinstance(given, Mapping) else _script(text_of(given))
    if operator not in _FORMULAS or not 2 <= len(terms) <= _MOST_TERMS:
        raise Untold(message("computed"))
    written = [_term(term, lookup, target) for term in terms]
    target.follows = tuple(term for term in written if not _NUMBER.fullmatch(term))
    return Node(**{_FORMULAS[operator]: written})


def _logic(given: Mapping[str, Any]) -> tuple[str, list[Any]]:
    if len(given) != 1:
        raise Untold(message("computed"))
    ((operator, terms),) = given.items()
    return operator, terms if isinstance(terms, list) else []


def _script(script: str) -> tuple[str, list[Any]]:
    found = _SCRIPT.fullmatch(script)
    operators = {sign for sign in _FORMULAS if found and sign in found[1]}
    if found is None or len(operators) != 1:
        raise Untold(message("javascript"))
    operator = operators.pop()
    terms = [term.strip() for term in found[1].split(operator)]
    return operator, [term if _NUMBER.fullmatch(term) else {"var": term} for term in terms]


def _term(term: Any, lookup: Lookup, target: Target) -> str:
    if isinstance(term, Mapping):
        named = term.get("var") if len(term) == 1 else None
        if not isinstance(named, str):
            raise Untold(message("computed"))
        found = lookup.find(named, target)
        # A value that follows from a computed one could follow from itself.
        if found.target.kind not in NUMBERS or found.target is target:
            raise Untold(message("computed"))
        return found.question
    text = text_of(term)
    if not _NUMBER.fullmatch(text):
        raise Untold(message("computed"))
    return text
