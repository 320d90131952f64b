"""The relay: sweeps the outbox, so that a promise is kept even if no wake-up ever comes.

It sweeps the desk's batches beside it, so that neither waits for the other.
Run as ``python -m portal.jobs.relay``.
"""

import threading
from functools import partial

from portal.exchanges import batching
from portal.jobs import process
from portal.jobs.drain import Drain, forever
from portal.jobs.process import Stop
from portal.runtime import Runtime


def relay(rt: Runtime, stop: Stop) -> None:
    """Sweep until told to stop."""
    drain, pause = Drain(rt), rt.settings.sweep_seconds
    batches = threading.Thread(target=forever, args=(partial(batching.work, rt), stop, pause))
    batches.start()
    try:
        forever(drain.run, stop, pause)
    finally:
        batches.join()
        drain.close()


if __name__ == "__main__":
    process.run("relay", relay)
