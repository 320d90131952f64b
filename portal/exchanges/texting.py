"""Hands one SMS to the centre, never twice: the intent is committed before anything is sent."""

from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.errors import Rejected, Unknown
from connectors.text_messages import Sms, SmsReceipt, SmsStatus
from portal import clock
from portal.models import Notice
from portal.runtime import Runtime

SENT = frozenset({"sent", "delivered"})
FIRST_CHECK = timedelta(minutes=1)
"""When the centre is first asked whether a message it took has arrived."""


@dataclass(frozen=True)
class Intent:
    """An SMS that is meant to go out, and whether an earlier try may have sent it."""

    sms: Sms = field(repr=False)
    state: str
    earlier: bool


def hand_over(rt: Runtime, intent: Intent) -> SmsReceipt:
    """Send a message; after a doubtful try the centre is asked first.

    :raises connectors.errors.ConnectorError: whatever the centre's answer comes to; the notice
        says ``unknown`` or ``failed`` then.
    """
    connector, reference = rt.partners.sms(), intent.sms.reference
    receipt = connector.ask(reference) if intent.earlier else None
    try:
        receipt = receipt or connector.send(intent.sms)
    except Unknown:
        note(rt, reference, "unknown")
        raise
    except Rejected:
        note(rt, reference, "failed")
        raise
    if receipt.status == SmsStatus.FAILED:
        note(rt, reference, "failed")
        raise Rejected("the SMS centre could not send the message")
    return receipt


def find(session: Session, key: str) -> Notice | None:
    """Find a notice by the key of its promise."""
    return session.execute(sa.select(Notice).where(Notice.promise_key == key)).scalar_one_or_none()


def note(rt: Runtime, key: str, state: str) -> None:
    """Commit how far a message has come."""
    with rt.db.write() as session:
        notice = find(session, key)
        if notice is not None:
            notice.state = state


def taken(session: Session, key: str, receipt: SmsReceipt) -> None:
    """Write down that the centre took a message; whether it arrives is asked about later."""
    notice, now = find(session, key), clock.now()
    assert notice is not None
    arrived = receipt.status == SmsStatus.DELIVERED
    notice.state, notice.gateway_id = "delivered" if arrived else "sent", receipt.id
    notice.settled_at, notice.next_check_at = now, None if arrived else now + FIRST_CHECK
