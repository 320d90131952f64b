"""Reads JSON that strangers wrote so that nobody else could read it otherwise.

Each key once, no NaN, no number that another reader would round, no text that cannot be kept, not
deep, not big; what is wrong is told by its place (``answers.members.0.name``).
"""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from portal.web.api.problems import Fault, Problem

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 32
_MOST_FAULTS = 20
# RFC 8259, section 6: beyond this, readers do not agree on what a number is.
_LARGEST = 2**53 - 1
_LONGEST = 17


class _Wrong:
    """Stands where a value could not be read, until its place is known."""

    def __init__(self, code: str) -> None:
        self.code = code


class _Twice(dict[str, Any]):
    """An object in which a key stands twice."""

    key = ""


def read(body: bytes) -> Any:
    """Read a JSON text.

    :raises Problem: 413 or 400, with every place that is wrong.
    """
    if len(body) > MOST_BYTES:
        raise Problem(413, Fault("", "too_large"))
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=lambda _name: _Wrong("not_a_number"),
            parse_int=_whole,
            parse_float=_fraction,
        )
    except UnicodeDecodeError:
        raise Problem(400, Fault("", "not_utf8")) from None
    except RecursionError:
        raise Problem(400, Fault("", "too_deep")) from None
    except ValueError:
        raise Problem(400, Fault("", "not_json")) from None
    found = [fault for fault, _ in zip(_faults(value), range(_MOST_FAULTS), strict=False)]
    if found:
        raise Problem(400, *found)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    twice = _Twice(made)
    twice.key = Counter(key for key, _ in pairs).most_common(1)[0][0]
    return twice


def _whole(digits: str) -> Any:
    if len(digits) > _LONGEST or abs(int(digits)) > _LARGEST:
        return _Wrong("big_number")
    return int(digits)


def _fraction(text: str) -> Any:
    number = float(text) if len(text) < 40 else float("inf")
    return number if abs(number) <= _LARGEST else _Wrong("big_number")


def _faults(value: Any) -> Iterator[Fault]:
    waiting: list[tuple[str, Any, int]] = [("", value, 1)]
    while waiting:
        place, found, depth = waiting.pop()
        code = _code(found)
        if depth > MOST_DEPTH and isinstance(found, dict | list):
            yield Fault(place, "too_deep")
        elif code:
            yield Fault(_under(place, found.key) if isinstance(found, _Twice) else place, code)
        else:
            waiting += [(_under(place, key), inner, depth + 1) for key, inner in _inside(found)]


def _code(value: Any) -> str:
    if isinstance(value, _Wrong):
        return value.code
    if isinstance(value, _Twice):
        return "repeated"
    if isinstance(value, dict):
        return "" if all(map(_keepable, value)) else "bad_text"
    return "bad_text" if isinstance(value, str) and not _keepable(value) else ""


def _keepable(text: str) -> bool:
    """Say whether a store can keep a text: no NUL in it, and no half of a surrogate pair."""
    return "\0" not in text and (
        text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
    )


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from reversed(value.items())
    elif isinstance(value, list):
        yield from reversed([(str(index), inner) for index, inner in enumerate(value)])


def _under(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
