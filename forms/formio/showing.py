"""What a component's showing and its being required hang on, as the definition says it.

There are four places: `conditional` (simple or JSON logic), `customConditional` (JavaScript),
`logic` (triggers with actions on the component itself), and the rules an Open Forms archive keeps
beside the components. What is decided here is only which conditions count; `settling` words them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from forms.formio.draft import Draft, Trigger, Triggers
from forms.formio.part import Part

_SCRIPTS = ("customConditional", "customDefaultValue", "onChange", "beforeSubmit")


@dataclass
class Hanging:
    """Conditions of one component: all of `shown` must hold, each if any of its triggers does.

    `never` says that it is hidden and nothing ever shows it.
    """

    shown: list[Triggers] = field(default_factory=list)
    required: list[Triggers] = field(default_factory=list)
    never: bool = False


def hanging(draft: Draft, part: Part) -> Hanging:
    """Read every place at once; scripts are told of as left out."""
    _leave_scripts(part)
    found = Hanging()
    condition = conditional(part)
    if condition is not None:
        found.shown.append((condition,))
    shows, requires, frees = [], [], []
    for trigger, action in _actions(draft, part):
        state = action.flag("state")
        match _property(action):
            case "hidden" if state:
                found.shown.append((Trigger(trigger.part, trigger.key, not trigger.flipped),))
            case "hidden":
                shows.append(trigger)
            case "validate.required" if state:
                requires.append(trigger)
            case "validate.required":
                frees.append(Trigger(trigger.part, trigger.key, not trigger.flipped))
            case "disabled":
                action.leave("", "read_only")
            case other:
                action.leave("", "action", action=other)
    hidden = part.flag("hidden")
    if shows and hidden:
        found.shown.append(tuple(shows))
    found.never = hidden and not shows
    found.required = [tuple(requires)] if requires else [(trigger,) for trigger in frees]
    return found


def conditional(part: Part) -> Trigger | None:
    """The component's own condition, if it has one that Form.io would look at."""
    inner = part.part("conditional")
    conditions = inner.has("conditions")
    inner.skip("conditions", "json")
    # Without `show` Form.io never looks at `when`; with `conditions` showing is the default.
    if conditions or (inner.has("when") and inner.given.get("show") in _SHOWS):
        flipped = inner.given.get("show") in (False, "false")
        if inner.has("json"):
            inner.leave("json", "shape")
        return Trigger(inner, "", flipped)
    if inner.has("json") or inner.given.get("json") is False:
        return Trigger(inner, "json")
    return None


_SHOWS = (True, False, "true", "false")


def _leave_scripts(part: Part) -> None:
    for key in _SCRIPTS:
        if part.text(key):
            part.leave(key, "javascript")
    if part.has("calculateValue"):
        part.skip("calculateValue")  # read once every question is known


def _actions(draft: Draft, part: Part) -> Iterator[tuple[Trigger, Part]]:
    for rule in part.each("logic"):
        trigger = _trigger(rule.part("trigger"))
        for action in rule.each("actions"):
            if trigger is None:
                action.leave("", "javascript")
            else:
                yield trigger, action
    for rule, action in draft.rules_for.get(part.text("key"), ()):
        yield Trigger(rule, "json_logic_trigger"), action


def _trigger(part: Part) -> Trigger | None:
    """What sets a component's own logic off; a script or an event does not carry over."""
    match part.text("type"):
        case "simple":
            inner = part.part("simple")
            return Trigger(inner, "", inner.given.get("show") in (False, "false"))
        case "json":
            return Trigger(part, "json")
        case _:
            return None


def _property(action: Part) -> str:
    """Which property an action changes; what it is called where it changes none."""
    kind = action.text("type")
    if kind != "property":
        return kind
    return action.part("property").text("value")
