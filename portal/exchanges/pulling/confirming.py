"""Hears an agency say that it holds what it has fetched, or that it cannot take it."""

from connectors.errors import ConnectorError, Raw, Rejected, Unavailable
from connectors.listing import Taken
from connectors.messages import Heard, Reply
from portal import clock, log
from portal.db import wake_after_commit
from portal.exchanges.callers import Call
from portal.exchanges.outcome import Tried, record
from portal.exchanges.pulling.giving import partner
from portal.models import Agency, PromiseState
from portal.runtime import Runtime
from portal.services import promises
from portal.services.pulling import listing

_log = log.get()
_WORKER = "fetched"


def confirm(rt: Runtime, code: str, call: Call, body: bytes) -> Reply:
    """Take an agency's word for what it fetched, and answer in its own words.

    What it holds is written down first; the promise is then kept like any other, by whoever
    works off promises, who learns that nothing is to be brought any more.

    :raises NotFound: if there is no such agency, or its system is one that is called.
    """
    agency, connector = partner(rt, code)
    heard: Heard | ConnectorError
    try:
        taken = connector.read_taken(call.headers, call.method, call.target, body)
        heard = _refuse(rt, agency, taken) if taken.refused else _confirm(rt, agency, taken)
        _log.info("list_item_answered", agency=code, key=taken.key, outcome=heard)
    except ConnectorError as error:
        _log.warning("confirmation_refused", agency=code, error=str(error))
        heard = error
    return connector.reply(heard)


def _confirm(rt: Runtime, agency: Agency, taken: Taken) -> Heard:
    with rt.db.write() as session:
        row = listing.find(session, agency.id, taken.key)
        if row is None:
            return Heard.NO_SUCH_ITEM
        promise = listing.promise(session, row)
        if row.content_hash != taken.content_hash:
            return Heard.OTHER_CONTENT
        if row.confirmed_at is not None or promise.state in _OVER:
            return Heard.DUPLICATE
        row.confirmed_at, row.reference = clock.now(), taken.reference
        # What it refused at first and holds after all waits for nobody any more.
        promises.retry(session, promise)
        promise.next_at = clock.now()
        wake_after_commit(session, "outbox")
    return Heard.APPLIED


def _refuse(rt: Runtime, agency: Agency, taken: Taken) -> Heard:
    """Park what an agency cannot take, like a refusal of a system that is called."""
    with rt.db.write() as session:
        row = listing.find(session, agency.id, taken.key)
        if row is None:
            return Heard.NO_SUCH_ITEM
        promise = listing.promise(session, row)
        if row.confirmed_at is not None or promise.state in _OVER:
            return Heard.OTHER_CONTENT
        if promise.state == PromiseState.PARKED:
            return Heard.DUPLICATE
        leased = promises.take(promise, _WORKER, rt.settings.lease_seconds)
    if leased is None:
        raise Unavailable("somebody is at this very promise")
    raw = Raw(f"refusal of {taken.key}", 422, taken.raw)
    said = Rejected("the agency's system refuses what it has fetched", raw, taken.reasons)
    record(rt, leased, Tried(clock.now(), 0, said))
    return Heard.PARKED


_OVER = (PromiseState.DONE, PromiseState.DROPPED)
