"""Asks nobody for a while after some failures in a row, so that no more people wait in vain."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from connectors.base import Clock
from connectors.errors import Unavailable

FAILURES = 3
"""How many calls in a row fail before there is a pause."""
PAUSE = timedelta(seconds=30)


class Pause:
    """Counts failures of a store that people wait for; safe to share between threads."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failed = 0
        self._until: datetime | None = None
        self._lock = threading.Lock()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Make a call, unless there is a pause.

        :raises Unavailable: at once, while there is one.
        """
        with self._lock:
            if self._until is not None and self._clock() < self._until:
                raise Unavailable("the national store did not answer just now: it is not asked yet")
        try:
            yield
        except Unavailable:
            self._note(failed=True)
            raise
        self._note(failed=False)

    def _note(self, *, failed: bool) -> None:
        with self._lock:
            self._failed = self._failed + 1 if failed else 0
            self._until = None
            if self._failed >= FAILURES:
                self._failed, self._until = 0, self._clock() + PAUSE
