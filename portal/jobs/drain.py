"""Drains the outbox: leases what is due and keeps promises side by side.

Workers do this when woken, the relay whenever it finds something due; leases keep them apart.
One partner that hangs holds up its own promises only: it never gets more than half the threads.
"""

import os
import socket
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta

from portal import clock, log
from portal.exchanges import dispatch
from portal.runtime import Runtime
from portal.services import promises
from portal.services.promises import Leased

THREADS = 8
PER_DESTINATION = 4
# While a call hangs, look this often whether something else has come due.
_LOOK_SECONDS = 0.2

_log = log.get()


def name_worker() -> str:
    """Name this process, so that people can see who holds a lease."""
    return f"{socket.gethostname()}:{os.getpid()}"


class Drain:
    """The drain of one process. ``stop`` lets it finish what it holds and take nothing new."""

    def __init__(self, rt: Runtime, worker: str | None = None) -> None:
        self.rt = rt
        self.worker = worker or name_worker()
        self._stopping = threading.Event()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="drain")

    def run(self) -> int:
        """Keep promises until none is due and none is under way; returns how many were kept."""
        kept = 0
        running: dict[Future[bool], Leased] = {}
        while True:
            busy = Counter(leased.destination for leased in running.values())
            for leased in self._lease(busy):
                running[self._pool.submit(self._one, leased)] = leased
            if not running:
                return kept
            done, _ = wait(running, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
            for future in done:
                del running[future]
                kept += future.result()
            self._renew(running)

    def _lease(self, busy: Counter[str]) -> Sequence[Leased]:
        """Take as many as there are free threads; looking first keeps idle drains from writing."""
        free = THREADS - busy.total()
        if free <= 0 or self._stopping.is_set():
            return ()
        with self.rt.db.read() as session:
            full = [name for name, count in busy.items() if count >= PER_DESTINATION]
            if not promises.anything_due(session, full):
                return ()
        with self.rt.db.write() as session:
            room = promises.Room(free, PER_DESTINATION, busy)
            return promises.lease(session, self.worker, self.rt.settings.lease_seconds, room)

    def _one(self, leased: Leased) -> bool:
        try:
            if self._stopping.is_set() or self._half_over(leased):
                with self.rt.db.write() as session:
                    promises.give_back(session, leased)
                return False
            return dispatch.fulfil(self.rt, leased)
        except Exception:
            # The lease runs out by itself, and whoever takes it over asks before sending.
            _log.exception("promise_not_recorded", dossier=str(leased.dossier_id))
            return False

    def _renew(self, running: dict[Future[bool], Leased]) -> None:
        """Move the leases of long calls on: a file of 50 MB takes a slow agency minutes."""
        ending = {future: leased for future, leased in running.items() if self._half_over(leased)}
        if not ending:
            return
        with self.rt.db.write() as session:
            for future, leased in ending.items():
                seconds = self.rt.settings.lease_seconds
                running[future] = promises.renew(session, leased, seconds)

    def _half_over(self, leased: Leased) -> bool:
        return clock.now() + timedelta(seconds=self.rt.settings.lease_seconds / 2) > leased.until

    def stop(self) -> None:
        """Take nothing new; what is being sent is finished and recorded."""
        self._stopping.set()

    def close(self) -> None:
        """Wait for what is being sent, then let the threads go."""
        self.stop()
        self._pool.shutdown(wait=True)


def forever(sweep: Callable[[], object], wait_for: Callable[[float], bool], pause: float) -> None:
    """Sweep until told to stop; a database that is away is tried again, with a longer breath."""
    while not wait_for(pause):
        try:
            sweep()
        except Exception:
            _log.exception("sweep_failed")
            if wait_for(5 * pause):
                return
