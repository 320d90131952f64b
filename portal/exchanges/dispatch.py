"""Keeps a promise: read (short transaction) → call (none open) → record (short transaction)."""

import time
from dataclasses import replace

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from connectors.listing import Listed
from portal import clock, log
from portal.exchanges import (
    carrying,
    deliver,
    draft_notice,
    handing_on,
    hopping,
    invite,
    joining,
    letters,
    notify,
    reports,
    storing,
)
from portal.exchanges.documents import dossiers, sending, working
from portal.exchanges.enquiries import national as enquiring
from portal.exchanges.enquiries import texting as enquiry_texts
from portal.exchanges.national import evaluating, synchronise
from portal.exchanges.outcome import Effect, Tried, record
from portal.exchanges.paying import receipting, refunding, telling
from portal.runtime import Runtime
from portal.services.documents import arriving, lines, trace
from portal.services.enquiries import trace as enquiries
from portal.services.expiry import announcing
from portal.services.handling.handing_on import HOP, KIND
from portal.services.national import promising
from portal.services.paying import claiming, informing, refunds, taking_back
from portal.services.paying.receipts import issuing
from portal.services.promises import Leased
from portal.services.reports.sending import KIND as REPORT
from portal.services.store import keeping

_log = log.get()

HANDLERS = {
    "deliver": deliver.fulfil,
    "verify": deliver.verify,
    KIND: handing_on.fulfil,
    HOP: hopping.fulfil,
    "notify": notify.fulfil,
    announcing.KIND: draft_notice.fulfil,
    "invite": invite.fulfil,
    "supplement": letters.supplement,
    "message": letters.message,
    claiming.KIND: letters.exemption,
    taking_back.KIND: letters.exemption_withdrawn,
    "rating": letters.rating,
    "withdrawal": letters.withdrawal,
    informing.PAID: telling.paid,
    informing.RECEIPTS: telling.receipts,
    refunds.KIND: refunding.send,
    issuing.KIND: receipting.make,
    promising.KIND: synchronise.fulfil,
    promising.RATING: evaluating.fulfil,
    promising.ENQUIRY: enquiring.fulfil,
    enquiries.TEXT: enquiry_texts.fulfil,
    carrying.CONSIGN: carrying.consign,
    joining.OPEN_BRANCH: joining.fulfil,
    trace.SEND: sending.document,
    trace.TELL: sending.status,
    trace.CHECK: sending.check,
    arriving.RESULTS.kind: dossiers.result,
    lines.WORK: working.fulfil,
    REPORT: reports.submit,
    keeping.KIND: storing.fulfil,
}
# The database is away, or chose us to end a deadlock: nothing can be written down just now.
_DATABASE = (OperationalError, InterfaceError, NoConnection)


def fulfil(rt: Runtime, leased: Leased) -> bool:
    """Try to keep one promise and write down what became of it; says whether it is kept.

    Whatever goes wrong in our own code parks the promise for a person and is logged whole. A
    database that fails us leaves the lease to run out, and whoever takes it over asks before
    sending.

    :raises sqlalchemy.exc.OperationalError: (or its like) if the database fails us.
    """
    started_at, began = clock.now(), time.monotonic()
    effect: Effect | None = None
    error: Exception | None = None
    try:
        effect = HANDLERS[leased.kind](rt, leased)
    except _DATABASE:
        raise
    except Exception as caught:
        error = caught
    tried = Tried(started_at, round((time.monotonic() - began) * 1000), error, effect)
    try:
        kept = record(rt, leased, tried)
    except _DATABASE:
        raise
    except Exception as caught:
        # The partner has done its part and we cannot do ours: a person has to look.
        tried = replace(tried, error=caught, effect=None)
        kept = record(rt, leased, tried)
    _tell(leased, tried, kept)
    return kept and tried.error is None


def _tell(leased: Leased, tried: Tried, kept: bool) -> None:
    logger = _log.bind(
        dossier=str(leased.dossier_id),
        destination=leased.destination,
        kind=leased.kind,
        seq=leased.seq,
        attempt=leased.attempts,
        outcome=tried.outcome if kept else "lease_lost",
        ms=tried.duration_ms,
    )
    if tried.error is None:
        logger.info("promise_kept")
    elif isinstance(tried.error, Listed):
        logger.info("promise_listed")
    elif hasattr(tried.error, "raw"):
        logger.warning("promise_postponed", error=str(tried.error))
    else:
        logger.error("promise_broken_by_us", exc_info=tried.error)
