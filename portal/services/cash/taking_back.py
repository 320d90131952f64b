"""Takes cash back by a counter entry (bút toán đối ứng): noted by mistake, or handed back."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.fees import ReceiptsBecause
from portal.domain.errors import Unacceptable
from portal.domain.paying import PaymentState, RefundState
from portal.models import Agency, CashEntry, FeeNotice, Payment, Refund
from portal.runtime import Runtime
from portal.services import events, vault
from portal.services.cash import book
from portal.services.officers import standing_in
from portal.services.operations import deeds
from portal.services.operations.staff import Member
from portal.services.paying import notices
from portal.services.paying.receipts import cancelling

Number = tuple[int, int]


def take_back(
    session: Session, rt: Runtime, at: tuple[Agency, Member], number: Number, reason: str
) -> CashEntry:
    """Enter that cash was taken back: the entry it corrects stays, the fee is asked for again.

    Its receipts are cancelled with the same words. Money goes back from the drawer of whoever
    enters it.

    :raises NotFound: if the book has no such entry.
    :raises Unacceptable: ``reason`` if none is given; ``counter`` if it takes something back
        itself; ``again`` if it was taken back; ``refund`` if the money is on its way back already.
    """
    agency, officer = at
    if not reason.strip():
        raise Unacceptable("reason")
    entry = book.find(session, agency, number)
    if entry.amount < 0:
        raise Unacceptable("counter")
    dossier = events.lock(session, entry.home_agency_id, entry.dossier_id)
    standing_in.note(session, dossier, agency.id, officer.id)
    if _corrected(session, entry):
        raise Unacceptable("again")
    key = (entry.home_agency_id, entry.dossier_id)
    if _goes_back(session, entry):
        raise Unacceptable("refund")
    payment = session.get_one(Payment, (*key, entry.payment_id), populate_existing=True)
    payment.state = PaymentState.FAILED
    by = officer.acting(reason)
    because = ReceiptsBecause.NOT_PAID
    cancelling.cancel_all(session, rt, dossier, (payment.id, because), by)
    notice = session.get_one(FeeNotice, (*key, entry.fee), populate_existing=True)
    safe = vault.unlock(session, rt, *key)
    notices.ask_again(session, safe, dossier, notice)
    dossier.row_version += 1
    more = {"corrects_year": entry.year, "corrects": entry.number, "reason": reason.strip()}
    back = book.add(session, agency, officer, dossier, payment, amount=-entry.amount, **more)
    detail = {"entry": entry.label, "by": back.label, "amount": entry.amount}
    deeds.record(session, by, "cash_taken_back", f"dossier:{dossier.id}", detail)
    return back


def _goes_back(session: Session, entry: CashEntry) -> bool:
    query = sa.select(Refund.id).where(
        Refund.home_agency_id == entry.home_agency_id,
        Refund.dossier_id == entry.dossier_id,
        Refund.payment_id == entry.payment_id,
        Refund.state != RefundState.REFUSED,
    )
    return session.scalar(query.limit(1)) is not None


def _corrected(session: Session, entry: CashEntry) -> bool:
    query = sa.select(CashEntry.number).where(
        CashEntry.agency_id == entry.agency_id,
        CashEntry.corrects_year == entry.year,
        CashEntry.corrects == entry.number,
    )
    return session.scalar(query) is not None
