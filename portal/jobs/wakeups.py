"""The jobs that wake-ups name. They run in a worker process, on the runtime it was begun with."""

from portal.exchanges import batching
from portal.jobs.drain import Drain
from portal.runtime import Runtime
from portal.services.batches.working import QUEUE


class _Begun:
    """What this process works with once ``begin`` was called."""

    def __init__(self) -> None:
        self.rt: Runtime | None = None
        self.drain: Drain | None = None


_begun = _Begun()


def begin(rt: Runtime) -> Drain:
    """Give this process its runtime and its drain."""
    _begun.rt, _begun.drain = rt, Drain(rt)
    return _begun.drain


def drain(name: str) -> int:
    """Drain the outbox, or work on batches; returns how many promises were kept.

    What is committed from now on needs a wake-up of its own, so the mark goes first.
    """
    if _begun.rt is None or _begun.drain is None:
        raise RuntimeError("this job runs in a worker started by portal.jobs.worker")
    _begun.rt.wake.begun(name)
    if name == QUEUE:
        if batching.work(_begun.rt):
            # Other wake-ups come in between: a batch may be long.
            _begun.rt.wake(name)
        return 0
    return _begun.drain.run()
