"""Lets threads meet inside their transactions, so that a race that can be lost is lost."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import sqlalchemy as sa

from portal.runtime import Runtime

_PATIENCE = 0.5


@contextmanager
def meeting(rt: Runtime, words: str, count: int = 2) -> Iterator[None]:
    """Let so many threads wait for one another once, each after a statement with these words.

    Where a lock keeps one of them from getting there, the others go on after half a second.
    """
    together, met = threading.Barrier(count), threading.local()

    def wait(_connection, _cursor, statement, *_) -> None:
        if words in statement and not hasattr(met, "once"):
            met.once = True
            with suppress(threading.BrokenBarrierError):
                together.wait(_PATIENCE)

    sa.event.listen(rt.db.engine, "after_cursor_execute", wait)
    try:
        yield
    finally:
        sa.event.remove(rt.db.engine, "after_cursor_execute", wait)
