"""Starts children together, keeps them up, and stops them in order."""

import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from portal.jobs.supervise.keeper import Keeper, Reporting
from portal.jobs.supervise.plan import Child, Stage
from portal.jobs.supervise.signals import Signals

_POLL = 0.05  # between two looks while something is starting or stopping
_REST = 1.0  # between two looks while all is well; a death wakes us at once
_TRIES = 3


@dataclass(frozen=True)
class Patience:
    """How many seconds all children may take to come up, and each stage to come to an end."""

    start: float = 60.0
    stop: float = 6.0  # web gives its requests 5 s


USUAL = Patience()


class GaveUp(Exception):
    """The system did not come up; the message says which child did not, and where to read why."""


class Guard:
    """Our end of the pipe to the process that cleans up if we are killed."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "portal.jobs.supervise.guard"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        return self

    def tell(self, word: str) -> None:
        """Name a session that began (``+``) or ended (``-``)."""
        assert self._process.stdin is not None
        try:
            print(word, file=self._process.stdin, flush=True)
        except BrokenPipeError:
            # Somebody killed the guard. On Linux the children still die with us.
            return

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


class Supervisor:
    """All children of one installation. Leaving the ``with`` block stops them."""

    def __init__(
        self,
        children: Iterable[Child],
        reporting: Reporting,
        signals: Signals,
        patience: Patience = USUAL,
    ) -> None:
        self._keepers = [Keeper(child, reporting) for child in children]
        self._reporting = reporting
        self._signals = signals
        self._patience = patience

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, *stages: Stage) -> None:
        """Start the children of some stages, all at once."""
        for keeper in self._of(*stages):
            keeper.start()

    def until_ready(self) -> bool:
        """Wait until every started child can be used; False if we were told to stop before.

        :raises GaveUp: if one dies again and again, or is not ready in a minute.
        """
        limit = time.monotonic() + self._patience.start
        started = [keeper for keeper in self._keepers if keeper.running]
        while not self._signals.stops:
            self._look(started)
            waiting = [keeper.child.name for keeper in started if not keeper.ready]
            if not waiting:
                return True
            failing = [keeper.child.name for keeper in started if keeper.deaths >= _TRIES]
            if failing or time.monotonic() > limit:
                names = ", ".join(failing or waiting)
                raise GaveUp(f"{names} did not start; see the logs in {self._reporting.log_dir}")
            self._signals.wait(_POLL)
        return False

    def watch(self) -> None:
        """Keep every child alive until we are told to stop."""
        while not self._signals.stops:
            self._look(self._keepers)
            well = all(keeper.ready for keeper in self._keepers)
            self._signals.wait(_REST if well else _POLL)

    def stop(self) -> None:
        """Stop the front first and the broker last; whoever asks a second time waits no longer."""
        enough = max(self._signals.stops, 1) + 1
        for stage in sorted(Stage, reverse=True):
            keepers = self._of(stage)
            for keeper in keepers:
                keeper.ask_to_stop()
            limit = time.monotonic() + self._patience.stop
            while self._signals.stops < enough and time.monotonic() < limit:
                if all([keeper.gone() for keeper in keepers]):
                    break
                self._signals.wait(_POLL)
            for keeper in keepers:
                keeper.kill()

    def _look(self, keepers: Iterable[Keeper]) -> None:
        for keeper in keepers:
            keeper.look()

    def _of(self, *stages: Stage) -> list[Keeper]:
        return [keeper for keeper in self._keepers if keeper.child.stage in stages]
