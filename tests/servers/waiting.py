"""Waiting for something to become true, with a limit."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

_POLL = threading.Event()


T = TypeVar("T")


def until(look: Callable[[], T], seconds: float = 60.0) -> T:
    """Look again and again until the answer is truthy, and give it.

    :raises TimeoutError: if it never is.
    """
    limit = time.monotonic() + seconds
    while not (answer := look()):
        if time.monotonic() > limit:
            raise TimeoutError(f"still {answer!r} after {seconds:g} s")
        _POLL.wait(0.02)
    return answer
