"""Tries to pay: at most one is under way for a fee, and it is paid once whatever is heard."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.fees import FeeKind, FeeLine
from connectors.payment_messages import About, Account, Bill, Payer, Settlement
from portal import clock, crypto
from portal.domain import paying
from portal.domain.errors import DomainError, NotFound
from portal.domain.paying import UNSETTLED, Effect, PaymentState, Word
from portal.models import Dossier, FeeNotice, Payee, Payment
from portal.runtime import Runtime
from portal.services import content, dossiers, events
from portal.services.citizens import Signed
from portal.services.content import Content
from portal.services.paying import notices, payees, settling
from portal.services.paying.notices import Owed

PLATFORM, TRANSFER, COUNTER = "platform", "transfer", "counter"


class NotPayable(DomainError):
    """The fee is settled, or the agency has no account: there is nothing to be paid this way."""


@dataclass(frozen=True)
class Try:
    """A payment under way; ``url`` is where it is paid, "" until the platform has said.

    ``fresh``: nobody can have paid by it yet, here or at the national portal.
    """

    payment: Payment
    bill: Bill
    url: str
    fresh: bool = True


def begin(session: Session, rt: Runtime, citizen: Signed, code: str, number: int) -> Try:
    """Begin to pay a fee on the platform, or go on with what was begun: two tabs pay once.

    :raises NotFound: if the dossier is not theirs, or has no such fee.
    :raises NotPayable: if there is nothing to pay, or no account to pay it into.
    """
    found = dossiers.own(session, citizen, code)
    dossier = events.lock(session, found.home_agency_id, found.id)
    owed = notices.owed(session, dossier, number)
    payee = payees.of(session, dossier.home_agency_id)
    if payee is None or not notices.payable(dossier, owed.notice):
        raise NotPayable(code)
    before = under_way(session, owed.notice)
    payment = before or new(session, dossier, owed.notice)
    opened = content.read(session, rt, dossier.home_agency_id, dossier.id)
    sealed = payment.sealed_url
    url = opened.safe.open(_label(payment), sealed).decode() if sealed else ""
    return Try(payment, bill(rt, opened, owed, (payment, payee)), url, fresh=before is None)


def under_way(session: Session, notice: FeeNotice) -> Payment | None:
    """Give the try by which a fee may still be paid on the platform, if there is one."""
    query = sa.select(Payment).where(
        Payment.home_agency_id == notice.home_agency_id,
        Payment.dossier_id == notice.dossier_id,
        Payment.number == notice.number,
        Payment.way == PLATFORM,
        Payment.state.in_(UNSETTLED),
    )
    return session.scalars(query.order_by(Payment.begun_at).limit(1)).first()


def of(session: Session, dossier: Dossier) -> Sequence[Payment]:
    """List a dossier's payments, oldest first."""
    query = sa.select(Payment).where(
        Payment.home_agency_id == dossier.home_agency_id, Payment.dossier_id == dossier.id
    )
    return session.scalars(query.order_by(Payment.begun_at, Payment.id)).all()


def find(session: Session, transaction: str) -> Payment | None:
    """Find a payment by the number both sides know it by."""
    return session.scalars(sa.select(Payment).where(Payment.transaction == transaction)).first()


def new(session: Session, dossier: Dossier, notice: FeeNotice, number: str = "") -> Payment:
    """Begin to pay a fee of a locked dossier on the platform, under a number of ours.

    With a ``number`` it is one somebody else is given too, and paid by once wherever that is.
    """
    payment_id, now = crypto.uuid7(), clock.now()
    payment = Payment(
        **notices.place(dossier).columns,
        id=payment_id,
        number=notice.number,
        way=PLATFORM,
        transaction=number or payment_id.hex,
        amount=notice.total,
        state=PaymentState.CREATED,
        begun_at=now,
        # Asked about although nobody has answered yet: the answer may be what is lost.
        next_ask_at=paying.ask_next(PaymentState.CREATED, now, now),
    )
    session.add(payment)
    session.flush()
    return payment


def _label(payment: Payment) -> str:
    return f"payment/{payment.id}/url"


def bill(rt: Runtime, opened: Content, owed: Owed, to: tuple[Payment, Payee]) -> Bill:
    """Write what is to be paid by a payment, and into which account."""
    (payment, payee), dossier = to, opened.dossier
    return Bill(
        transaction=payment.transaction,
        amount=payment.amount,
        about=About(
            dossier=dossier.code,
            procedure=opened.form.code,
            procedure_name=opened.form.name.vi,
            agency=opened.agency.code,
            agency_name=opened.agency.name,
        ),
        lines=tuple(
            FeeLine(line.code, line.name, FeeKind(line.kind), notices.due(line))
            for line in owed.lines
        ),
        account=Account(payee.account, payee.bank, payee.holder),
        payer=Payer(opened.submitter.full_name, opened.submitter.citizen_number),
        return_url=f"{rt.settings.base_url}/ho-so/{dossier.code}/nop-phi/ket-qua",
        language=dossier.language,
    )


def note_page(session: Session, rt: Runtime, payment: Payment, url: str) -> None:
    """Keep where a payment is made; one that was settled meanwhile stays as it is."""
    dossier, row = _locked(session, payment.home_agency_id, payment.dossier_id, payment.id)
    if row.state in UNSETTLED:
        opened = content.read(session, rt, dossier.home_agency_id, dossier.id)
        row.sealed_url, row.state = (
            opened.safe.seal(_label(row), url.encode()),
            PaymentState.PENDING,
        )


def note_failure(session: Session, payment: Payment, state: PaymentState, said: str) -> None:
    """Keep how a payment could not be begun: refused, or nobody knows."""
    _, row = _locked(session, payment.home_agency_id, payment.dossier_id, payment.id)
    if row.state in UNSETTLED:
        row.state, row.problem = state, said[:500]
        row.next_ask_at = paying.ask_next(state, row.begun_at, clock.now())


def hear(session: Session, rt: Runtime, transaction: str, said: Settlement | None) -> Effect:
    """Take the platform's answer about a payment; None: it has never seen it.

    :raises NotFound: if the payment is none of ours.
    """
    known = find(session, transaction)
    if known is None:
        raise NotFound(transaction)
    dossier, row = _locked(session, known.home_agency_id, known.dossier_id, known.id)
    # What the platform has never seen may have been begun with an answer that was lost: it can be
    # begun again, under the same number.
    state = PaymentState(str(said.status)) if said else PaymentState.CREATED
    word = Word(state, said.amount if said else None)
    received = settling.Money(word, said.reference if said else "", said.paid_at if said else None)
    if said is None:
        row.sealed_url = None
    return settling.settle(session, rt, dossier, row, received)


def _locked(
    session: Session, home_agency_id: uuid.UUID, dossier_id: uuid.UUID, payment_id: uuid.UUID
) -> tuple[Dossier, Payment]:
    dossier = events.lock(session, home_agency_id, dossier_id)
    key = (home_agency_id, dossier_id, payment_id)
    return dossier, session.get_one(Payment, key, populate_existing=True)
