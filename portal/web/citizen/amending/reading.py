"""Reads what was typed over single answers; what was not on the page changes nothing."""

from collections.abc import Iterable
from typing import Any

from forms.fields import from_fields
from portal.services.supplements import Reply
from portal.web.citizen.answering import with_rows


def typed(reply: Reply, pairs: Iterable[tuple[str, str]], action: str) -> dict[str, Any]:
    """Read the open questions; a group's entry is added or taken out as the button says."""
    if not reply.redoing.asked:
        return {}
    sent, form = list(pairs), reply.content.form
    names = {name.split(".", 1)[0] for name, _value in sent}
    drawn = {question.name for question in reply.redoing.open}
    found: dict[str, Any] = {}
    for step in form.steps:
        given = from_fields(form, step.id, sent)
        # An empty box is sent by its absence, so only a box that was shown can be emptied.
        found |= {name: value for name, value in given.items() if name in names | drawn}
    return with_rows(reply.redoing.answers, action, found)


def about_rows(reply: Reply, action: str) -> str:
    """Name the question a button adds an entry to, takes one out of or looks communes up for."""
    what, _colon, target = action.partition(":")
    name = target.partition(".")[0]
    known = any(question.name == name for question in reply.content.form.questions)
    return name if what in ("add", "remove", "refresh") and known else ""
