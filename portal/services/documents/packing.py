"""What a document says, as plain data to be sealed, and back again."""

import types
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from connectors.documents import Document, Enclosure, StatusMessage

_FILES = "enclosures"
# What a stored file is: one of the document's own, or the package it came in, as it came.
FILE, PACKAGE = "document", "package"


def pack(content: Document | StatusMessage) -> dict[str, Any]:
    """Give everything but the files, as JSON can hold it."""
    packed = _plain(content)
    packed.pop(_FILES, None)
    return dict(packed)


def unpack(packed: dict[str, Any], files: Sequence[Enclosure] = ()) -> Document:
    """Make the document again, with its files."""
    made: Document = _made(Document, {**packed, _FILES: ()})
    return _with(made, files)


def _with(made: Document, files: Sequence[Enclosure]) -> Document:
    told = {each.name: getattr(made, each.name) for each in fields(made)}
    return Document(**{**told, _FILES: tuple(files)})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enclosure):
        return value.name
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return str(value) if isinstance(value, Enum) else value


@lru_cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _made(kind: Any, value: Any) -> Any:
    """Read a value as the type its field was declared with."""
    if get_origin(kind) in (Union, types.UnionType):
        return None if value is None else _made(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], said) for name, said in value.items()})
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value
