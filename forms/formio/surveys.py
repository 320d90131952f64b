"""A survey asks several questions with the same answers; here each is a question of its own."""

from dataclasses import replace

from forms.formio.asks import ask
from forms.formio.draft import Draft, Place
from forms.formio.headings import add_heading
from forms.formio.limits_in import read_keeping
from forms.formio.part import Part
from forms.formio.plumbing import PLUMBING
from forms.formio.showing import hanging


def survey(draft: Draft, part: Part, place: Place) -> None:
    """Ask each question with the survey's answers, under `<survey>.<question>`."""
    hangs = hanging(draft, part)
    if hangs.never:
        part.leave("", "never_shown")
        return
    key = part.text("key")
    inner = place.inside(part.path, tuple(hangs.shown))
    data = ".".join(filter(None, (place.data, key)))
    values = part.get("values")
    label = draft.words.of(part, "label")
    start = len(place.sink)
    shared = {"type": "radio", "values": values if isinstance(values, list) else []}
    for question in part.each("questions"):
        given = {
            **shared,
            "key": question.text("value"),
            "label": question.given.get("label"),
            "description": question.given.get("tooltip"),
            "openForms": question.given.get("openForms"),
            "translations": question.given.get("translations"),
            "validate": {"required": part.part("validate").flag("required")},
        }
        asked = Part(given, f"{part.path}/{question.text('value')}", part.ledger)
        ask(draft, asked, replace(inner, data=data))
    if label is not None and len(place.sink) > start:
        add_heading(draft, part, label, inner, start)
    read_keeping(part)
    part.finish(PLUMBING)
