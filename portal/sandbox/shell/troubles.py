"""How a server can fail to answer: late, never, or by closing the line after the deed.

Waitress calls the application in one of eight threads. A request that hangs keeps its thread
until the caller gives up, the fault is switched off or the process ends, and only a few may
hang at a time, so that the switches stay within reach.
"""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from flask import Response, request
from waitress.channel import ClientDisconnected

from portal.sandbox.shell.faults import Faults

DROP = "sandbox.drop"
LONGEST_HANG = 120.0
HANGING_AT_ONCE = 5
_STEP = 0.1


class Patience:
    """Waiting that ends when the process is asked to end."""

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._room = threading.BoundedSemaphore(HANGING_AT_ONCE)

    def slow(self, seconds: float) -> None:
        """Wait some seconds before going on."""
        self.stop.wait(seconds)

    def hang(self, faults: Faults, scope: str) -> Response | None:
        """If the fault ``hang`` is on, never answer: wait until the caller has gone, then drop.

        A fault for the next few times ends with the caller alone; one without a limit also
        ends when it is switched off.
        """
        setting = faults.active(scope).get("hang")
        if setting is None or faults.take(scope, "hang") is None:
            return None
        gone = request.environ.get("waitress.client_disconnected", bool)
        if self._room.acquire(blocking=False):
            try:
                end = time.monotonic() + LONGEST_HANG
                while time.monotonic() < end and not gone() and not self.stop.wait(_STEP):
                    if setting.times is None and not faults.on(scope, "hang"):
                        break
            finally:
                self._room.release()
        return drop()


def drop() -> Response:
    """Close the line without a single byte of an answer."""
    request.environ[DROP] = True
    return Response(status=503)


def dropped() -> bool:
    """Whether the line of the present request will be closed without an answer."""
    return bool(request.environ.get(DROP))


class Gate:
    """The WSGI skin that turns a dropped answer into a closed line."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Serve one request."""
        answer = self._app(environ, start_response)
        if environ.get(DROP):
            close = getattr(answer, "close", None)
            if close is not None:
                close()
            # Waitress takes this for a caller who has left: it closes the line and writes nothing.
            raise ClientDisconnected
        return answer
