"""Runs one background process of the portal, and another one whenever it is killed.

``python -m tests.chaos.nursery ROLE`` loads everything once and forks, so that a death costs
milliseconds; the child opens its own connections, as a process started afresh does.
"""

import ctypes
import os
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType

from portal.jobs import process, relay, scheduler, worker
from tests.chaos import instrument

ROLES = {"worker": worker.work, "relay": relay.relay, "scheduler": scheduler.schedule}
_LIBC = ctypes.CDLL(None)


class Nursery:
    """One role, and the child that plays it just now."""

    def __init__(self, role: str) -> None:
        self._role = role
        self._pid_file = Path(os.environ["CHAOS_DIR"]) / f"{role}.pid"
        self._child = 0
        self._stopping = False

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """Let the child come to its own end, and start no other."""
        self._stopping = True
        if self._child:
            os.kill(self._child, signal.SIGTERM)

    def run(self) -> None:
        """Keep one child alive."""
        life = 0
        while not self._stopping:
            life += 1
            self._child = os.fork()
            if not self._child:
                _live(self._role, life)
            self._pid_file.write_text(str(self._child))
            os.waitpid(self._child, 0)


def _live(role: str, life: int) -> None:
    """Be the child, until the end of its life."""
    _LIBC.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: nobody outlives the nursery
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    code = 1
    try:
        instrument.install(f"{role}/{life}")
        process.run(role, ROLES[role])
        code = 0
    except BaseException:
        traceback.print_exc()  # os._exit below would take it along
        raise
    finally:
        os._exit(code)


if __name__ == "__main__":
    nursery = Nursery(sys.argv[1])
    signal.signal(signal.SIGTERM, nursery.stop)
    nursery.run()
