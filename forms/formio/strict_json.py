"""Reads JSON that strangers wrote: bounded in size and depth, each key once, real text only."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from forms.formio.outcome import NotAForm
from forms.messages import message

MOST_BYTES = 8 * 2**20
MOST_DEPTH = 60
MOST_VALUES = 400_000
_LONGEST_WHOLE = 18


def parse(data: bytes) -> Any:
    """The values of a JSON text; numbers that are not short whole ones come as `Decimal`.

    :raises NotAForm: if it is too large, too deep, no JSON, no Unicode, or names a key twice.
    """
    if len(data) > MOST_BYTES:
        raise NotAForm(message("too_large", most=MOST_BYTES // 2**20))
    try:
        parsed = json.loads(
            data.decode(json.detect_encoding(data)),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_whole,
            parse_float=Decimal,
        )
    except UnicodeDecodeError:
        raise NotAForm(message("not_text")) from None
    except RecursionError:
        raise NotAForm(message("too_deep")) from None
    except (ValueError, ArithmeticError) as error:
        raise NotAForm(message("not_json", problem=error)) from None
    _check(parsed)
    return parsed


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            # Whoever wins, somebody else reads the other one.
            raise NotAForm(
                message("repeated_key", name=key[:80].encode("utf-8", "replace").decode())
            )
        found[key] = value
    return found


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")


def _whole(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= _LONGEST_WHOLE else Decimal(digits)


def _check(parsed: Any) -> None:
    """Refuse what is too deep or too much, and half letters (lone surrogates) nobody can write."""
    waiting, seen = [(parsed, 1)], 0
    while waiting:
        value, depth = waiting.pop()
        seen += 1
        if depth > MOST_DEPTH or seen > MOST_VALUES:
            raise NotAForm(message("too_deep"))
        if isinstance(value, str) and not _writable(value):
            raise NotAForm(message("not_text"))
        waiting += [(inner, depth + 1) for inner in _inside(value)]


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _writable(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
