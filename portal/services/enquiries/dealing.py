"""What officers do with a question or complaint: under its lock, as they saw it, written down."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.enquiries import AFTER, ENDS, NEED_WORDS, TERMS, EnquiryDeed, possible
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Agency, Enquiry
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.enquiries import trace
from portal.services.operations import deeds
from portal.services.operations.staff import Member

LONGEST = 4000
KINDS = {
    EnquiryDeed.TAKE: "taken",
    EnquiryDeed.VERIFY: "taken_to_verify",
    EnquiryDeed.ANSWER: "answered",
    EnquiryDeed.REFUSE: "refused",
    EnquiryDeed.HAND_OVER: "handed_over",
}
"""What each deed is called in the trace."""


@dataclass(frozen=True)
class Wish:
    """A deed, the number of the last event its officer had seen, and what it needs.

    ``words`` are the answer, or why; ``to`` is the code of the agency it is handed to.
    """

    deed: EnquiryDeed
    seen: int
    words: str = field(default="", repr=False)
    to: str = ""


def do(session: Session, rt: Runtime, at: tuple[Agency, Member], code: str, wish: Wish) -> Enquiry:
    """Do something with an enquiry.

    :raises NotFound: if the agency has none of this code.
    :raises Conflict: if something happened to it since the officer looked.
    :raises Unacceptable: ``not_now``, ``words``, ``too_long`` or ``to``: what is missing or wrong.
    """
    agency, officer = at
    opened = trace.by_code(session, rt, agency, code, lock=True)
    row, words = opened.row, wish.words.strip()
    if row.seq != wish.seen:
        raise Conflict(wish.seen, row.seq)
    _check(row, wish.deed, words)
    if wish.deed is EnquiryDeed.HAND_OVER:
        agency = _other(session, agency, wish.to)
        row.handled_by = agency.id
    row.standing = AFTER[wish.deed]
    if wish.deed in ENDS:
        row.ended_at = clock.now()
    else:
        row.due_at = trace.due(session, agency, TERMS[wish.deed])
        row.taken_at = None if wish.deed is EnquiryDeed.HAND_OVER else clock.now()
    private = {"words": words, "officer": officer.name}
    trace.note(session, opened, KINDS[wish.deed], private)
    detail = {"kind": str(wish.deed), "code": row.code, "to": wish.to}
    deeds.record(session, officer.acting(), "enquiry_deed", f"enquiry:{row.id}", detail)
    return row


def _check(row: Enquiry, deed: EnquiryDeed, words: str) -> None:
    if deed not in possible(row.standing):
        raise Unacceptable("not_now")
    if deed in NEED_WORDS and len(words) < 3:
        raise Unacceptable("words")
    if len(words) > LONGEST:
        raise Unacceptable("too_long")


def _other(session: Session, agency: Agency, code: str) -> Agency:
    """Find the agency an enquiry is handed to: another one, of the same world."""
    try:
        found = agencies.by_code(session, code)
    except NotFound:
        raise Unacceptable("to") from None
    if found.id == agency.id or found.rehearsal != agency.rehearsal:
        raise Unacceptable("to")
    return found
