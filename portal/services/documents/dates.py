"""The dates a document keeps as officers, here or in their own system, work on it."""

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.documents import ONLINE, Deed
from portal.models import Document
from portal.services.documents import days, numbers


def keep(session: Session, document: Document, deed: Deed) -> None:
    """Keep the date of a deed; the first beginning of work is counted for the agency's day."""
    now = clock.now()
    if deed is Deed.ACCEPT:
        document.accepted_at = now
        # An incoming number is given by the clerk: Nghị định 30/2020/NĐ-CP Đ.22.
        numbers.enter(session, document, clock.day(now))
    if deed in ONLINE and document.begun_at is None:
        document.begun_at = now
        days.count(session, document.home_agency_id, clock.day(now), days.ONLINE)
    if deed is Deed.FINISH:
        document.finished_at = now
