"""Keeps one child alive: start, readiness, death, back-off, end."""

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portal.jobs.supervise import forking, process, sessions
from portal.jobs.supervise.checks import Exists
from portal.jobs.supervise.forking import Forked
from portal.jobs.supervise.plan import Child

_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_SETTLED = 60.0  # a child that lived this long starts its next life with a clean record


@dataclass(frozen=True)
class Reporting:
    """Where a keeper writes what its child says, and tells what happens to it."""

    log_dir: Path
    say: Callable[[str], None]
    guard: Callable[[str], None]


class Keeper:
    """The one who looks after one child, a step at a time; it never waits."""

    def __init__(self, child: Child, reporting: Reporting) -> None:
        self.child = child
        self.ready = False
        self.deaths = 0
        self._reporting = reporting
        self._log = reporting.log_dir / f"{child.name}.log"
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._started = self._due = 0.0
        self._offset = 0

    @property
    def running(self) -> bool:
        """Whether the child lives, as far as the last look told."""
        return self._process is not None

    def start(self) -> None:
        """Start the child; its readiness is asked for afresh."""
        if isinstance(self.child.ready, Exists):
            self.child.ready.path.unlink(missing_ok=True)
        self.ready = False
        process.turn(self._log)
        self._offset = self._log.stat().st_size if self._log.exists() else 0
        self._process = _begin(self.child, self._log)
        self._started = time.monotonic()
        self._reporting.guard(f"+{self._process.pid}")

    def look(self) -> None:
        """See how the child is; start it again when its pause is over."""
        if self._process is None:
            if time.monotonic() >= self._due:
                self.start()
        elif self._process.poll() is not None:
            self._bury()
        elif not self.ready:
            self.ready = self.child.ready()

    def ask_to_stop(self) -> None:
        """Ask the child to come to an end by itself."""
        if self._process is not None:
            self._process.terminate()

    def gone(self) -> bool:
        """Say whether the child has ended; what it left behind in its session is ended too."""
        if self._process is not None and self._process.poll() is not None:
            self._forget()
        return self._process is None

    def kill(self) -> None:
        """End the child and all it started, at once."""
        if self._process is not None:
            sessions.kill(self._process.pid)
            self._process.wait()
            self._forget()

    def _bury(self) -> None:
        """Say that the child died, why if it died at start, and when it will be back."""
        assert self._process is not None
        lived = time.monotonic() - self._started
        self.deaths = 1 if lived > _SETTLED else self.deaths + 1
        pause = min(_FIRST_PAUSE * 2 ** (self.deaths - 1), _LONGEST_PAUSE)
        self._due = time.monotonic() + pause
        code = self._process.returncode
        assert code is not None
        ended = _how(code)
        self._reporting.say(
            f"{self.child.name} {ended} after {lived:.1f} s; starting it again in {pause:g} s "
            f"(log: {self._log})"
        )
        if not self.ready:
            for line in process.last_lines(self._log, self._offset):
                self._reporting.say(f"  {self.child.name}| {line}")
        self._forget()

    def _forget(self) -> None:
        assert self._process is not None
        sessions.kill(self._process.pid)
        self._reporting.guard(f"-{self._process.pid}")
        self._process = None
        self.ready = False


def _begin(child: Child, log: Path) -> subprocess.Popen[bytes] | Forked:
    if child.play is not None and sys.platform == "linux":
        return forking.fork(child.name, child.play, child.env, log)
    return process.spawn(child.argv, child.env, log)


def _how(code: int) -> str:
    return f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
