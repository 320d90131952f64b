"""Canonical JSON (RFC 8785), written apart from the portal's so that each checks the other."""

import hashlib
import json
import math
from typing import Any


def canonical(value: Any) -> bytes:
    """Write a JSON value in its one canonical form.

    :raises ValueError: for what JSON cannot say: NaN, infinity, a lone surrogate.
    """
    return _text(value).encode()


def content_hash(dossier: dict[str, Any]) -> str:
    """Hash a dossier as it travelled, without the hash it carries."""
    rest = {name: value for name, value in dossier.items() if name != "content_hash"}
    return hashlib.sha256(canonical(rest)).hexdigest()


def _text(value: Any) -> str:
    if isinstance(value, dict):
        # RFC 8785 sorts names by UTF-16 code units, which big-endian bytes keep in order.
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(f"{_text(name)}:{_text(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_text, value)) + "]"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53:
        raise ValueError("an integer beyond 2^53 has no canonical form")
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    """Write a number as ECMAScript does, which RFC 8785 section 3.2.2.3 asks for."""
    if not math.isfinite(value):
        raise ValueError("JSON has no such number")
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    # repr gives the shortest digits that read back the same, as ECMAScript wants them.
    digits, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = digits.partition(".")
    point = len(whole) + int(exponent or 0)
    digits = whole + fraction
    point -= len(digits) - len(digits.lstrip("0"))
    digits = digits.strip("0")
    return sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    mantissa = digits[0] + (f".{digits[1:]}" if len(digits) > 1 else "")
    return f"{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"
