"""A child that is forked from the supervisor, which holds in memory all that it needs.

Started afresh, each of the portal's own processes spends a second of processor and a hundred
megabytes on importing the same modules. Sound only from a process of one thread that holds no
connection, and only on Linux: other systems' own libraries do not outlive a fork.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from portal.jobs.supervise import process

_PR_SET_NAME = 15
_MOST_FILES = 4096


@dataclass(frozen=True)
class Forked:
    """A child, spoken to as ``subprocess.Popen`` is."""

    _process: BaseProcess

    @property
    def pid(self) -> int:
        """The number of the process, and of its session."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """As it ended, minus the signal that killed it; None while it lives."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """Look once whether it has ended, and how."""
        return self._process.exitcode

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def wait(self) -> int | None:
        """Wait for its end."""
        self._process.join()
        return self._process.exitcode


def fork(name: str, play: Callable[[], None], env: Mapping[str, str], log: Path) -> Forked:
    """Let a child of this process play a part, in a session of its own, its output in a log."""
    # What is held now stays shared: the collector writes to whatever it looks at.
    gc.freeze()
    told, tell = os.pipe()
    begin = partial(_begin, name, env, process.die_with(os.getpid()), log)
    born = multiprocessing.get_context("fork").Process(target=_live, args=(begin, play), name=name)
    born.start()
    os.close(tell)
    # Its end of the pipe closes once it stands on its own: then it can be found and killed.
    os.read(told, 1)
    os.close(told)
    return Forked(born)


def _live(begin: Callable[[], None], play: Callable[[], None]) -> None:
    begin()
    play()


def _begin(name: str, env: Mapping[str, str], die: Callable[[], None], log: Path) -> None:
    """Leave behind all that is the supervisor's: its session, its signals, its open files."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    os.setsid()
    die()
    ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode())
    os.environ.update(env)
    with log.open("ab") as output, open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    os.closerange(3, _MOST_FILES)
