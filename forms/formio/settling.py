"""Words the conditions once every question is known; drops those that would wait in a circle."""

from collections.abc import Iterable, Mapping
from typing import Any

from forms.conditions import All, AnyOf, Condition, questions_in
from forms.formio.comparing import Untold, equal, ordered
from forms.formio.draft import Draft, Target, Trigger, Triggers
from forms.formio.logic_in import condition, negated
from forms.formio.lookup import Lookup
from forms.formio.part import Part
from forms.formio.plain_conditions import plain_condition
from forms.messages import message

_ORDER = {
    "lessThan": "<",
    "lessThanOrEqual": "<=",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
}


class Settler:
    """Settles the conditions of one draft."""

    def __init__(self, draft: Draft, known: Iterable[Target] = ()) -> None:
        self.draft = draft
        self.lookup = Lookup([*draft.targets, *known])
        self.showing: dict[int, Condition] = {}

    def settle(self) -> None:
        """Write `show_when` and `required_when` of every question, page and document."""
        everything = [*self.draft.pages, *self.draft.targets, *self.draft.documents]
        for target in everything:
            found = self._all(target.shown, target)
            if found is not None:
                self.showing[id(target)] = found
        self._untie()
        for target in everything:
            if id(target) in self.showing:
                target.node["show_when"] = plain_condition(self.showing[id(target)])
            needed = self._all(target.required, target)
            if needed is not None:
                target.node["required_when"] = plain_condition(needed)

    def word(self, trigger: Trigger, near: Target) -> Condition | None:
        """One condition of the definition in our words; None, and told of, if there are none."""
        try:
            found = (
                self._simple(trigger.part, near) if trigger.is_simple else self._json(trigger, near)
            )
        except Untold as untold:
            trigger.part.leave(trigger.key, untold.why.key, **untold.why.blanks)
            return None
        return negated(found) if trigger.flipped else found

    def _all(self, wanted: list[Triggers], near: Target) -> Condition | None:
        found = [self._any(triggers, near) for triggers in wanted]
        parts = list(dict.fromkeys(part for part in found if part is not None))
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _any(self, triggers: Triggers, near: Target) -> Condition | None:
        """If one cannot be worded, none counts: part of them would hide too much."""
        parts = [self.word(trigger, near) for trigger in triggers]
        good = tuple(part for part in parts if part is not None)
        if len(good) < len(parts):
            return None
        return good[0] if len(good) == 1 else AnyOf(good)

    def _json(self, trigger: Trigger, near: Target) -> Condition:
        logic = trigger.part.get(trigger.key)
        return condition(logic, lambda name: self.lookup.find(name, near))

    def _simple(self, part: Part, near: Target) -> Condition:
        if part.has("conditions"):
            parts = tuple(self._clause(clause, near) for clause in part.each("conditions"))
            if not parts:
                raise Untold(message("shape"))
            if len(parts) == 1:
                return parts[0]
            return AnyOf(parts) if part.text("conjunction") == "any" else All(parts)
        return self._equals(part.text("when"), part.get("eq"), near)

    def _clause(self, clause: Part, near: Target) -> Condition:
        name, value = clause.text("component"), clause.get("value")
        operator = clause.text("operator") or "isEqual"
        found = self.lookup.find(name, near)
        match operator:
            case "isEqual" | "isDateEqual" | "includes":
                return self._equals(name, value, near)
            case "isNotEqual" | "isNotDateEqual" | "notIncludes":
                return negated(self._equals(name, value, near))
            case "isEmpty":
                return equal(found, "")
            case "isNotEmpty":
                return negated(equal(found, ""))
            case _ if operator in _ORDER:
                return ordered(found, _ORDER[operator], value)
            case _:
                raise Untold(message("logic", operator=operator))

    def _equals(self, name: str, value: Any, near: Target) -> Condition:
        """Of boxes, a simple condition names the one that is ticked."""
        if isinstance(value, Mapping | list):
            raise Untold(message("shape"))
        return equal(self.lookup.find(name, near), value)

    def _untie(self) -> None:
        """Take the condition from everything that waits in a circle, and say so."""
        while knot := self._knot():
            for target in knot:
                self.showing.pop(id(target))
                target.part.leave("conditional", "cycle")

    def _knot(self) -> list[Target]:
        waiting = {id(target): self._waits_for(target) for target in self.draft.targets}
        while free := [name for name, on in waiting.items() if not on & waiting.keys()]:
            for name in free:
                del waiting[name]
        while followers := waiting.keys() - set[int]().union(*waiting.values()):
            for name in followers:
                del waiting[name]
        tied = [t for t in (*self.draft.targets, *self.draft.pages) if id(t) in self.showing]
        pages = {id(t.page) for t in self.draft.targets if id(t) in waiting}
        return [t for t in tied if id(t) in waiting or id(t) in pages]

    def _waits_for(self, target: Target) -> set[int]:
        """The questions that have to be settled first: those of its condition, its page's too."""
        own = [self.showing.get(id(target))]
        above = [self.showing.get(id(target.page))] if target.page and not target.group else []
        names = {name for found in (*own, *above) for name in questions_in(found)}
        names |= set(target.follows)
        if not names:
            return set()
        return {
            id(other)
            for other in self.draft.targets
            if other.name in names and other.group in ("", target.group)
        }
