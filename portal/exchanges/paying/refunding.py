"""Sends money back through the platform: asked about first, sent once, confirmed."""

from connectors.base import PaymentConnector
from connectors.errors import (
    ConnectorError,
    Misconfigured,
    NotOffered,
    Rejected,
    Unavailable,
    Unknown,
)
from connectors.payment_messages import RefundReceipt, RefundStatus, RefundTold
from portal import clock
from portal.exchanges.outcome import Effect, NotYet
from portal.runtime import Runtime
from portal.services.paying import sending
from portal.services.paying.sending import Order
from portal.services.promises import Leased


class Doubtful(ConnectorError):
    """Money may have gone back and the platform does not say so: a person has to find out."""


def send(rt: Runtime, leased: Leased) -> Effect:
    """Send an approved refund; each try asks first, so that money goes back once.

    :raises connectors.errors.ConnectorError: whatever the platform's answer comes to.
    :raises NotYet: while it is under way there, or the platform may not have seen it yet.
    :raises Doubtful: if it may have been sent, and asking says nothing.
    """
    with rt.db.read() as session:
        order = sending.order(session, leased)
    if order is None:
        return lambda session: None
    platform = rt.partners.payment()
    receipt = _asked(platform, order)
    if receipt is None:
        order, receipt = _sent(rt, platform, order)
    elif order.out_at is None and receipt.status != RefundStatus.REFUSED:
        # It is known there, whoever sent it: from now on nobody sends it by hand unasked.
        order = _going(rt, order)
    _check(rt, order, receipt)
    return lambda session: sending.sent(session, rt, order, receipt)


def _asked(platform: PaymentConnector, order: Order) -> RefundReceipt | None:
    """Ask what became of it; None if it is to be sent (again)."""
    try:
        receipt = platform.ask_refund(order.wanted)
    except NotOffered as error:
        if order.out_at is not None:
            said = "the refund went out, nobody knows what became of it, and nobody can be asked"
            raise Doubtful(said) from error
        return None
    if receipt is None and order.out_at is not None:
        if clock.now() < order.out_at + platform.refund_seen_within:
            raise NotYet("the refund went out, and the platform may not have seen it yet")
    return receipt


def _sent(rt: Runtime, platform: PaymentConnector, before: Order) -> tuple[Order, RefundReceipt]:
    """Send it, which is written down first: whoever dies here leaves a refund that is asked about.

    What is clearly not sent leaves no trace: a refusal, or a platform that was not even reached.
    """
    order = _going(rt, before)
    try:
        return order, platform.refund(order.wanted)
    except (Rejected, Misconfigured, Unavailable) as error:
        if not isinstance(error, Unavailable) or error.raw.status is None:
            _came_back(rt, order, before)
        raise


def _going(rt: Runtime, before: Order) -> Order:
    with rt.db.write() as session:
        order = sending.going(session, before)
    if order is None:
        raise NotYet("somebody else is sending the refund, or has settled it")
    return order


def _came_back(rt: Runtime, order: Order, before: Order) -> None:
    with rt.db.write() as session:
        sending.came_back(session, order, before)


def _check(rt: Runtime, order: Order, receipt: RefundReceipt) -> None:
    if receipt.status == RefundStatus.REFUSED:
        if order.sends > 1:
            # A second try may be refused because the first one was not.
            raise Doubtful("the platform refuses the refund, which went out more than once")
        _came_back(rt, order, Order(order.wanted, None, 0))
        raise Rejected("the platform refuses to send the money back")
    if receipt.status == RefundStatus.PENDING:
        raise NotYet("the refund is under way at the platform")
    if receipt.status == RefundStatus.UNKNOWN:
        raise Unknown("the platform says of the refund what nobody knows")
    if not _whole(order, receipt):
        raise Doubtful(f"the platform sent {receipt.amount} đồng of {order.wanted.amount} back")


def _whole(order: Order, receipt: RefundReceipt) -> bool:
    return receipt.amount in (None, order.wanted.amount)


def hear(rt: Runtime, told: RefundTold) -> None:
    """Take a callback about a refund: a reason to ask; it counts only where nobody can be asked.

    :raises portal.domain.errors.NotFound: if the payment is none of ours.
    :raises ConnectorError: if the platform does not answer; nothing has changed then.
    """
    with rt.db.read() as session:
        order = sending.told_of(session, told.transaction)
    if order is None:
        return
    try:
        receipt = rt.partners.payment().ask_refund(order.wanted)
    except NotOffered:
        receipt = told.receipt
    if receipt and receipt.status == RefundStatus.DONE and _whole(order, receipt):
        with rt.db.write() as session:
            sending.sent(session, rt, order, receipt)
