"""Just enough of JSON Schema to tell whether a clean answer fits what its kind says of it."""

import re
from typing import Any

TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def fits(value: Any, schema: dict[str, Any]) -> bool:
    """Whether a value is what the schema describes."""
    if "oneOf" in schema:
        return sum(fits(value, option) for option in schema["oneOf"]) == 1
    if "const" in schema:
        return value == schema["const"]
    if "enum" in schema:
        return value in schema["enum"]
    wanted = TYPES[schema["type"]]
    numeric = schema["type"] in ("integer", "number")
    if not isinstance(value, wanted) or (numeric and isinstance(value, bool)):
        return False
    readers = {"string": _text, "array": _list, "object": _object}
    inner = _number if numeric else readers.get(schema["type"])
    return inner is None or inner(value, schema)


def _text(value: str, schema: dict[str, Any]) -> bool:
    pattern = schema.get("pattern")
    short = schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
    return short and (pattern is None or re.search(pattern, value) is not None)


def _number(value: float, schema: dict[str, Any]) -> bool:
    return schema.get("minimum", value) <= value <= schema.get("maximum", value)


def _list(value: list[Any], schema: dict[str, Any]) -> bool:
    count = schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
    return count and all(fits(item, schema.get("items", {"enum": [item]})) for item in value)


def _object(value: dict[str, Any], schema: dict[str, Any]) -> bool:
    known = schema["properties"]
    if not value.keys() <= known.keys() or not set(schema.get("required", ())) <= value.keys():
        return False
    return all(fits(part, known[name]) for name, part in value.items())
