"""Requests without anything in them that no store can keep or nobody can read.

PostgreSQL takes no NUL in text and SQLite does; a query may come in bytes that are no UTF-8. As
HTML has it for a NUL in a page, U+FFFD stands where it stood: what was typed stays in sight, and
rules about letters refuse it by themselves. Bodies that are no forms are read by readers of their
own (``api.strict_json``, ``connectors.codecs.json_text``), which refuse.
"""

import string
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from flask import Request
from werkzeug.datastructures import FileStorage
from werkzeug.formparser import FormDataParser
from werkzeug.routing import IntegerConverter, Map

INSTEAD = "\ufffd"
_ASCII = string.ascii_letters + string.digits + string.punctuation


def storable(text: str) -> str:
    """Give text with U+FFFD in the place of every NUL."""
    return text.replace("\0", INSTEAD)


def whole(text: str, most_digits: int = 9) -> int:
    """Read a whole number from 0 as a page sends it along; -1 if it is none, or has more digits."""
    fits = text.isascii() and text.isdigit() and len(text) <= most_digits
    return int(text) if fits else -1


class _Parser(FormDataParser):
    """Reads forms; names, values and names of files become storable."""

    def parse(self, *args: Any, **options: Any) -> Any:
        """Read a form as its base class does: the rest of the stream, fields, files."""
        stream, fields, files = super().parse(*args, **options)
        pairs = fields.items(multi=True)
        named = [(storable(name), _renamed(file)) for name, file in files.items(multi=True)]
        return stream, self.cls(_storable_pairs(pairs)), self.cls(named)


def _storable_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(storable(name), storable(value)) for name, value in pairs]


def _renamed(file: FileStorage) -> FileStorage:
    file.filename = file.filename and storable(file.filename)
    return file


class Incoming(Request):
    """A request as this portal reads it: path, query and form hold storable text alone."""

    form_data_parser_class = _Parser

    def __init__(self, environ: dict[str, Any], *args: Any, **options: Any) -> None:
        # WSGI gives both as Latin-1, the path decoded, the query still with its escapes.
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        environ["PATH_INFO"] = path.replace("\0", INSTEAD.encode().decode("latin-1"))
        escaped = quote(query, safe=_ASCII, encoding="latin-1")
        environ["QUERY_STRING"] = escaped.replace("%00", quote(INSTEAD))
        super().__init__(environ, *args, **options)


class Number(IntegerConverter):
    """A whole number in a path that a store can keep; nothing stands at any other."""

    def __init__(self, map: Map, max: int = 2**63 - 1, **options: Any) -> None:
        super().__init__(map, max=max, **options)
