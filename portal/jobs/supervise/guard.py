"""Ends what the supervisor leaves behind when it is killed.

Runs in its own session, its standard input a pipe from the supervisor, who names each session it
starts (``+123``) and each one that is gone (``-123``). When the pipe closes, the supervisor is
gone, however it went, and every session still named is killed: grandchildren too, and also on
systems where a child cannot ask to die with its parent.
"""

import signal
import sys
from collections.abc import Iterable

from portal.jobs.supervise import sessions


def watch(words: Iterable[str]) -> set[int]:
    """Read the supervisor's words until it is gone; give the sessions it left."""
    left: set[int] = set()
    for word in words:
        change = left.add if word[0] == "+" else left.discard
        change(int(word[1:]))
    return left


if __name__ == "__main__":
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    for session in watch(sys.stdin):
        sessions.kill(session)
