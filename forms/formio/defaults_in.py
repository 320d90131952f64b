"""Default values as raw answers: what a citizen would have typed."""

from collections.abc import Mapping
from typing import Any

from forms.formio.asking import Asking
from forms.formio.comparing import DATES, is_composite
from forms.formio.dates_in import iso_day
from forms.formio.part import Part, holds, text_of
from forms.patterns import pattern

_SLASHED = pattern(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_NO_DAY = "00/00/0000"
"""What a `day` holds while nothing is chosen."""
_CLOCK = pattern(r"([0-9]{1,2}:[0-9]{2})(?::[0-9]{2}.*)?")
_DECIMAL = pattern(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
_WHOLE = pattern(r"[0-9]{1,15}(?:\.0+)?")


def read_default(asking: Asking) -> None:
    """Set `default`, or tell that the value is no answer to this kind of question."""
    part = asking.part
    value = part.get("defaultValue")
    for empty in ("defaultDate",):
        if part.text(empty):
            part.leave(empty, "day", value=part.text(empty))
    if not holds(value) and not (value == 0 and asking.kind in ("whole_number", "money")):
        return
    if value is False or value == _NO_DAY:
        return
    raw = _raw(asking, value)
    if raw is None:
        part.leave("defaultValue", "default", kind=asking.kind)
    else:
        asking.node["default"] = raw


def _raw(asking: Asking, value: Any) -> Any:
    kind = asking.kind
    if kind == "checkboxes":
        return _ticked(asking, value)
    if kind == "group" or is_composite(kind):
        # Only our own export knows what such an answer looks like.
        return value if asking.own else None
    if isinstance(value, Mapping | list):
        return None
    text = text_of(value)
    if asking.options:
        return asking.options.get(text)
    return _of_kind(asking, text)


def _of_kind(asking: Asking, text: str) -> str | None:
    """A single value as somebody would type it; None if nobody could."""
    match asking.kind:
        case "yes_no":
            return {"true": "yes", "yes": "yes", "no": "no"}.get(text)
        case "consent":
            # Nobody may be made to agree beforehand.
            return text if asking.own else None
        case "whole_number" | "money":
            return text.partition(".")[0] if _WHOLE.fullmatch(text) else None
        case "time":
            found = _CLOCK.fullmatch(text)
            return found[1] if found else None
        case "decimal":
            return text if _DECIMAL.fullmatch(text) else None
        case kind if kind in DATES:
            own = text if asking.own else None
            return iso_day(text) or _slashed(asking.part, text) or own
        case _:
            return text


def _ticked(asking: Asking, value: Any) -> list[str] | None:
    if isinstance(value, Mapping):
        chosen = [text_of(key) for key, ticked in value.items() if ticked in (True, "true")]
    elif isinstance(value, list):
        chosen = [text_of(entry) for entry in value if holds(entry)]
    else:
        chosen = [text_of(value)]
    if not all(each in asking.options for each in chosen):
        return None
    return [asking.options[each] for each in chosen]


def _slashed(part: Part, text: str) -> str:
    """`day` keeps month first unless told otherwise."""
    found = _SLASHED.fullmatch(text)
    if not found:
        return ""
    first, second, year = found.groups()
    day, month = (first, second) if part.given.get("dayFirst") else (second, first)
    return iso_day(f"{year}-{int(month):02}-{int(day):02}")
