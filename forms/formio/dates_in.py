"""Dates: which of our kinds a `day` or `datetime` is, and its limits."""

from datetime import date
from typing import Any

from forms.formio.asking import Asking
from forms.formio.part import Part, text_of
from forms.patterns import pattern

_TIME = pattern(r"[hHm]")
_NOW = pattern(r"(?:moment\(\)|new Date\(\)|today|now)(?:\.(?:startOf|endOf)\(['\"]day['\"]\))?;?")
_ISO = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T.*)?")


def date_kind(part: Part) -> str:
    """`date`, `partial_date` or `time`; of a day with a time, what asks for the day."""
    kind = part.text("type")
    if kind == "day":
        return "partial_date" if _is_partial(part.part("fields")) else "date"
    if kind == "datetime":
        if part.given.get("enableDate", True) in (False, "false"):
            part.skip("enableDate", "enableTime")
            return "time"
        part.skip("enableDate", "enableTime", "format")
        if has_time(part) and part.flag("multiple"):
            part.leave("enableTime", "date_only")
    return "date"


def has_time(part: Part) -> bool:
    """Whether a `datetime` asks for a day and for the time on it.

    The builder leaves the time on and takes it out of the format, or the other way round.
    """
    if part.given.get("enableDate", True) in (False, "false"):
        return False
    shown = text_of(part.given.get("format"))
    enabled = part.given.get("enableTime") not in (False, "false")
    return enabled and (not shown or bool(_TIME.search(shown.replace("MM", ""))))


def _is_partial(fields: Part) -> bool:
    day, month, year = (fields.part(name) for name in ("day", "month", "year"))
    for each in (day, month, year):
        each.skip("type", "placeholder", "required", "hide")
    if year.flag("hide"):
        year.leave("hide", "setting", kind="date")
    hidden = day.flag("hide") or month.flag("hide")
    return hidden or (year.flag("required") and not day.flag("required"))


def read_day_limits(asking: Asking) -> None:
    """Earliest and latest day; today as a limit is a flag of its own."""
    part = asking.part
    places = [part, part.part("datePicker")]
    if isinstance(part.given.get("widget"), dict):
        places.append(part.part("widget"))
        part.part("widget").skip(*(key for key in part.given["widget"] if key not in _LIMITS))
    for where in places:
        _limit(asking, where, "minDate", ("not_past", "earliest"))
        _limit(asking, where, "maxDate", ("not_future", "latest"))
    if part.has("openForms"):
        _modes(asking, part.part("openForms"))


_LIMITS = ("minDate", "maxDate", "disable", "disableFunction", "disableWeekends", "disableWeekdays")


def _limit(asking: Asking, where: Part, key: str, settings: tuple[str, str]) -> None:
    said = where.text(key)
    if not said:
        return
    today, fixed = settings
    if _NOW.fullmatch(said):
        asking.node[today] = True
    elif day := iso_day(said):
        asking.node[fixed] = day
    else:
        where.leave(key, "day", value=said)


def _modes(asking: Asking, own: Part) -> None:
    """Open Forms says in a mode whether the past or the future is meant."""
    for key, mode, setting in (
        ("minDate", "future", "not_past"),
        ("maxDate", "past", "not_future"),
    ):
        limit = own.part(key) if own.has(key) else None
        if limit is None:
            continue
        said = limit.text("mode")
        if said == mode:
            asking.node[setting] = True
        elif said not in ("", "fixedValue"):
            limit.leave("mode", "day", value=said)
        limit.skip("includeToday")


def iso_day(value: Any) -> str:
    """The day of an ISO moment, or ""."""
    found = _ISO.fullmatch(text_of(value))
    try:
        return date.fromisoformat(found[1]).isoformat() if found else ""
    except ValueError:
        return ""
