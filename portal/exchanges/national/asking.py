"""Answers the national portal that asks what is to be paid for a dossier."""

from connectors.errors import ConnectorError
from connectors.messages import Reply
from connectors.payment_messages import Bill
from portal import log
from portal.exchanges.callers import Call
from portal.exchanges.paying import online
from portal.runtime import Runtime
from portal.services.paying import offering

_log = log.get()


def tell(rt: Runtime, call: Call, body: bytes) -> Reply:
    """Say what is to be paid for a dossier, in the portal's words: 1 and the bill, 0, or -1.

    What may be under way is asked about first: a fee that was paid a moment ago is paid.
    """
    portal = rt.partners.national()
    try:
        code = portal.read_asked(call.headers, body)
        bill = _bill(rt, code)
    except ConnectorError as error:
        _log.warning("bill_not_told", error=str(error))
        return portal.reply_owed("", error)
    _log.info("bill_told", owed=bill is not None)
    return portal.reply_owed(code, bill)


def _bill(rt: Runtime, code: str) -> Bill | None:
    if not rt.partners.pays:
        # What is paid there could never be heard of here.
        return None
    with rt.db.read() as session:
        begun = offering.under_way(session, code)
    if begun:
        online.ask(rt, begun)
    with rt.db.write() as session:
        return offering.bill(session, rt, code)
