"""Servers that a test session starts: children that end with it, killed by their own ids."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.servers.waiting import until

_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with_session() -> None:
    """Ask Linux to kill this child, about to begin, when whoever starts it dies."""
    if _LIBC is not None:
        _LIBC.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


@contextmanager
def running(
    argv: Sequence[str | Path],
    ready: Callable[[], bool],
    log: Path,
    user: str | None = None,
    stop: int = signal.SIGTERM,
) -> Iterator[int]:
    """Run a server, as another user if told, until the block ends; give its process id."""
    with log.open("ab") as output:
        server = subprocess.Popen(
            [str(word) for word in argv],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=user,
            extra_groups=None if user is None else [],
            start_new_session=True,
            preexec_fn=die_with_session,
        )
    try:
        until(lambda: server.poll() is not None or ready())
        if server.poll() is not None:
            raise RuntimeError(f"{argv[0]} ended with {server.returncode}:\n{log.read_text()}")
        yield server.pid
    finally:
        server.send_signal(stop)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
