"""Sends refunds through the platform so that one goes once: what went out is known before it goes.

The platform is asked before each try. What it has never seen is sent again only once it must have
seen it; what it cannot be asked about, or says of a second try, a person settles.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.payment_messages import Refund as Wanted
from connectors.payment_messages import RefundReceipt
from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.paying import RefundState
from portal.models import Dossier, Payment, Refund
from portal.runtime import Runtime
from portal.services import events
from portal.services.operations import deeds, stuck_refunds
from portal.services.operations.deeds import Actor
from portal.services.paying import refunds
from portal.services.promises import Leased

NOT_SENT = "refund_not_sent"
"""A person found out that the platform has sent nothing back."""


@dataclass(frozen=True)
class Order:
    """A refund to be sent, and how often it went out without a clear answer, last at ``out_at``."""

    wanted: Wanted
    out_at: datetime | None
    sends: int


def order(session: Session, leased: Leased) -> Order | None:
    """Write the refund a promise stands for; None if it has come to its end some other way."""
    dossier = session.get_one(Dossier, (leased.home_agency_id, leased.dossier_id))
    refund_id = uuid.UUID(events.at(session, dossier, leased.event_seq).facts["refund"])
    refund = session.get_one(Refund, (dossier.home_agency_id, dossier.id, refund_id))
    return _order(session, dossier, refund) if refund.state == RefundState.APPROVED else None


def told_of(session: Session, transaction: str) -> Order | None:
    """Find what is being sent back of a payment; None if nothing is.

    :raises NotFound: if the payment is none of ours.
    """
    payment = session.scalars(sa.select(Payment).where(Payment.transaction == transaction)).first()
    if payment is None:
        raise NotFound(transaction)
    dossier = session.get_one(Dossier, (payment.home_agency_id, payment.dossier_id))
    under_way = (
        one
        for one in refunds.of(session, dossier)
        if one.payment_id == payment.id and one.state == RefundState.APPROVED
    )
    found = next(under_way, None)
    return _order(session, dossier, found) if found else None


def _order(session: Session, dossier: Dossier, refund: Refund) -> Order:
    key = (dossier.home_agency_id, dossier.id, refund.payment_id)
    number = session.get_one(Payment, key).transaction
    wanted = Wanted(refund.id.hex, number, refund.amount, dossier.code)
    return Order(wanted, refund.out_at, refund.sends)


def going(session: Session, what: Order) -> Order | None:
    """Note, before it is sent, that a refund goes out now.

    None if somebody else has sent or settled it since it was read: then it must not go.
    """
    refund, _, _ = refunds.locked(session, uuid.UUID(what.wanted.id))
    if refund.state != RefundState.APPROVED or (refund.out_at, refund.sends) != _seen(what):
        return None
    refund.out_at, refund.sends = clock.now(), refund.sends + 1
    return Order(what.wanted, refund.out_at, refund.sends)


def came_back(session: Session, what: Order, before: Order) -> None:
    """Note that what went out was clearly not sent: all is as it was before."""
    refund, _, _ = refunds.locked(session, uuid.UUID(what.wanted.id))
    if (refund.out_at, refund.sends) == _seen(what):
        refund.out_at, refund.sends = before.out_at, before.sends


def _seen(what: Order) -> tuple[datetime | None, int]:
    return what.out_at, what.sends


def sent(session: Session, rt: Runtime, what: Order, receipt: RefundReceipt) -> None:
    """Note that the platform has sent money back; told twice, it is noted once."""
    refund, _, dossier = refunds.locked(session, uuid.UUID(what.wanted.id))
    if refund.state != RefundState.APPROVED:
        return
    refunds.settle(session, rt, dossier, (refund, receipt.reference))
    promise = stuck_refunds.of(session, dossier, refund)
    if promise is not None:
        stuck_refunds.drop(session, promise)


@dataclass(frozen=True)
class Finding:
    """What a person found out: it was sent, under a ``reference``; "" if nothing was sent."""

    reference: str


def find(
    session: Session, rt: Runtime, refund_id: uuid.UUID, finding: Finding, by: Actor
) -> Refund:
    """Settle a refund nobody can say of, by what a person found out; ``by.reason`` is the evidence.

    Sent, it is noted as that and tried no more. Not sent, it is tried again as if for the first
    time: the platform is asked first, if it can be.

    :raises NotFound: if there is none.
    :raises Unacceptable: ``reason`` if none is given; ``settled`` if it is in doubt no more, or
        is being tried just now.
    """
    if not by.reason.strip():
        raise Unacceptable("reason")
    refund, _, dossier = refunds.locked(session, refund_id)
    promise = stuck_refunds.of(session, dossier, refund)
    if (
        refund.state != RefundState.APPROVED
        or promise is None
        or not stuck_refunds.doubtful(refund, promise)
    ):
        raise Unacceptable("settled")
    detail = {"refund": str(refund.id), "sends": refund.sends, "reference": finding.reference}
    if finding.reference:
        deeds.record(session, by, "refund_found_sent", dossier.code, detail)
        refunds.settle(session, rt, dossier, (refund, finding.reference), by.reason)
        stuck_refunds.drop(session, promise)
    else:
        deeds.record(session, by, NOT_SENT, dossier.code, detail)
        refunds.record(session, rt, dossier, (refund, NOT_SENT), by.reason)
        refund.out_at, refund.sends = None, 0
        stuck_refunds.again(session, promise)
    return refund
