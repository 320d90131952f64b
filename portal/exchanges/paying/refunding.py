"""Sends money back through the platform: asked about first, sent once, confirmed."""

from connectors.errors import Rejected, Unavailable, Unknown
from connectors.payment_messages import RefundReceipt, RefundStatus
from portal.exchanges.outcome import Effect
from portal.runtime import Runtime
from portal.services.paying import refunds
from portal.services.promises import Leased


def send(rt: Runtime, leased: Leased) -> Effect:
    """Send an approved refund; each try asks first, so that money goes back once.

    :raises connectors.errors.ConnectorError: whatever the platform's answer comes to; one that is
        under way there is asked about again later.
    """
    with rt.db.read() as session:
        wanted = refunds.to_send(session, rt, leased)
    platform = rt.partners.payment()
    receipt = platform.ask_refund(wanted) or platform.refund(wanted)
    _check(receipt)
    return lambda session: refunds.sent(session, rt, wanted.id, receipt)


def _check(receipt: RefundReceipt) -> None:
    if receipt.status == RefundStatus.REFUSED:
        raise Rejected("the platform refuses to send the money back")
    if receipt.status == RefundStatus.PENDING:
        raise Unavailable("the refund is under way at the platform")
    if receipt.status == RefundStatus.UNKNOWN:
        raise Unknown("the platform says of the refund what nobody knows")
