"""What a citizen is told by SMS, and the link in it; the words are in ``sms_texts``."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.amounts import written
from portal import clock, crypto
from portal.domain.states import Channel, State
from portal.links import token_hash
from portal.models import Dossier, Enquiry, Event, Notice, StatusLink
from portal.runtime import Runtime
from portal.services import promises, sms_texts
from portal.services.promises import Errand

SMS = "sms"


@dataclass(frozen=True)
class LinkTo:
    """A link that is open for a while, and its token."""

    id: uuid.UUID
    address: str


def promise(session: Session, dossier: Dossier, event: Event) -> None:
    """Promise the citizen an SMS about an event, if it is one people want to hear of."""
    if event.after == State.SUBMITTED and dossier.channel != Channel.ONLINE:
        # Whoever handed it over holds form 01, or hears of the acceptance the same minute.
        return
    if event.kind in sms_texts.occasions("news"):
        urgency = promises.ECHO if event.kind == "submitted" else promises.NEWS
        promises.make(session, dossier, event, Errand(SMS, "notify", urgency))


def text(session: Session, dossier: Dossier, event: Event, address: str) -> str:
    """Put an event into the words of an SMS, in the citizen's language."""
    due = clock.local(dossier.due_current) if dossier.due_current else None
    return sms_texts.say(
        session,
        sms_texts.Key(dossier.language, "news", _occasion(dossier, event)),
        code=dossier.code,
        time=f"{clock.local(dossier.submitted_at):%H:%M %d/%m}",
        day=f"{due:%d/%m/%Y}" if due else "",
        amount=written(_money(event)),
        link=address,
    )


def _money(event: Event) -> int:
    """Say what an event is about in đồng; 0 if it is about no money."""
    told = event.facts or {}
    return int(told.get("total") or told.get("amount") or 0)


def _occasion(dossier: Dossier, event: Event) -> str:
    """Name what an event is to its reader."""
    if event.kind == "submitted" and event.after == State.AWAITING_CONFIRMATION:
        return "waiting"
    if event.kind == "fee_requested" and _money(event):
        # What is asked for may be paid already: then nobody is sent to pay it again.
        return "fee_to_pay" if dossier.fee_due else "fee_paid"
    return event.kind


def link(session: Session, rt: Runtime, dossier: Dossier) -> LinkTo:
    """Give the dossier's status link, making one if none stays open long enough."""
    found = open_link(session, rt, dossier)
    return LinkTo(found.id, rt.links.status(rt.links.token(found.id)))


def open_link(session: Session, rt: Runtime, dossier: Dossier | Enquiry) -> StatusLink:
    """Give the link to a dossier or an enquiry, making one if none stays open long enough."""
    now = clock.now()
    days = timedelta(days=rt.settings.link_days)
    found = session.execute(
        sa.select(StatusLink)
        .where(
            StatusLink.home_agency_id == dossier.home_agency_id,
            StatusLink.dossier_id == dossier.id,
            StatusLink.revoked_at.is_(None),
            StatusLink.expires_at > now + days / 2,
        )
        .order_by(StatusLink.made_at.desc())
        .limit(1)
    ).scalar_one_or_none()
    if found is None:
        link_id = crypto.uuid7()
        found = StatusLink(
            token_hash=token_hash(rt.links.token(link_id)),
            id=link_id,
            home_agency_id=dossier.home_agency_id,
            dossier_id=dossier.id,
            made_at=now,
            expires_at=now + days,
        )
        session.add(found)
    return found


def arrived(session: Session, dossier: Dossier) -> bool:
    """Say whether the last SMS about a dossier went well, as far as anybody knows."""
    last = session.scalar(
        sa.select(Notice.state)
        .where(
            Notice.home_agency_id == dossier.home_agency_id,
            Notice.dossier_id == dossier.id,
            Notice.state != "intended",
            # What went to others, or about the draft it was, is no word on this telephone.
            Notice.kind.in_(sms_texts.occasions("news")),
            # Messages to people who are asked to confirm go to other telephones.
            Notice.promise_key.not_like("%.invite.%"),
        )
        .order_by(Notice.intended_at.desc())
        .limit(1)
    )
    return last != "failed"


def follow(session: Session, token: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """Find the dossier, or enquiry, a token opens the status of: ``(home agency, id)``, or None.

    None tells nothing of why: unknown, expired and revoked look the same.
    """
    row = session.get(StatusLink, token_hash(token))
    if row is None or row.revoked_at is not None or row.expires_at <= clock.now():
        return None
    return row.home_agency_id, row.dossier_id
