"""Draws what somebody who was asked sees: next to nothing before signing in, then their part."""

from collections.abc import Iterator

from flask_babel import gettext as _

from forms.display import Answer, answered
from portal.models import ConfirmationState
from portal.services.confirming import answering
from portal.services.confirming.answering import Request
from portal.web.citizen import addresses
from portal.web.citizen.confirming.present import AskedPage, Given, InvitationPage
from portal.web.citizen.dossier_page import agency_name
from portal.web.citizen.present import Field

_STATES = {ConfirmationState.CONFIRMED: "confirmed", ConfirmationState.DECLINED: "declined"}


def invitation_page(found: Request, token: str, lang: str) -> InvitationPage:
    """Draw what anybody with the link may see."""
    return InvitationPage(
        procedure=found.content.form.name.in_(lang),
        asker=masked_name(found.content.submitter.full_name),
        roles=tuple(each.name.in_(lang) for each in found.statements),
        sign_in_href=addresses.sign_in(addresses.confirmation(token, "xem")),
    )


def asked_page(found: Request, token: str, reason: tuple[str, str], language: str) -> AskedPage:
    """Draw the statements and the answers they are about; ``reason`` as typed, with its error."""
    lang, row = language, found.row
    typed, error = reason
    return AskedPage(
        procedure=found.content.form.name.in_(lang),
        agency=agency_name(found.content, language),
        asker=found.content.submitter.full_name,
        statements=tuple(
            (each.name.in_(lang), each.statement.in_(lang)) for each in found.statements
        ),
        given=tuple(_given(found, language)),
        action=addresses.confirmation(token, "xem"),
        reason=_reason(typed, error),
        state="open" if found.open else _STATES.get(row.state, "gone"),
        answered_at=row.settled_at,
        rehearsal=found.content.dossier.rehearsal,
    )


def masked_name(name: str) -> str:
    """Show enough of a name to recognise somebody one knows: N••• T•• H•."""
    return " ".join(f"{word[:1]}{'•' * (len(word) - 1)}" for word in name.split())


def _given(found: Request, language: str) -> Iterator[Given]:
    """The answers of the questions these statements show, in the form's order."""
    shown = {name for each in found.statements for name in each.shows}
    content = found.content
    told = answered(content.form, content.answers, content.dossier.case_code, language)
    for answer in told:
        if answer.name in shown:
            yield Given(answer.label, answer.text, tuple(_entry(each) for each in answer.entries))


def _entry(answers: tuple[Answer, ...]) -> str:
    return " · ".join(answer.text for answer in answers if answer.text)


def _reason(typed: str, error: str) -> Field:
    return Field(
        name="reason",
        kind="long_text",
        label=_("Vì sao bạn không xác nhận?"),
        hint=_("Người nộp hồ sơ đọc được lời này."),
        value=typed,
        error=error,
        max_length=answering.LONGEST,
    )
