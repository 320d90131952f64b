"""``portal run``: the whole system on one machine, until Ctrl-C."""

import os
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from gunicorn.app import wsgiapp
from sqlalchemy.exc import SQLAlchemyError

from forms.loader import FormError
from portal import layout
from portal.jobs import process, relay, scheduler, worker
from portal.jobs.supervise import laptop, plan, preflight
from portal.jobs.supervise.keeper import Reporting
from portal.jobs.supervise.plan import Address, CannotRun, Stage
from portal.jobs.supervise.signals import Signals
from portal.jobs.supervise.supervisor import Guard, Supervisor
from portal.settings import Settings

_IMPORTED = time.monotonic()


def _serve(words: list[str]) -> None:
    """Be gunicorn, as ``python -m gunicorn`` with some words is."""
    sys.argv = ["gunicorn", *words]
    wsgiapp.run(prog="gunicorn")


_PLAYS: Mapping[str, Callable[..., None]] = {
    "web": _serve,
    "worker": partial(process.run, "worker", worker.work),
    "relay": partial(process.run, "relay", relay.relay),
    "scheduler": partial(process.run, "scheduler", scheduler.schedule),
}


def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Start everything, say where it is, keep it up, and stop it when asked.

    :raises CannotRun: if something is known to be wrong before anything was started.
    :raises GaveUp: if a child does not come up.
    """
    with Signals() as signals, preflight.sole_use(settings.data_dir):
        addresses = plan.addresses(settings)
        preflight.free(address.port for address in addresses)
        wanted = plan.children(settings, _PLAYS)
        say(f"Starting; data and logs are in {settings.data_dir}")
        with Guard() as guard:
            reporting = Reporting(settings.data_dir / "log", say, guard.tell)
            with Supervisor(wanted, reporting, signals) as supervisor:
                if _come_up(supervisor, settings):
                    _greet(addresses, say)
                    supervisor.watch()
                say("Stopping")


def _come_up(supervisor: Supervisor, settings: Settings) -> bool:
    """Start the broker while the database is brought up to date, then all the others together."""
    supervisor.start(Stage.BROKER)
    try:
        layout.upgrade(settings)
        if settings.sandboxed:
            laptop.furnish(settings)
    except SQLAlchemyError as error:
        reason = str(error).partition("\n")[0]
        raise CannotRun(f"cannot bring the database up to date: {reason}") from error
    except FormError as error:
        raise CannotRun(f"a form of the catalogue is wrong:\n{error}") from error
    if not supervisor.until_ready():
        return False
    supervisor.start(Stage.BEHIND, Stage.FRONT)
    return supervisor.until_ready()


def _greet(addresses: tuple[Address, ...], say: Callable[[str], None]) -> None:
    for address in addresses:
        say(f"  {address.title:<20}{address.url}")
    say(f"Ready in {_age():.1f} s: {addresses[0].url}")


def _age() -> float:
    """Count the seconds since this process was born: whoever waits, waits for our imports too."""
    try:
        stat = Path("/proc/self/stat").read_text()
    except FileNotFoundError:
        return time.monotonic() - _IMPORTED
    # Field 22 (proc(5)), counted from the bracket that closes the name, which is field 2.
    born = int(stat.rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - born
