"""The form while it is being read: what was found so far, and where the reader stands."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from forms.formio.names import Names, step_names
from forms.formio.nodes import Node
from forms.formio.outcome import NotAForm
from forms.formio.part import Ledger, Part
from forms.formio.strict_json import parse
from forms.formio.wording import Words

KIND, MEANS, ROLE, MORE = "lt-kind", "lt-means", "lt-role", "lt-more"
"""Names of the custom properties (`properties`) in which a component says what Form.io has no word
for; our own export writes them, and authors may."""


@dataclass(frozen=True)
class Trigger:
    """A condition as the definition has it: a simple one, or JSON logic under `key` of `part`.

    With `flipped` it is wanted that it does not hold.
    """

    part: Part
    key: str
    flipped: bool = False

    @property
    def is_simple(self) -> bool:
        """Whether it is a simple condition (`when`, `conditions`), the whole part."""
        return not self.key


Triggers = tuple[Trigger, ...]
"""Any of them is enough."""


@dataclass
class Target:
    """A question (or page) that others may refer to, with what its showing hangs on.

    `follows` names the questions a computed value is made of.
    """

    name: str
    kind: str
    node: Node
    part: Part
    data: str = ""
    group: str = ""
    options: dict[str, str] = field(default_factory=dict)
    shown: list[Triggers] = field(default_factory=list)
    required: list[Triggers] = field(default_factory=list)
    follows: tuple[str, ...] = ()
    page: "Target | None" = None

    @property
    def key(self) -> str:
        """The last part of its data path, as the definition calls it."""
        return self.data.rpartition(".")[2]


@dataclass(frozen=True)
class Place:
    """Where the reader stands: path, data path, the conditions above, and where questions go.

    `base` is the data path that names leave out: that of the repeating group.
    """

    path: str
    page: Target
    sink: list[Node]
    names: Names
    data: str = ""
    group: str = ""
    base: str = ""
    shown: tuple[Triggers, ...] = ()

    def inside(self, path: str, shown: tuple[Triggers, ...] = ()) -> "Place":
        """The place inside a layout component."""
        return replace(self, path=path, shown=(*self.shown, *shown))


@dataclass
class Draft:
    """Everything found so far."""

    ledger: Ledger
    words: Words
    form: Part
    rules_for: Mapping[str, list[tuple[Part, Part]]] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    targets: list[Target] = field(default_factory=list)
    pages: list[Target] = field(default_factory=list)
    known: list[Target] = field(default_factory=list)
    documents: list[Target] = field(default_factory=list)
    rules: list[tuple[str, Part]] = field(default_factory=list)
    step_names: Names = field(default_factory=step_names)
    document_names: Names = field(default_factory=Names)
    means: set[str] = field(default_factory=set)


def own_words(part: Part) -> dict[str, str]:
    """What a component says of itself in its custom properties; others' are told of as left out."""
    properties = part.part("properties")
    known = (KIND, MEANS, ROLE, MORE)
    found = {key: properties.get(key) for key in known}
    return {key: text for key, text in found.items() if isinstance(text, str) and text.strip()}


def more_of(part: Part, own: Mapping[str, str]) -> dict[str, Any]:
    """What `lt-more` adds to a component: keys of the form file."""
    try:
        more = parse(own.get(MORE, "{}").encode())
    except NotAForm:
        more = None
    if not isinstance(more, dict):
        part.leave(f"properties/{MORE}", "shape")
        return {}
    return dict(_plain_keys(more))


def _plain_keys(more: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in more.items():
        yield key, noded(value)


def noded(value: Any) -> Any:
    """JSON values as maps of the file."""
    if isinstance(value, Mapping):
        return Node(**{str(key): noded(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return [noded(inner) for inner in value]
    return "" if value is None else value


def written(value: Any) -> str:
    """Data of the file as the text of a custom property."""
    return json.dumps(value, ensure_ascii=False)
