"""Fetches what was asked at the national portal: ask (no transaction open) → keep → place."""

from connectors.enquiry_messages import Asked
from connectors.errors import ConnectorError, Misconfigured, Rejected
from portal import clock, log
from portal.domain.errors import NotFound
from portal.exchanges import outcome
from portal.exchanges.outcome import Tried
from portal.models import Destination
from portal.runtime import Runtime
from portal.services.enquiries import arriving

PLACE = "national.enquiries"
"""The name under which the console tells how this fares, and by which it can be paused."""
_log = log.get()


def pull(rt: Runtime) -> dict[str, int]:
    """Fetch what is new and give each to its agency; one that fails keeps none behind it waiting.

    What could not be placed before is tried again: its agency may be here by now.
    """
    if not rt.settings.national or _paused(rt):
        return {}
    listed = _asked(rt)
    asked = listed or ()
    kept = [_keep(rt, one) for one in asked]
    with rt.db.read() as session:
        codes = arriving.unplaced(session)
    placed = [_place(rt, code) for code in codes]
    told = {"listed": len(asked), "new": sum(kept), "placed": sum(placed)}
    return told if listed is not None else {**told, "failed": 1}


def _paused(rt: Runtime) -> bool:
    with rt.db.read() as session:
        row = session.get(Destination, PLACE)
        return row is not None and row.paused_at is not None


def _asked(rt: Runtime) -> tuple[Asked, ...] | None:
    """Ask; what comes of it stands among the destinations, where operators look. None: nothing."""
    with rt.db.read() as session:
        since = arriving.since(session)
    error: ConnectorError | None = None
    listed: tuple[Asked, ...] | None = None
    try:
        listed = tuple(rt.partners.national().asked(since))
    except Rejected as refused:
        # Nothing of ours was refused: it does not let us ask, and somebody has to see to it.
        error = Misconfigured(refused.message, refused.raw)
    except ConnectorError as caught:
        error = caught
    with rt.db.write() as session:
        outcome.note_health(session, rt, PLACE, Tried(clock.now(), 0, error))
    if error is not None:
        _log.warning("enquiries_not_fetched", error=str(error))
    return listed


def _keep(rt: Runtime, asked: Asked) -> bool:
    with rt.db.write() as session:
        return arriving.keep(session, rt, asked)


def _place(rt: Runtime, code: str) -> bool:
    try:
        with rt.db.write() as session:
            return arriving.place(session, rt, code)
    except NotFound:
        # An operator has placed or closed it this very moment.
        return False
    except Exception:
        _log.exception("enquiry_not_placed", code=code)
        return False
