"""Options: given in the file, as JSON in the file, or fetched from somewhere else."""

from collections.abc import Iterator, Mapping
from typing import Any

from forms.characters import folded
from forms.formio.asking import Asking
from forms.formio.nodes import Node
from forms.formio.outcome import NotAForm
from forms.formio.part import Part, holds, text_of
from forms.formio.strict_json import parse
from forms.formio.wording import marked
from forms.patterns import pattern

_TEMPLATE = pattern(r"item\.([A-Za-z0-9_.]+)")
_SOURCES = ("url", "resource", "custom", "indexeddb")
_GENDERS = {"nam": "male", "male": "male", "nu": "female", "female": "female"}
_GENDER_LABELS = {"male": Node(vi="Nam", en="Male"), "female": Node(vi="Nữ", en="Female")}
_COMMON = {"Có": "Yes", "Không": "No", "Nam": "Male", "Nữ": "Female", "Khác": "Other"}
_LISTED = "data values dataSrc valueProperty template searchField selectValues".split()


def read_options(asking: Asking) -> None:
    """Set the question's options; without any it is asked as text, and told of."""
    found: dict[str, Node] = {}
    before = len(asking.draft.ledger.entries)
    for option in _given(asking.part):
        _add(asking, option, found)
    if not found:
        asking.kind = asking.node["kind"] = "text"
        if len(asking.draft.ledger.entries) == before:
            asking.part.leave("values", "no_options")
        return
    asking.node["options"] = list(found.values())


def read_gender(asking: Asking, is_select: bool) -> None:
    """Options of a sex are our own words, whatever codes the definition has for them."""
    asking.kind = asking.node["kind"] = "radio"
    found: dict[str, Node] = {}
    for option in _given(asking.part, tell=False):
        _add(asking, option, found)
    if not found:
        found = {value: Node(value=value, label=label) for value, label in _GENDER_LABELS.items()}
    ours = {
        value: _GENDERS.get(folded(node["label"]["vi"]), value) for value, node in found.items()
    }
    if len(set(ours.values())) == len(ours):
        for value, node in found.items():
            node["value"] = ours[value]
        asking.options = {given: ours[value] for given, value in asking.options.items()}
    if is_select and len(found) > 3:
        asking.kind = asking.node["kind"] = "select"
    asking.node["options"] = list(found.values())


def skip_options(part: Part) -> None:
    """Count a list as carried: our kind has its own."""
    part.skip(*_LISTED)


def _add(asking: Asking, option: Part, found: dict[str, Node]) -> None:
    label = asking.draft.words.of(option, "label")
    given = text_of(option.get("value"))
    if label is None and not given.strip():
        return
    value = _value(given or label["vi"] if label else given)
    if not value or value in found:
        option.leave("", "option", value=value)
        return
    node = Node(value=value, label=_common(label or Node(vi=given, en=given)))
    hint = asking.draft.words.of(option, "description")
    if hint:
        node["hint"] = hint
    if option.flag("lt-exclusive"):
        node["exclusive"] = True
    asking.options[given] = value
    found[value] = node
    option.finish({"": frozenset(("shortcut",)), "openForms": frozenset()})


def _common(label: Node) -> Node:
    """With the English of words that every form has, unless the form brings its own."""
    if label["vi"] in _COMMON and label["en"] == marked(label["vi"]):
        label["en"] = _COMMON[label["vi"]]
    return label


def _value(text: str) -> str:
    """Values are compared as typed, trimmed."""
    return " ".join(text.split())


def _given(part: Part, tell: bool = True) -> Iterator[Part]:
    """The options of a component as objects with label and value."""
    source = part.text("dataSrc")
    data = part.part("data") if part.has("data") or "data" in part.given else None
    own = part.part("openForms").text("dataSrc") if part.has("openForms") else ""
    if own not in ("", "manual"):
        part.leave("openForms/dataSrc", "data_source", source=own)
        part.part("openForms").skip("itemsExpression", "service", "code")
        return
    if data is not None:
        _tell_source(part, data, source, tell)
    if source == "json" and data is not None:
        yield from _from_json(part, data)
    elif source in ("", "values"):
        for where in (part, data):
            if where is not None and isinstance(where.given.get("values"), list):
                yield from where.each("values")


def _tell_source(part: Part, data: Part, source: str, tell: bool) -> None:
    """Say where a list would have come from; leftovers of other sources mean nothing."""
    if source in _SOURCES and tell:
        where = data.text(source) or source
        data.leave(source, "data_source", source=where)
    data.skip("json", "values", *_SOURCES)
    part.skip("values", "valueProperty", "template", "selectValues")


def _from_json(part: Part, data: Part) -> Iterator[Part]:
    given = data.get("json")
    if isinstance(given, str) and given.strip():
        try:
            given = parse(given.encode("utf-8", "replace"))
        except NotAForm:
            given = None
    if not isinstance(given, list):
        data.leave("json", "shape")
        return
    shown = _TEMPLATE.search(part.text("template"))
    label, value = (shown[1] if shown else "label"), part.text("valueProperty")
    for index, entry in enumerate(given):
        option = _entry(entry, label, value)
        if option is not None:
            yield Part(option, f"{data.path}/json[{index}]", part.ledger)
        elif holds(entry):
            data.leave(f"json[{index}]", "shape")


def _entry(entry: Any, label: str, value: str) -> dict[str, Any] | None:
    if isinstance(entry, str | int) and not isinstance(entry, bool):
        return {"label": str(entry), "value": str(entry)}
    if not isinstance(entry, Mapping):
        return None
    said = _inside(entry, label)
    meant = _inside(entry, value) if value else entry.get("value", entry.get("id", said))
    usable = isinstance(said, str | int) and isinstance(meant, str | int)
    return {"label": str(said), "value": text_of(meant)} if usable else None


def _inside(entry: Any, path: str) -> Any:
    for name in path.split("."):
        entry = entry.get(name) if isinstance(entry, Mapping) else None
    return entry
