"""The last line before a store: what it cannot keep is refused by our own name for it.

PostgreSQL refuses a NUL in text and JSON, its driver half of a surrogate pair; SQLite takes the
one and stumbles over the other; neither has whole numbers of more than 64 bits. Here both stores
refuse all of it, so that a test on either sees what a door let through.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from portal.domain.errors import Unstorable

_WIDEST = 2**63
# An escape begins at a backslash with an even number of them before it.
_NUL_IN_JSON = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def guard(engine: sa.Engine) -> None:
    """Look at everything that is about to be sent to a database."""
    sa.event.listen(engine, "before_cursor_execute", _look)
    sa.event.listen(engine, "handle_error", _unwrap)


def as_json(value: Any) -> str:
    """Write a value for a column of JSON.

    :raises Unstorable: if text in it cannot be kept.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise Unstorable("JSON without a number for NaN or infinity") from error
    if _NUL_IN_JSON.search(text):
        raise Unstorable("a NUL in JSON")
    _check(text)
    return text


def _look(*told: Any) -> None:
    """Hear what the library tells of a statement: the fourth are its values, a list if many rows.

    That it says itself whether they are many is no help: rows sent as one statement are one.
    """
    given = told[3]
    for row in given if isinstance(given, list) else (given,):
        values: Iterable[object] = row.values() if isinstance(row, Mapping) else row or ()
        for value in values:
            if isinstance(value, str):
                _check(value)
            elif isinstance(value, int) and not -_WIDEST <= value < _WIDEST:
                raise Unstorable("a number of more than 64 bits")


def _check(text: str) -> None:
    if "\0" in text:
        raise Unstorable("a NUL in text")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            # Not repeated, nor chained: it holds the text, which may be personal.
            raise Unstorable("half of a surrogate pair in text") from None


def _unwrap(context: sa.engine.ExceptionContext) -> None:
    """Let our own error through as it is, wherever the library met it."""
    if isinstance(context.original_exception, Unstorable):
        raise context.original_exception
