"""Asks the SMS centre what became of the messages it took: arrived, failed, or not known yet."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from connectors.errors import ConnectorError
from connectors.text_messages import SmsReceipt, SmsStatus
from portal import clock, log
from portal.exchanges import texting
from portal.models import Notice
from portal.runtime import Runtime
from portal.services.expiry import announcing

BATCH = 200
LONGEST = timedelta(hours=72)
"""How long a centre is asked; what it has not said by then stays ``sent``: nobody knows more."""
_log = log.get()


def ask_all(rt: Runtime) -> dict[str, int]:
    """Ask about a batch of messages that are due; returns how many arrived and how many failed.

    Asked is after a minute, then each time after as long as has gone by since it was sent.
    """
    counts = {"delivered": 0, "failed": 0}
    for key in _due(rt):
        try:
            receipt = rt.partners.sms().ask(key)
        except ConnectorError as error:
            # The centre is away: it is asked about this and all others next time.
            _log.warning("sms_report_not_had", error=str(error))
            break
        state = _record(rt, key, receipt)
        if state in counts:
            counts[state] += 1
    return counts


def _due(rt: Runtime) -> Sequence[str]:
    with rt.db.read() as session:
        query = sa.select(Notice.promise_key).where(Notice.next_check_at <= clock.now())
        return session.scalars(query.order_by(Notice.next_check_at).limit(BATCH)).all()


def _record(rt: Runtime, key: str, receipt: SmsReceipt | None) -> str:
    with rt.db.write() as session:
        notice = texting.find(session, key)
        if notice is None or notice.settled_at is None:
            return ""
        now = clock.now()
        age = now - notice.settled_at
        notice.state = _state(receipt)
        final = notice.state in ("delivered", "failed") or age > LONGEST
        notice.next_check_at = None if final else now + max(age, texting.FIRST_CHECK)
        if notice.state == "failed":
            _log.warning("sms_failed", dossier=str(notice.dossier_id), kind=notice.kind)
            if notice.kind == announcing.KIND:
                place = (notice.home_agency_id, notice.dossier_id)
                announcing.note(session, place, announcing.FAILED)
        return notice.state


def _state(receipt: SmsReceipt | None) -> str:
    """Put the centre's word into ours: what it has never seen or does not say is not known."""
    if receipt is None or receipt.status == SmsStatus.UNKNOWN:
        return "unknown"
    known = {SmsStatus.DELIVERED: "delivered", SmsStatus.FAILED: "failed"}
    return known.get(receipt.status, "sent")
