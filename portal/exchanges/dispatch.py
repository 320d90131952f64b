"""Keeps a promise: read (short transaction) → call the partner (none open) → record (short transaction)."""

import time

from portal import clock, log
from portal.exchanges import deliver, notify
from portal.exchanges.outcome import Effect, Tried, record
from portal.runtime import Runtime
from portal.services.promises import Leased

_log = log.get()

HANDLERS = {"deliver": deliver.fulfil, "notify": notify.fulfil}


def fulfil(rt: Runtime, leased: Leased) -> bool:
    """Try to keep one promise and write down what became of it; says whether it is kept.

    Whatever goes wrong in our own code parks the promise for a person and is logged whole; a
    database that fails us leaves the lease to run out, and another worker asks before sending.
    """
    started_at, began = clock.now(), time.monotonic()
    effect: Effect | None = None
    error: Exception | None = None
    try:
        effect = HANDLERS[leased.kind](rt, leased)
    except Exception as caught:
        error = caught
    tried = Tried(started_at, round((time.monotonic() - began) * 1000), error, effect)
    kept = record(rt, leased, tried)
    _tell(leased, tried, kept)
    return kept and error is None


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
    elif hasattr(tried.error, "raw"):
        logger.warning("promise_postponed", error=str(tried.error))
    else:
        logger.error("promise_broken_by_us", exc_info=tried.error)
