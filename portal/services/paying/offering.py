"""What a dossier's citizen may pay at the national portal: one bill, under one number both know.

A fee that is being paid by a page of ours is not offered there meanwhile, and one that was offered
is begun here under the same number: whoever pays twice pays one transaction.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from connectors.payment_messages import Bill
from portal import clock
from portal.domain.paying import PaymentState
from portal.models import Dossier, DossierCode, Payment
from portal.runtime import Runtime
from portal.services import agencies, content, events, numbering
from portal.services.paying import attempts, notices, payees
from portal.services.paying.notices import Owed

BEING_BEGUN = timedelta(minutes=2)
"""So long a payment that was begun here may still be on its way to the platform."""


def under_way(session: Session, code: str) -> str:
    """Name the payment by which the fee of a dossier may be paid already, "" if there is none."""
    dossier = _found(session, code)
    owed = notices.open_fee(session, dossier) if dossier else None
    begun = attempts.under_way(session, owed.notice) if owed else None
    return begun.transaction if begun else ""


def bill(session: Session, rt: Runtime, code: str) -> Bill | None:
    """Give what is to be paid for a dossier, by its code here or there; None: nothing is, there.

    The same one each time it is asked for. Codes nobody knows are answered as those of dossiers
    that owe nothing; so are dossiers the national portal was never told of.
    """
    found = _found(session, code)
    if found is None:
        return None
    dossier = events.lock(session, found.home_agency_id, found.id)
    owed = notices.open_fee(session, dossier)
    payee = payees.of(session, dossier.home_agency_id)
    if owed is None or payee is None:
        return None
    before = attempts.under_way(session, owed.notice)
    if before is not None and not before.offered and not _let_go(before):
        return None
    payment = before if before and before.offered else _offer(session, dossier, owed, code)
    if payment is None:
        return None
    opened = content.read(session, rt, dossier.home_agency_id, dossier.id)
    return attempts.bill(rt, opened, owed, (payment, payee))


def _found(session: Session, code: str) -> Dossier | None:
    """Find a dossier the national portal knows: it handed it over, or is told of it."""
    where = numbering.find(session, code, DossierCode.NATIONAL) or numbering.find(session, code)
    dossier = session.get(Dossier, where) if where else None
    if dossier is None or dossier.national_code:
        return dossier
    told = agencies.by_id(session, dossier.home_agency_id).synchronised
    return dossier if told else None


def _let_go(payment: Payment) -> bool:
    """Let go of a payment that was begun here and never came to the platform; says whether it is.

    Whoever asks has asked the platform about it just before.
    """
    late = clock.now() - payment.begun_at > BEING_BEGUN
    if payment.state != PaymentState.CREATED or not late:
        return False
    payment.state, payment.next_ask_at = PaymentState.EXPIRED, None
    return True


def _offer(session: Session, dossier: Dossier, owed: Owed, code: str) -> Payment | None:
    """Give a fee the number it is paid by there: the code as it was asked for, and the moment."""
    number = f"{code}{clock.local(clock.now()):%Y%m%d%H%M%S}"
    if attempts.find(session, number) is not None:
        # Another fee of this very second: asked for once more, it gets a number of its own.
        return None
    return attempts.new(session, dossier, owed.notice, number)
