"""Starting and ending one child, and all it has started in turn."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_LOG_LIMIT = 10 * 1024 * 1024
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def spawn(argv: tuple[str, ...], env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, its output appended to a log file.

    The session keeps Ctrl-C in the terminal from reaching it: the supervisor stops it in order.
    """
    with log.open("ab") as output:
        return subprocess.Popen(
            argv,
            env={**os.environ, **env},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with(os.getpid()),
        )


def turn(log: Path) -> None:
    """Put a log that has grown long aside, and what was put aside before away."""
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))


def die_with(parent: int) -> Callable[[], None]:
    """Make the child's preparation: Linux kills it when the supervisor is no more."""

    def prepare() -> None:
        if _LIBC is None:
            return
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        # The parent may have died between fork and prctl; then no signal will ever come.
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def last_lines(log: Path, since: int, count: int = 12) -> list[str]:
    """Read the last lines a child wrote after the byte offset ``since``."""
    try:
        with log.open("rb") as written:
            written.seek(since)
            return written.read().decode(errors="replace").splitlines()[-count:]
    except FileNotFoundError:
        return []
