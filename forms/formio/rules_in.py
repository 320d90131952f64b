"""JSON logic that an answer must satisfy (`validate.json`) as a rule between answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms.conditions import All, Compare
from forms.formio.comparing import Reference, Untold
from forms.formio.draft import Draft, Target
from forms.formio.logic_in import condition
from forms.formio.nodes import Node
from forms.formio.part import Part
from forms.formio.plain_conditions import plain_condition
from forms.formio.settling import Settler

_TOLD = Node(vi="Các câu trả lời chưa khớp nhau", en="These answers do not fit together")


def read_rules(draft: Draft, settler: Settler) -> list[Node]:
    """One rule for each demand; what cannot be worded is told of."""
    found: list[Node] = []
    targets = {target.name: target for target in draft.targets if not target.group}
    for name, validate in draft.rules:
        target = targets.get(name)
        if target is not None:
            found += _rule(draft, settler, target, validate)
    return found


def _rule(draft: Draft, settler: Settler, target: Target, validate: Part) -> Iterator[Node]:
    logic, said = _demand(validate.get("json"))

    def look(name: str) -> Reference:
        return Reference(target) if name == "input" else settler.lookup.find(name, target)

    try:
        must = condition(logic, look)
    except Untold as untold:
        validate.leave("json", untold.why.key, **untold.why.blanks)
        return
    message = draft.words.say(said) if said else draft.words.of(validate, "customMessage")
    if must == All(()):
        return
    # A comparison waits until both answers are there.
    word = "compare" if isinstance(must, Compare) else "must"
    node = Node(**{word: plain_condition(must)}, at=target.name, message=message or _TOLD)
    node.remark("made of JSON logic")
    yield node


def _demand(logic: Any) -> tuple[Any, str]:
    """`{"if": [<demand>, true, "message"]}`, or the demand alone."""
    arguments = logic.get("if") if isinstance(logic, Mapping) and set(logic) == {"if"} else None
    if isinstance(arguments, list) and len(arguments) == 3 and arguments[1] is True:
        return arguments[0], arguments[2] if isinstance(arguments[2], str) else ""
    return logic, ""
