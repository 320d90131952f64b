"""A day with a time on it is one component there; here it is two questions, the day first."""

from typing import Any

from forms.formio.asks import ask
from forms.formio.dates_in import has_time
from forms.formio.draft import Draft, Place
from forms.formio.nodes import Node
from forms.formio.part import Part, text_of
from forms.patterns import pattern

_DAY, _TIME = Node(vi="ngày", en="date"), Node(vi="giờ", en="time")
_CLOCK = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([0-9]{2}:[0-9]{2}).*")


def is_moment(part: Part) -> bool:
    """Whether a component asks for a day and a time, once."""
    return part.given.get("type") == "datetime" and has_time(part) and not part.flag("multiple")


def ask_moment(draft: Draft, part: Part, place: Place) -> None:
    """Ask the day under the component's key, and the time under `<key>_gio` beside it."""
    day = ask(draft, part, place)
    if day is None:
        return
    asked = Part(_time_of(part), f"{part.path}/time", part.ledger)
    time = ask(draft, asked, place)
    assert time is not None  # it hangs on nothing of its own
    time.shown, time.required = list(day.shown), list(day.required)
    for target, word in ((day, _DAY), (time, _TIME)):
        label = target.node["label"]
        target.node["label"] = Node(
            **{lang: f"{text} ({word.get(lang, word['vi'])})" for lang, text in label.items()}
        )


def _time_of(part: Part) -> dict[str, Any]:
    """The component as if it asked for the time alone."""
    clock = _CLOCK.fullmatch(text_of(part.given.get("defaultValue")))
    validate = part.given.get("validate")
    required = validate.get("required") if isinstance(validate, dict) else None
    shared = {key: part.given.get(key) for key in ("label", "openForms", "translations", "i18n")}
    return {
        **shared,
        "type": "time",
        "key": f"{part.text('key')}_gio",
        "validate": {"required": required},
        "defaultValue": clock[1] if clock else None,
    }
