"""The relay: sweeps the outbox, so that a promise is kept even if no wake-up ever comes.

Run as ``python -m portal.jobs.relay``.
"""

from portal.jobs import process
from portal.jobs.drain import Drain, forever
from portal.jobs.process import Stop
from portal.runtime import Runtime


def relay(rt: Runtime, stop: Stop) -> None:
    """Sweep until told to stop."""
    drain = Drain(rt)
    try:
        forever(drain, stop, rt.settings.sweep_seconds)
    finally:
        drain.close()


if __name__ == "__main__":
    process.run("relay", relay)
