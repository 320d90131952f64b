"""Draws whom a dossier waits for, for its submitter."""

from collections.abc import Mapping

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Confirmation, ConfirmationState, Notice, Promise
from portal.services import events
from portal.services.confirming import asking, requests, steering
from portal.services.confirming.steering import Waiting
from portal.services.content import Content, event
from portal.services.receipts import masked
from portal.web.citizen import addresses
from portal.web.citizen.confirming.present import PersonCard, PhonePage, WaitingPage
from portal.web.citizen.dossier_page import agency_name
from portal.web.citizen.present import Field


def waiting_page(
    session: Session, waiting: Waiting, errors: Mapping[int, str], language: str
) -> WaitingPage:
    """Draw everybody who was asked; ``errors`` are of their files, by number."""
    content, code = waiting.content, waiting.content.dossier.code
    return WaitingPage(
        code=code,
        procedure=content.form.name.in_(language),
        agency=agency_name(content, language),
        action=addresses.confirmations(code),
        people=tuple(
            _card(session, waiting, row, errors.get(row.number, ""), language)
            for row in waiting.rows
        ),
        withdraw_href=addresses.withdrawal(code),
        redraft_action=addresses.confirmations(code, "sua"),
        back_href=addresses.dossier(code),
    )


def _card(
    session: Session, waiting: Waiting, row: Confirmation, error: str, language: str
) -> PersonCard:
    lang, who = language, waiting.named(row)
    again = row.asked_at + steering.REST
    asked = requests.statements(waiting.content.form, row)
    return PersonCard(
        number=row.number,
        name=who.full_name,
        role=", ".join(each.name.in_(lang) for each in asked),
        phone=masked(who.phone),
        state=str(row.state),
        asked_at=row.asked_at,
        sms=_fared(session, row),
        settled_at=row.settled_at,
        reason=_reason(session, waiting.content, row),
        strangers=bool(row.strangers["ids"]),
        remind_at=again if again > clock.now() else None,
        may_remind=row.invited < steering.MOST_INVITED,
        paper=_paper(waiting, row, language),
        may_waive=not row.required,
        file_error=error,
    )


def _paper(waiting: Waiting, row: Confirmation, language: str) -> str:
    paper = waiting.paper(row)
    named = {each.id: each.name for each in waiting.content.form.documents}
    return named[paper].in_(language) if paper else ""


def _reason(session: Session, content: Content, row: Confirmation) -> str:
    """Why somebody said no, in their own words."""
    if row.state != ConfirmationState.DECLINED or row.event_seq is None:
        return ""
    told = events.private(content.safe, event(session, content.dossier, row.event_seq))
    return str(told.get("text", ""))


def _fared(session: Session, row: Confirmation) -> str:
    """How the last message fared: a telephone that cannot be reached is shown, not passed over."""
    query = (
        sa.select(Promise.state, Notice.state)
        .join(Notice, Notice.promise_key == Promise.key, isouter=True)
        .where(
            Promise.home_agency_id == row.home_agency_id,
            Promise.dossier_id == row.dossier_id,
            Promise.destination == asking.destination(row),
        )
        .order_by(Promise.seq.desc())
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None or found[1] in ("sent", "delivered"):
        return "sent"
    return "failed" if found[0] == "parked" or found[1] == "failed" else "on_its_way"


def phone_page(waiting: Waiting, number: int, phone: tuple[str, str], language: str) -> PhonePage:
    """Draw where a telephone number is corrected; ``phone`` as typed, with its error."""
    typed, error = phone
    who, code = waiting.named(waiting.row(number)), waiting.content.dossier.code
    return PhonePage(
        code=code,
        procedure=waiting.content.form.name.in_(language),
        name=who.full_name,
        action=addresses.confirmations(code, str(number), "dien-thoai"),
        phone=Field(
            name="phone",
            kind="phone",
            label=_("Số điện thoại di động mới"),
            hint=_("Ví dụ 0912 345 678"),
            value=typed,
            error=error,
            inputmode="tel",
        ),
        back_href=addresses.confirmations(code),
    )
