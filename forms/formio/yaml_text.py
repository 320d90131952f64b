"""Writes a form file as people would: block style, short maps on one line, remarks as comments."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from forms.characters import one_line
from forms.formio.nodes import Node

_WIDTH = 100
_BLOCKS = frozenset(("kind", "id", "questions", "level", "basis", "amounts", "qty"))
_PLAIN_MARKS = frozenset(" ._-/()–…“”’+")
_LONGEST_REMARK = 300


def yaml_text(document: Mapping[str, Any]) -> str:
    """The file's text; maps keep their order, a blank line stands before every big part."""
    lines: list[str] = []
    for key, value in document.items():
        part = [*_aside(document, key, 0), *_pair(key, value, 0)]
        lines += [""] * (len(part) > 1 and bool(lines)) + part
    return "\n".join([*_remarks(document, 0), *lines]) + "\n"


def _pair(key: str, value: Any, indent: int) -> Iterator[str]:
    """`key: value`, on one line if it fits."""
    name = f"{' ' * indent}{scalar(key)}:"
    short = _flow(value)
    # What is empty has no lines of its own.
    if short is not None and (len(name) + len(short) < _WIDTH or not value):
        yield f"{name} {short}"
    elif not isinstance(value, Mapping | list | tuple):
        yield f"{name} {scalar(value)}"
    elif isinstance(value, Mapping):
        yield name
        yield from _block(value, indent + 2)
    else:
        yield name
        yield from _list(value, indent + 2)


def _block(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, inner in value.items():
        yield from _aside(value, key, indent)
        yield from _pair(key, inner, indent)


def _list(values: Any, indent: int) -> Iterator[str]:
    for value in values:
        yield from _remarks(value, indent)
        yield from _item(value, indent)


def _item(value: Any, indent: int) -> Iterator[str]:
    short = _flow(value)
    if short is not None and (indent + len(short) + 2 <= _WIDTH or not value):
        yield f"{' ' * indent}- {short}"
        return
    if not isinstance(value, Mapping | list | tuple):
        yield f"{' ' * indent}- {scalar(value)}"
        return
    inside = _block(value, indent + 2) if isinstance(value, Mapping) else _list(value, indent + 2)
    dash, asides = f"{' ' * indent}- ", []
    for line in inside:
        if dash and line.lstrip().startswith("#"):
            asides.append(line)
        elif dash:
            yield from asides
            yield dash + line[indent + 2 :]
            dash = ""
        else:
            yield line


def _flow(value: Any) -> str | None:
    """A value on one line, or None if it is better read on several."""
    if isinstance(value, Mapping):
        if isinstance(value, Node) and (value.remarks or value.asides) or _BLOCKS & value.keys():
            return None
        parts = [(scalar(key), _flow(inner)) for key, inner in value.items()]
        if any(inner is None for _, inner in parts):
            return None
        return "{" + ", ".join(f"{key}: {inner}" for key, inner in parts) + "}"
    if isinstance(value, list | tuple):
        entries = [_flow(entry) for entry in value]
        if any(entry is None for entry in entries):
            return None
        return "[" + ", ".join(str(entry) for entry in entries) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A single value; quoted unless it can be read as nothing but this text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return text if _is_plain(text) else _quoted(text)


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or not text[0].isalpha():
        return False
    if not all(c.isalnum() or c in _PLAIN_MARKS for c in text):
        return False
    return _resolve(ScalarNode, text, (True, False)) == _TEXT


_TEXT = "tag:yaml.org,2002:str"
_resolve: Callable[..., object] = Resolver().resolve
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(c) or _escaped(c) for c in text) + '"'


def _escaped(letter: str) -> str:
    number = ord(letter)
    if number > 0xFFFF:
        return letter if letter.isprintable() else f"\\U{number:08x}"
    if _UNPRINTABLE.search(letter) or number in (0x85, 0xA0, 0x2028, 0x2029, 0xFEFF):
        return f"\\u{number:04x}"
    return letter


def _remarks(value: Any, indent: int) -> Iterator[str]:
    for text in value.remarks if isinstance(value, Node) else ():
        yield _comment(text, indent)


def _aside(value: Mapping[str, Any], key: str, indent: int) -> Iterator[str]:
    if isinstance(value, Node) and key in value.asides:
        yield _comment(value.asides[key], indent)


def _comment(text: str, indent: int) -> str:
    line = one_line(text)[:_LONGEST_REMARK]
    return f"{' ' * indent}# {line}"
