"""Waiting for time to pass, for a child to end, or for somebody to say stop."""

import select
import signal
import socket
import time
from types import FrameType
from typing import Self

_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SAME_WISH = 0.5  # seconds


class Signals:
    """Counts how often we were asked to stop, and wakes a wait at every signal.

    Handlers are set even where the shell started us with Ctrl-C ignored, as ``make run &`` does.
    """

    def __init__(self) -> None:
        self.stops = 0
        self._last = float("-inf")
        self._woken, self._wake = socket.socketpair()
        self._woken.setblocking(False)
        self._wake.setblocking(False)

    def __enter__(self) -> Self:
        self._before = {number: signal.getsignal(number) for number in (*_STOPS, signal.SIGCHLD)}
        for number in _STOPS:
            signal.signal(number, self._count)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._wakeup = signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._woken.close()
        self._wake.close()

    def wait(self, seconds: float) -> None:
        """Rest until a signal comes, at most some seconds."""
        if select.select([self._woken], [], [], max(0.0, seconds))[0]:
            self._woken.recv(4096)

    def _count(self, _number: int, _frame: FrameType | None) -> None:
        # One wish may come twice: from the terminal, and passed on by make.
        if time.monotonic() - self._last > _SAME_WISH:
            self.stops += 1
            self._last = time.monotonic()
