"""JSON as it may come from strangers, and the one canonical way to write it for a hash."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NoReturn

import rfc8785

from connectors.messages import Json


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def read(body: bytes) -> Any:
    """Read JSON text in UTF-8.

    :raises ValueError: if it is none, is nested too deep, or holds text no store can keep (a NUL,
        half a surrogate pair).
    """
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse)
        _check_text(value)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return value


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


def read_object(body: bytes) -> dict[str, Any]:
    """Read JSON text that has to be an object.

    :raises ValueError: if it is anything else.
    """
    value = read(body)
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
