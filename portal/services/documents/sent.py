"""What follows from an axis's yes: a document has left, its sender has been told."""

from datetime import timedelta

from sqlalchemy.orm import Session

from connectors.documents import DocumentStatus
from portal import clock
from portal.domain.documents import CODES, Deed, Standing
from portal.domain.signatures import SignatureState
from portal.runtime import Runtime
from portal.services.documents import cases, days, trace
from portal.services.documents.trace import Opened


def document(session: Session, rt: Runtime, at: Opened, reference: str) -> None:
    """Note that a document of ours lies at the axis for its recipients.

    One that had left already was sent again because somebody found out that it did not arrive.
    """
    row = at.document
    if row.sent_at is not None:
        again(session, at, reference)
        return
    row.sent_at, row.axis_reference = clock.now(), reference
    if row.standing == Standing.SENDING:
        row.standing = Standing.SENT
    event = trace.note(session, at, "sent", {"reference": reference})
    if cases.delivered(session, rt, at, reference):
        rest = timedelta(seconds=rt.settings.confirm_seconds)
        trace.promise(session, at, event, trace.CHECK, rest)
    signed = row.signature in (SignatureState.VALID, SignatureState.UNVERIFIABLE)
    # Nghị định 30/2020/NĐ-CP Đ.18: it leaves on the day it is signed.
    at_once = row.day == clock.today()
    also = ((days.SIGNED, signed), (days.SAME_DAY, at_once))
    counted = (days.SENT, *(name for name, so in also if so))
    days.count(session, row.home_agency_id, clock.today(), *counted)


def again(session: Session, at: Opened, reference: str) -> None:
    """Note that a document was sent once more: the axis had said yes and held nothing of it."""
    at.document.axis_reference = reference
    trace.note(session, at, "sent_again", {"reference": reference})


def status(session: Session, at: Opened, code: str) -> None:
    """Note that the other side has been told."""
    row, now = at.document, clock.now()
    trace.note(session, at, "status_sent", {"code": code})
    if code == DocumentStatus.ARRIVED and row.acknowledged_at is None:
        row.acknowledged_at = now
        if clock.day(row.at) == clock.day(now):
            days.count(session, row.home_agency_id, clock.day(row.at), days.ACKNOWLEDGED)
    if code == CODES[Deed.ACCEPT]:
        row.accepted_at = row.accepted_at or now
