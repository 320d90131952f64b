"""One component on its way to being a question: what it is, what it says, and what to set on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.formio.draft import Draft, Place
from forms.formio.known_keys import Known
from forms.formio.nodes import Node
from forms.formio.part import Part, text_of
from forms.kinds import KINDS
from forms.patterns import pattern

_NUMBER = pattern(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")


@dataclass
class Asking:
    """A component with everything that is needed to make its question.

    `options` maps each option's value in the definition to its value in our file.
    """

    draft: Draft
    part: Part
    place: Place
    kind: str
    node: Node
    known: Known = Known()
    own: Mapping[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    @property
    def validate(self) -> Part:
        """The component's demands on the answer."""
        return self.part.part("validate")

    def limit(self, part: Part, key: str, setting: str) -> None:
        """Carry a number as a setting of the kind, if the kind has it and the number is one."""
        if not part.has(key) and part.given.get(key) != 0:
            return
        allowed = KINDS[self.kind].settings.get(setting)
        if allowed is None:
            part.leave(key, "setting", kind=self.kind)
        elif allowed.type == "number" and _NUMBER.fullmatch(text := text_of(part.get(key))):
            self.node[setting] = text
        elif allowed.type != "whole":
            part.leave(key, "limit", value=text_of(part.get(key)))
        elif (number := part.whole(key)) is not None:
            self.node[setting] = number
