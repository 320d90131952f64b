"""A child and all it started: the processes of one session.

A process group is not enough: an RQ worker puts each job's process into a group of its own, in
the session of the worker. Nothing but the standard library is imported, for the guard's sake.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path

_PROC = Path("/proc")
_ROUNDS = 20  # a process may fork while its siblings are being counted


def members(session: int) -> list[int]:
    """List the living processes of a session; zombies are dead and not counted.

    Where there is no ``/proc``, only the session's first process can be told.
    """
    if not (_PROC / "self" / "stat").exists():
        return [session] if _alive(session) else []
    found = (_session(int(entry)) for entry in os.listdir(_PROC) if entry.isdigit())
    return [pid for pid, of in found if of == session]


def kill(session: int) -> None:
    """Kill every process of a session; those that are gone already are as good."""
    for _ in range(_ROUNDS):
        _signal(os.killpg, session)
        left = members(session)
        if not left:
            return
        for pid in left:
            _signal(os.kill, pid)


def _session(pid: int) -> tuple[int, int]:
    """Give a process with its session's id, 0 if it is dead."""
    try:
        stat = (_PROC / str(pid) / "stat").read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return pid, 0
    # The name, in brackets, may hold spaces and brackets of its own: count from the last one.
    state, _parent, _group, session, *_ = stat.rpartition(")")[2].split()
    return pid, 0 if state in "ZX" else int(session)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _signal(send: Callable[[int, int], None], target: int) -> None:
    try:
        send(target, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return
