"""What every background process does first and last: settings, logs, a runtime, a clean stop."""

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from portal import log
from portal.jobs import pulse
from portal.runtime import Runtime
from portal.settings import Settings


class Stop:
    """Tells a process when it is time to go: ``stop(seconds)`` waits and says True once it is."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def __call__(self, seconds: float) -> bool:
        return self._event.wait(seconds)

    def listen(self) -> None:
        """Take SIGTERM and SIGINT; to be called again after a library took them for itself."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)

    def _stop(self, _: int, __: FrameType | None) -> None:
        self._event.set()


def run(role: str, body: Callable[[Runtime, Stop], None]) -> None:
    """Run a process's body until it is told to stop; ``role`` names it in its signs of life."""
    settings = Settings.load()
    log.configure(settings.log_format)
    stop = Stop()
    stop.listen()
    rt = Runtime.make(settings)
    _say_ready()
    try:
        with pulse.beating(rt, role):
            body(rt, stop)
    finally:
        rt.close()


def _say_ready() -> None:
    """Touch the file a supervisor waits for, if it named one."""
    path = os.environ.get("READY_FILE")
    if path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()
