"""What a citizen is told by SMS, and the link in it.

Texts are unaccented, at most 155 characters with a base address of 25 and a token of 22, and tell
a code and a date, never a name. They use no square or curly brackets, which cost two septets (GSM
03.38).
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain.states import State
from portal.links import token_hash
from portal.models import Dossier, Event, Notice, StatusLink
from portal.runtime import Runtime
from portal.services import promises
from portal.services.promises import Errand

SMS = "sms"

_VI = {
    "submitted": "Ho so {code} da gui luc {time}, CHUA duoc tiep nhan."
    " Tra loi trong 8 gio lam viec. {link}",
    "waiting": "Ho so {code} da gui luc {time}, dang cho xac nhan, CHUA chuyen den co quan."
    " Xem tai {link}",
    "confirmation_declined": "Ho so {code}: mot nguoi duoc moi da KHONG xac nhan."
    " Xem va lam tiep tai {link}",
    "confirmation_mismatch": "Ho so {code}: nguoi mo loi moi xac nhan khong dung nguoi da khai."
    " Kiem tra tai {link}",
    "confirmation_reminded": "Ho so {code} van cho xac nhan, CHUA chuyen den co quan."
    " Xem va lam tiep tai {link}",
    "confirmations_complete": "Ho so {code} da du xac nhan va dang chuyen den co quan."
    " Xem tai {link}",
    "accepted": "Ho so {code} da duoc tiep nhan. Hen tra ket qua: {day}. Xem tai {link}",
    "refused": "Ho so {code} khong duoc tiep nhan. Xem ly do va cach lam tiep tai {link}",
    "supplement_requested": "Ho so {code} can bo sung. Xem va nop tai {link}",
    "fee_requested": "Ho so {code} can nop phi/le phi. Chi thanh toan tai {link}",
    "stopped": "Ho so {code} da dung giai quyet. Xem ly do tai {link}",
    "decided": "Ho so {code} da co ket qua. Xem va tai ket qua tai {link}",
    "returned": "Ho so {code} da tra ket qua. Xem tai {link}",
    "message": "Ho so {code} co tin nhan cua co quan. Xem va tra loi tai {link}",
    "withdrawn": "Ho so {code} da duoc rut theo yeu cau cua ban. Xem tai {link}",
}
_EN = {
    "submitted": "Application {code} sent at {time}, NOT accepted yet."
    " Answer in 8 working hours. {link}",
    "waiting": "Application {code} sent at {time}. Others must confirm before the agency gets it."
    " {link}",
    "confirmation_declined": "Application {code}: somebody who was asked did NOT confirm."
    " See what to do: {link}",
    "confirmation_mismatch": "Application {code}: the request to confirm was opened by another"
    " person. Check: {link}",
    "confirmation_reminded": "Application {code} still waits for others to confirm. See: {link}",
    "confirmations_complete": "Application {code} is confirmed by all and goes to the agency."
    " See {link}",
    "accepted": "Application {code} was accepted. Result due: {day}. See {link}",
    "refused": "Application {code} was not accepted. See why and what to do: {link}",
    "supplement_requested": "Application {code} needs something more. See and answer: {link}",
    "fee_requested": "Application {code} has a fee to pay. Pay only at {link}",
    "stopped": "Application {code} was stopped. See why: {link}",
    "decided": "Application {code} has a result. See and download: {link}",
    "returned": "Application {code}: the result was handed over. See {link}",
    "message": "Application {code} has a message from the agency. Read and answer: {link}",
    "withdrawn": "Application {code} was withdrawn as you asked. See {link}",
}
TEXTS = {"vi": _VI, "en": _EN}


@dataclass(frozen=True)
class LinkTo:
    """A link that is open for a while, and its token."""

    id: uuid.UUID
    address: str


def promise(session: Session, dossier: Dossier, event: Event) -> None:
    """Promise the citizen an SMS about an event, if it is one people want to hear of."""
    if event.kind in _VI:
        promises.make(session, dossier, event, Errand(SMS, "notify", promises.NEWS))


def text(dossier: Dossier, event: Event, address: str) -> str:
    """Put an event into the words of an SMS, in the citizen's language."""
    due = clock.local(dossier.due_current) if dossier.due_current else None
    waits = event.kind == "submitted" and event.after == State.AWAITING_CONFIRMATION
    return TEXTS[dossier.language]["waiting" if waits else event.kind].format(
        code=dossier.code,
        time=f"{clock.local(dossier.submitted_at):%H:%M %d/%m}",
        day=f"{due:%d/%m/%Y}" if due else "",
        link=address,
    )


def link(session: Session, rt: Runtime, dossier: Dossier) -> LinkTo:
    """Give the dossier's status link, making one if none stays open long enough."""
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
    return LinkTo(found.id, rt.links.status(rt.links.token(found.id)))


def arrived(session: Session, dossier: Dossier) -> bool:
    """Say whether the last SMS about a dossier went well, as far as anybody knows."""
    last = session.scalar(
        sa.select(Notice.state)
        .where(
            Notice.home_agency_id == dossier.home_agency_id,
            Notice.dossier_id == dossier.id,
            Notice.state != "intended",
            # What went to others, or about the draft it was, is no word on this telephone.
            Notice.kind.in_(TEXTS["vi"]),
            # Messages to people who are asked to confirm go to other telephones.
            Notice.promise_key.not_like("%.invite.%"),
        )
        .order_by(Notice.intended_at.desc())
        .limit(1)
    )
    return last != "failed"


def follow(session: Session, token: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """Find the dossier a token opens the status of: ``(home agency, dossier)``, or None.

    None tells nothing of why: unknown, expired and revoked look the same.
    """
    row = session.get(StatusLink, token_hash(token))
    if row is None or row.revoked_at is not None or row.expires_at <= clock.now():
        return None
    return row.home_agency_id, row.dossier_id
