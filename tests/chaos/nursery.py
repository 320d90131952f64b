"""Raises the portal's processes, and another background process whenever one is killed.

``python -m tests.chaos.nursery`` loads everything once and forks, so that a death costs
milliseconds; what is forked opens its own connections, as a process started afresh does. For each
line ``ROLE LOG`` it is told, it starts that role in a session of its own and answers its number.
"""

import ctypes
import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from gunicorn.app import wsgiapp

from portal import app  # noqa: F401  (what tests.chaos.web stands on: loaded once, for every life)
from portal.jobs import process, relay, scheduler, worker
from tests.chaos import instrument

JOBS = {"worker": worker.work, "relay": relay.relay, "scheduler": scheduler.schedule}
_LIBC = ctypes.CDLL(None)


def serve() -> None:
    """Be the web server: a master, and workers that it forks itself."""
    words = ["tests.chaos.web:app", "--preload", "--no-control-socket"]
    words += ["--bind", f"127.0.0.1:{os.environ['PORT']}"]
    sys.argv = ["gunicorn", *words, "--worker-class", "gthread", "--workers", "2", "--threads", "8"]
    wsgiapp.run(prog="gunicorn")


class Keeper:
    """One background role, and the child that plays it just now."""

    def __init__(self, role: str) -> None:
        self._role = role
        self._child = 0
        self._stopping = False

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """Let the child come to its own end, and start no other."""
        self._stopping = True
        if self._child:
            os.kill(self._child, signal.SIGTERM)

    def run(self) -> None:
        """Keep one child alive."""
        signal.signal(signal.SIGTERM, self.stop)
        life = 0
        while not self._stopping:
            life += 1
            self._child = fork(lambda life=life: self._live(life))  # type: ignore[misc]
            os.waitpid(self._child, 0)

    def _live(self, life: int) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        instrument.install(f"{self._role}/{life}")
        process.run(self._role, JOBS[self._role])


def fork(live: Callable[[], None]) -> int:
    """Let a child do something until the end of its life; give its number."""
    child = os.fork()
    if child:
        return child
    _LIBC.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: nobody outlives whoever raised them
    code = 1
    try:
        live()
        code = 0
    except BaseException:
        traceback.print_exc()  # os._exit below would take it along
        raise
    finally:
        os._exit(code)


def _grow_up(role: str, log: Path) -> None:
    """Leave the nursery: its session, its signals, its ways to speak."""
    os.setsid()
    _LIBC.prctl(15, role.encode())  # PR_SET_NAME: told apart in a list of processes
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with log.open("ab") as output, open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    if role == "web":
        serve()
    else:
        Keeper(role).run()


def _raise_all() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # What is held now stays shared: the collector writes to whatever it looks at.
    gc.freeze()
    for line in sys.stdin:
        role, log = line.rstrip("\n").split(" ", 1)
        child = fork(lambda role=role, log=log: _grow_up(role, Path(log)))  # type: ignore[misc]
        print(child, flush=True)


if __name__ == "__main__":
    _raise_all()
