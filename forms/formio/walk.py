"""Goes through the components: layouts are opened, what asks becomes questions, files documents.

Columns, tables, wells and panels within a page only arrange; their conditions pass to what stands
inside. A container only nests data, so its questions stand beside the others under a longer name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from forms.formio.addresses import address_question
from forms.formio.asks import ask
from forms.formio.comparing import CASE
from forms.formio.constants import constant
from forms.formio.draft import KIND, ROLE, Draft, Place, Target, Triggers
from forms.formio.headings import add_heading
from forms.formio.kinds_in import TYPES, WITHOUT_EQUAL
from forms.formio.limits_in import read_keeping
from forms.formio.moments import ask_moment, is_moment
from forms.formio.names import Names
from forms.formio.nodes import Node
from forms.formio.papers_in import paper
from forms.formio.part import Part, text_of
from forms.formio.plumbing import PLUMBING
from forms.formio.showing import hanging
from forms.formio.surveys import survey
from forms.formio.texts_in import read_text

_LAYOUTS = frozenset("panel fieldset well columns table tabs container section".split())
_OWN_BUTTONS = frozenset(("", "submit", "saveState", "reset"))


class Walker:
    """Walks one draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._readers: dict[str, Callable[[Part, Place], None]] = {
            **dict.fromkeys(TYPES, self._question),
            **dict.fromkeys(_LAYOUTS, self._layout),
            "content": partial(read_text, draft),
            "htmlelement": partial(read_text, draft),
            "survey": partial(survey, draft),
            "hidden": partial(constant, draft),
            "button": self._button,
        }

    def walk(self, components: Iterable[Part], place: Place) -> None:
        """Read components in order."""
        for part in components:
            self._one(part, replace(place, path=part.path))

    def _one(self, part: Part, place: Place) -> None:
        custom = part.given.get("properties")
        own = custom if isinstance(custom, Mapping) else {}
        role, kind, typed = own.get(ROLE), own.get(KIND), part.text("type")
        if role in ("case", "intro"):
            self._ours(part, place, str(role))
        elif role == "document" or (typed == "file" and not kind):
            paper(self.draft, part, place)
        elif kind and typed == "container":
            part.skip("components")
            self._question(part, place)
        else:
            self._readers.get(typed, self._unknown)(part, place)

    def _ours(self, part: Part, place: Place, role: str) -> None:
        """What our own export adds for other programs' sake: the cases, a page's introduction."""
        if role == "intro":
            intro = self.draft.words.paragraphs(part, "html")
            if intro is not None:
                place.page.node["intro"] = intro
            return
        values = [text_of(value.get("value")) for value in part.each("values")]
        options = {value: value for value in values if value}
        case = Target("case", CASE, Node(), part, part.text("key"), options=options)
        self.draft.known.append(case)

    def _question(self, part: Part, place: Place) -> None:
        if TYPES.get(part.text("type")) == "group":
            self._group(part, place)
        elif is_moment(part):
            ask_moment(self.draft, part, place)
        elif not address_question(self.draft, part, place):
            ask(self.draft, part, place)

    def _layout(self, part: Part, place: Place) -> None:
        """Open a layout; its title stands above what it holds, if anything is left of it."""
        hangs = hanging(self.draft, part)
        if hangs.never:
            part.leave("", "never_shown")
            return
        for _ in hangs.required:
            part.leave("logic", "action", action="validate.required")
        inner = place.inside(part.path, tuple(hangs.shown))
        if part.text("type") == "container":
            key = part.text("key")
            inner = replace(inner, data=".".join(filter(None, (place.data, key))))
        before = len(place.sink)
        for children, shown, title in self.children(part):
            start = len(place.sink)
            self.walk(children, replace(inner, shown=(*inner.shown, *shown)))
            if title is not None and len(place.sink) > start:
                add_heading(self.draft, part, title, inner, start)
        title = self.draft.words.of(part, "legend", "title")
        if title is not None and len(place.sink) > before:
            add_heading(self.draft, part, title, inner, before)
        part.skip("label")
        _finish_layout(part)

    def children(
        self, part: Part
    ) -> Iterator[tuple[list[Part], tuple[Triggers, ...], Node | None]]:
        """The components inside a layout, tab by tab where it has tabs."""
        match part.text("type"):
            case "columns":
                for column in part.each("columns"):
                    yield list(components(column)), (), None
            case "table":
                for row in part.get("rows") if isinstance(part.get("rows"), list) else ():
                    yield list(_cells(row, part)), (), None
            case "tabs":
                for tab in components(part):
                    yield list(components(tab)), (), self.draft.words.of(tab, "label")
            case _:
                yield list(components(part)), (), None

    def _group(self, part: Part, place: Place) -> None:
        inside = list(components(part))
        if place.group:
            part.leave("", "group_in_group")
            return
        target = ask(self.draft, part, place)
        if target is None:
            return
        questions: list[Node] = []
        data = target.data
        inner = Place(part.path, place.page, questions, Names(), data, target.name, data)
        self.walk(inside, inner)
        target.node["questions"] = questions
        if not questions:
            part.leave("", "empty_group")
            place.sink.remove(target.node)
            self.draft.targets.remove(target)

    def _button(self, part: Part, _: Place) -> None:
        """The portal has its own buttons to go on, save and submit."""
        action = part.text("action")
        if action not in _OWN_BUTTONS:
            part.leave("", "action", action=action)

    def _unknown(self, part: Part, place: Place) -> None:
        """Tell of a type nobody knows; what stands inside may still be read."""
        typed = part.text("type")
        if typed in WITHOUT_EQUAL:
            vietnamese, english = WITHOUT_EQUAL[typed]
            why = english if self.draft.ledger.lang == "en" else vietnamese
            part.leave("", "type", type=typed, why=why)
        else:
            part.leave("", "unknown_type" if typed else "no_type", type=typed)
        if typed not in WITHOUT_EQUAL:
            hangs = hanging(self.draft, part)
            self.walk(components(part), place.inside(part.path, tuple(hangs.shown)))


def components(part: Part) -> Iterator[Part]:
    """The components of a part, each with a path that names it by its key."""
    for index, entry in enumerate(part.each("components")):
        yield _keyed(entry, part.path, index)


def _keyed(entry: Part, above: str, index: int) -> Part:
    key = entry.given.get("key")
    if isinstance(key, str) and key.strip():
        name = "".join(c if c.isprintable() and c != "/" else "_" for c in key.strip())[:60]
    else:
        name = f"{entry.given.get('type')}[{index}]"[:60]
    return Part(entry.given, f"{above}/{name}" if above else name, entry.ledger)


def _cells(row: Any, table: Part) -> Iterator[Part]:
    for cell in row if isinstance(row, list) else ():
        if isinstance(cell, Mapping):
            yield from components(Part(cell, table.path, table.ledger))


def _finish_layout(part: Part) -> None:
    """Only a container has a value to keep; what stands in another layout says it for itself."""
    if part.text("type") == "container":
        read_keeping(part)
    part.skip("persistent", "clearOnHide")
    if part.part("validate").has("custom"):
        part.part("validate").leave("custom", "javascript")
    part.finish(PLUMBING)
