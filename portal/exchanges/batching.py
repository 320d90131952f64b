"""Works on batches of the desk: a slice of time at once, an item a transaction."""

import os
import socket
import threading
import time
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from portal import log
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.runtime import Runtime
from portal.services.batches import working
from portal.services.batches.working import Lease

SLICE = timedelta(seconds=2)
"""How long somebody works on batches before looking after other things."""
BROKEN = "broken"

_log = log.get()


def name_worker() -> str:
    """Name this thread of this process, which has a lease."""
    return f"{socket.gethostname()}:{os.getpid()}:{threading.get_ident()}"


def work(rt: Runtime, most: timedelta = SLICE) -> bool:
    """Work on whatever batch waits; says whether time was up before everything was done."""
    ends = time.monotonic() + most.total_seconds()
    while True:
        with rt.db.read() as session:
            if not working.anything_due(session):
                return False
        if time.monotonic() >= ends:
            return True
        with rt.db.write() as session:
            lease = working.take(session, name_worker(), rt.settings.lease_seconds)
        if lease is not None:
            go_on(rt, lease, ends)


def at_once(rt: Runtime, lease: Lease) -> None:
    """Work on a batch for whoever has just asked for it; what is left is worked by others."""
    try:
        go_on(rt, lease, time.monotonic() + SLICE.total_seconds())
    except OperationalError:
        _log.warning("batch_left_to_others", batch=str(lease.key[1]), exc_info=True)


def go_on(rt: Runtime, lease: Lease, ends: float) -> None:
    """Work on one batch until it is done, or a moment of the monotonic clock; then let it go.

    With the database away nothing is let go of: the lease runs out by itself.
    """
    while _one(rt, lease):
        if time.monotonic() >= ends:
            with rt.db.write() as session:
                working.give_back(session, lease)
            return


def _one(rt: Runtime, lease: Lease) -> bool:
    try:
        with rt.db.write() as session:
            return working.work(session, rt, lease)
    except Conflict:
        outcome = "changed"
    except NotFound:
        outcome = "missing"
    except Unacceptable as error:
        outcome = error.reason
    except OperationalError:
        raise
    except Exception:
        # Done again it would fail again: a person opens the dossier, and the rest goes on.
        _log.exception("batch_item_broken_by_us", batch=str(lease.key[1]))
        outcome = BROKEN
    with rt.db.write() as session:
        return working.leave(session, lease, outcome)
