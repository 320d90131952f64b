"""What is told of an enquiry as of one of its events: by SMS, and to the national portal."""

from datetime import datetime

from sqlalchemy.orm import Session

from connectors.enquiry_messages import Enquired
from portal import clock
from portal.domain.enquiries import ENDS, EnquiryStanding
from portal.models import Event
from portal.runtime import Runtime
from portal.services import events, notifications, sms_texts
from portal.services.enquiries.dealing import KINDS
from portal.services.enquiries.trace import Opened
from portal.services.notifications import LinkTo

_OVER = frozenset(KINDS[deed] for deed in ENDS)


def link(session: Session, rt: Runtime, at: Opened) -> LinkTo:
    """Give the link by which an enquiry is followed."""
    found = notifications.open_link(session, rt, at.row)
    return LinkTo(found.id, rt.links.enquiry(rt.links.token(found.id)))


def text(session: Session, at: Opened, event: Event, address: str) -> str:
    """Put an event into the words of an SMS, in its writer's language."""
    due = _moment(event)
    return sms_texts.say(
        session,
        sms_texts.Key(at.row.language, "enquiries", event.kind),
        code=at.row.code,
        day=f"{clock.local(due):%d/%m/%Y}" if due else "",
        link=address,
    )


def as_of(at: Opened, event: Event) -> Enquired:
    """Say how an enquiry stood at an event: what was written, and the answer if there was one.

    Who wrote it, and by which telephone, is told to nobody.
    """
    over = event.kind in _OVER
    private = events.private(at.safe, event)
    return Enquired(
        code=at.row.code,
        kind=str(at.row.kind),
        state=str(EnquiryStanding(event.facts["standing"])),
        dossier=at.row.dossier_code or "",
        agency=event.facts["agency"],
        agency_name=event.facts["agency_name"],
        question=at.said.words,
        answer=str(private.get("words", "")) if over else "",
        received_at=at.row.received_at,
        due_at=_moment(event),
        answered_at=event.occurred_at if over else None,
        revision=event.seq,
        national_code=at.row.national_code or "",
    )


def _moment(event: Event) -> datetime | None:
    told = event.facts.get("due_at")
    return clock.utc(datetime.fromisoformat(told)) if told else None
