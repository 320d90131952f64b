"""Draws the answers and papers an agency asked for one by one, its words beside each."""

from dataclasses import replace

from portal.services.supplements import Reply
from portal.web.citizen.fields import field_of, shown
from portal.web.citizen.present_requests import AskedField, AskedPaper
from portal.web.citizen.sheet import Sheet


def asked_fields(reply: Reply, language: str, tell: bool) -> tuple[AskedField, ...]:
    """Draw the open questions, in the order of the form; ``tell`` what is wrong in them."""
    redoing = reply.redoing
    if not redoing.asked:
        return ()
    redoing = replace(redoing, context=replace(redoing.context, lang=language))
    words = {one.name: one.words for one in reply.request.wanted}
    context = replace(redoing.context, locked=redoing.locked)
    sheet = Sheet.of(context, redoing.answers, redoing.after, redoing.errors if tell else {})
    return tuple(
        AskedField(
            field=field_of(sheet, question),
            words=words.get(question.name, ""),
            stands=shown(sheet, question, redoing.stood.get(question.name)),
            follows=question.name not in redoing.asked,
        )
        for question in redoing.open
    )


def asked_papers(reply: Reply, names: dict[str, str]) -> tuple[AskedPaper, ...]:
    """List the papers asked for, in the order they were."""
    return tuple(
        AskedPaper(names.get(one.name, one.label), one.words)
        for one in reply.request.wanted
        if one.name in reply.papers
    )


def apart(reply: Reply) -> tuple[str, ...]:
    """Give the reasons that stand beside no field and no paper."""
    lines = {one.line for one in reply.request.wanted}
    return tuple(reason for reason in reply.request.reasons if reason not in lines)
