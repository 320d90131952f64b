"""JSON as it may come from strangers, and the one canonical way to write it for a hash."""

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any, NoReturn

import rfc8785

from connectors.messages import Json


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError("a number is too big")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return made


def read(body: bytes, *, once: bool = False) -> Any:
    """Read JSON text in UTF-8; ``once``: a name may stand in an object only once.

    Of a name that stands twice two readers take two different values. Where the contract is ours
    whoever brings it is told so; elsewhere the last one counts, as with most readers.

    :raises ValueError: if it is none, is nested too deep, or holds text no store can keep (a NUL,
        half a surrogate pair).
    """
    names = _once if once else None
    try:
        value = json.loads(
            body.decode("utf-8"),
            parse_constant=_refuse,
            parse_float=_finite,
            object_pairs_hook=names,
        )
        _check_text(value)
    except UnicodeError as error:
        raise ValueError("not text in UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(_instead(body, error)) from error
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return value


def _instead(body: bytes, error: json.JSONDecodeError) -> str:
    """Say what came where JSON was to come; nothing of it is repeated, it may name people."""
    begun = body.lstrip()[:200].lower()
    if not begun:
        return "it is empty, not JSON"
    if begun.startswith(b"<"):
        page = b"<html" in begun or b"<!doctype html" in begun
        return "it is a web page, not JSON" if page else "it is XML, not JSON"
    return f"it is not JSON: {error.msg}, line {error.lineno} column {error.colno}"


def _check_text(value: Any) -> None:
    if isinstance(value, str):
        if "\x00" in value:
            raise ValueError("text with a NUL character")
        value.encode("utf-8")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _check_text(name)
            _check_text(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_text(inner)


def mended(body: bytes) -> bytes:
    """Give JSON text without what no store can keep: a NUL and half a surrogate pair are left out.

    For answers that carry what people wrote: one odd character keeps nobody else's from being read.
    What is no JSON stays as it is.
    """
    try:
        return plain(_storable(json.loads(body.decode("utf-8"), parse_constant=_refuse)))
    except (ValueError, RecursionError):
        return body


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    if isinstance(value, dict):
        return {_storable(name): _storable(inner) for name, inner in value.items()}
    return [_storable(inner) for inner in value] if isinstance(value, list) else value


def read_object(body: bytes, *, once: bool = False) -> dict[str, Any]:
    """Read JSON text that has to be an object; ``once`` as for ``read``.

    :raises ValueError: if it is anything else.
    """
    value = read(body, once=once)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    return value


def canonical(value: Mapping[str, Json]) -> bytes:
    """Write JSON the one way of RFC 8785, so that equal values have equal bytes.

    :raises ValueError: for a value JSON cannot carry without loss.
    """
    try:
        return rfc8785.dumps(value)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def content_hash(value: Mapping[str, Json]) -> str:
    """Give the SHA-256 of the canonical text, in lower-case hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def plain(value: Any) -> bytes:
    """Write any JSON value as text, for keeping what somebody said."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
