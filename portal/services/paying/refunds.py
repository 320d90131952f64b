"""Refunds (hoàn trả): asked, approved by a person, sent, confirmed; never more than was paid."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.fees import ReceiptsBecause
from portal import clock, crypto
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.paying import FeeState, PaymentState, RefundState
from portal.models import Dossier, Event, FeeNotice, Payment, Refund
from portal.runtime import Runtime
from portal.services import events, notifications, promises, vault
from portal.services.events import Occurrence
from portal.services.operations import deeds, stuck_refunds
from portal.services.operations.deeds import Actor
from portal.services.paying import notices
from portal.services.paying.receipts import cancelling
from portal.services.promises import Errand

DESTINATION, KIND = stuck_refunds.DESTINATION, stuck_refunds.KIND
ASKED, APPROVED, SENT = "refund_asked", "refund_approved", "fee_refunded"
REFUSED = "refund_refused"
SURPLUS, OFFICER = "surplus", "officer"
PLATFORM = "platform"


@dataclass(frozen=True)
class Owed:
    """Money owed back, with the payment it came by and its dossier's code."""

    refund: Refund
    payment: Payment
    code: str


def ask(session: Session, rt: Runtime, dossier: Dossier, payment: Payment, reason: str) -> Refund:
    """Ask for a payment of a locked dossier to be sent back, whole and once.

    :raises Unacceptable: ``not_paid``, or ``asked`` if it is on its way back already.
    """
    if payment.state != PaymentState.PAID:
        raise Unacceptable("not_paid")
    before = [one for one in of(session, dossier) if one.payment_id == payment.id]
    if any(one.state != RefundState.REFUSED for one in before):
        raise Unacceptable("asked")
    refund = Refund(
        **notices.place(dossier).columns,
        id=crypto.uuid7(),
        payment_id=payment.id,
        amount=payment.amount,
        state=RefundState.DUE,
        reason=reason,
        asked_at=clock.now(),
    )
    session.add(refund)
    record(session, rt, dossier, (refund, ASKED))
    session.flush()
    return refund


def ask_for(session: Session, rt: Runtime, dossier: Dossier, payment: Payment, by: Actor) -> Refund:
    """Ask, as an officer, for a paid fee of a locked dossier to go back; somebody else approves.

    For what was refused before any work, or whose notice ought not to have been sent.

    :raises Unacceptable: ``reason`` if none is given, or as :func:`ask`.
    """
    if not by.reason.strip():
        raise Unacceptable("reason")
    refund = ask(session, rt, dossier, payment, OFFICER)
    refund.asked_by, refund.asked_by_id = by.name, by.staff_id
    detail = {"refund": str(refund.id), "amount": refund.amount}
    deeds.record(session, by, ASKED, f"dossier:{dossier.id}", detail)
    return refund


def approve(session: Session, rt: Runtime, refund_id: uuid.UUID, by: Actor) -> Refund:
    """Approve a refund: what came through the platform is promised to go back through it.

    :raises NotFound: if there is none.
    :raises Unacceptable: ``not_due`` if it was approved before; ``reason`` if none is given. Of
        what an officer asked for: ``same_person`` if it was they, ``nobody_known`` if it is not
        known who approves.
    """
    refund, payment, dossier = _to_decide(session, refund_id, by)
    refund.state, refund.approved_at = RefundState.APPROVED, clock.now()
    _take_back(session, rt, dossier, payment, by)
    event = record(session, rt, dossier, (refund, APPROVED))
    detail = {"refund": str(refund.id), "amount": refund.amount}
    deeds.record(session, by, "refund_approved", dossier.code, detail)
    if payment.way == PLATFORM:
        promises.make(session, dossier, event, Errand(DESTINATION, KIND, promises.DELIVERY))
    return refund


def refuse(session: Session, rt: Runtime, refund_id: uuid.UUID, by: Actor) -> Refund:
    """Refuse what an officer asked for: the fee stays paid. What is a surplus is never refused.

    :raises NotFound: if there is none.
    :raises Unacceptable: as :func:`approve`, or ``surplus``.
    """
    refund, _, dossier = _to_decide(session, refund_id, by)
    if refund.reason == SURPLUS:
        raise Unacceptable("surplus")
    refund.state, refund.settled_at = RefundState.REFUSED, clock.now()
    record(session, rt, dossier, (refund, REFUSED))
    deeds.record(session, by, REFUSED, dossier.code, {"refund": str(refund.id)})
    return refund


def _to_decide(
    session: Session, refund_id: uuid.UUID, by: Actor
) -> tuple[Refund, Payment, Dossier]:
    if not by.reason.strip():
        raise Unacceptable("reason")
    refund, payment, dossier = locked(session, refund_id)
    if refund.state != RefundState.DUE:
        raise Unacceptable("not_due")
    if refund.reason == OFFICER:
        _want_another(refund, by)
    return refund, payment, dossier


def _want_another(refund: Refund, by: Actor) -> None:
    """Let only somebody else decide what an officer asked for: known by who they are, since two
    may bear one name and one may give two."""
    if by.staff_id is None:
        raise Unacceptable("nobody_known")
    # Of what was asked for before identities were kept, the name is all there is.
    known = refund.asked_by_id is not None
    same = refund.asked_by_id == by.staff_id if known else refund.asked_by == by.name
    if same:
        raise Unacceptable("same_person")


def _take_back(
    session: Session, rt: Runtime, dossier: Dossier, payment: Payment, by: Actor
) -> None:
    """Let a fee be paid no more whose money goes back, and cancel its receipts."""
    key = (dossier.home_agency_id, dossier.id, payment.number)
    notice = session.get_one(FeeNotice, key, populate_existing=True)
    if notice.payment_id != payment.id or notice.state != FeeState.PAID:
        return
    notice.state = FeeState.REFUNDED
    because = ReceiptsBecause.REFUNDED
    cancelling.cancel_all(session, rt, dossier, (payment.id, because), by)


def sent_by_hand(
    session: Session, rt: Runtime, refund_id: uuid.UUID, reference: str, by: Actor
) -> Refund:
    """Note that a person has sent approved money back, and under what number.

    What came by transfer or at the counter, and what the platform has not sent and will not.

    :raises NotFound: if there is none.
    :raises Unacceptable: ``not_approved``, ``platform`` (it goes back by itself) or ``reference``.
    """
    refund, payment, dossier = locked(session, refund_id)
    if refund.state != RefundState.APPROVED:
        raise Unacceptable("not_approved")
    if not reference.strip():
        raise Unacceptable("reference")
    if payment.way == PLATFORM:
        promise = stuck_refunds.of(session, dossier, refund)
        if promise is None or not stuck_refunds.refused(refund, promise):
            raise Unacceptable("platform")
        stuck_refunds.drop(session, promise)
    deeds.record(session, by, "refund_sent", dossier.code, {"refund": str(refund.id)})
    settle(session, rt, dossier, (refund, reference.strip()))
    return refund


def settle(
    session: Session, rt: Runtime, dossier: Dossier, done: tuple[Refund, str], evidence: str = ""
) -> None:
    """Let an approved refund of a locked dossier be sent, under a number of whoever sent it."""
    refund, reference = done
    refund.reference = reference
    refund.state, refund.settled_at = RefundState.SENT, clock.now()
    event = record(session, rt, dossier, (refund, SENT), evidence)
    notifications.promise(session, dossier, event)


def record(
    session: Session, rt: Runtime, dossier: Dossier, what: tuple[Refund, str], evidence: str = ""
) -> Event:
    """Write into a locked dossier's chain what happened to a refund, and how that is known."""
    refund, kind = what
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    facts = {
        "refund": str(refund.id),
        "payment": str(refund.payment_id),
        "amount": refund.amount,
        "reason": refund.reason,
    }
    private = {"text": evidence.strip()} if evidence.strip() else {}
    what_happened = Occurrence(kind, clock.now(), facts=facts, private=private)
    return events.record(session, safe, dossier, what_happened)


def open_ones(session: Session) -> Sequence[Owed]:
    """List what is owed back and not sent, the oldest first."""
    query = (
        sa.select(Refund, Payment, Dossier.code)
        .join(
            Payment,
            sa.and_(
                Payment.home_agency_id == Refund.home_agency_id,
                Payment.dossier_id == Refund.dossier_id,
                Payment.id == Refund.payment_id,
            ),
        )
        .join(
            Dossier,
            sa.and_(
                Dossier.home_agency_id == Refund.home_agency_id, Dossier.id == Refund.dossier_id
            ),
        )
        .where(Refund.state.in_((RefundState.DUE, RefundState.APPROVED)))
        .order_by(Refund.asked_at)
    )
    return [Owed(*row) for row in session.execute(query)]


def of(session: Session, dossier: Dossier) -> Sequence[Refund]:
    """List what was or is owed back for a dossier, in the order it was asked for."""
    query = sa.select(Refund).where(
        Refund.home_agency_id == dossier.home_agency_id, Refund.dossier_id == dossier.id
    )
    return session.scalars(query.order_by(Refund.asked_at, Refund.id)).all()


def locked(session: Session, refund_id: uuid.UUID) -> tuple[Refund, Payment, Dossier]:
    """Give a refund with its payment and its dossier, which is locked.

    :raises NotFound: if there is none.
    """
    found = session.scalars(sa.select(Refund).where(Refund.id == refund_id)).first()
    if found is None:
        raise NotFound(str(refund_id))
    dossier = events.lock(session, found.home_agency_id, found.dossier_id)
    key = (found.home_agency_id, found.dossier_id)
    refund = session.get_one(Refund, (*key, refund_id), populate_existing=True)
    return refund, session.get_one(Payment, (*key, refund.payment_id)), dossier
