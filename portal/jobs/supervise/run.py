"""``portal run``: the whole system on one machine, until Ctrl-C."""

import time
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from forms.loader import FormError
from portal import db
from portal.jobs.supervise import laptop, plan, preflight
from portal.jobs.supervise.keeper import Reporting
from portal.jobs.supervise.plan import Address, CannotRun, Stage
from portal.jobs.supervise.signals import Signals
from portal.jobs.supervise.supervisor import Guard, Supervisor
from portal.settings import Settings


def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Start everything, say where it is, keep it up, and stop it when asked.

    :raises CannotRun: if something is known to be wrong before anything was started.
    :raises GaveUp: if a child does not come up.
    """
    began = time.monotonic()
    with Signals() as signals, preflight.sole_use(settings.data_dir):
        addresses = plan.addresses(settings)
        preflight.free(address.port for address in addresses)
        wanted = plan.children(settings)
        say(f"Starting; data and logs are in {settings.data_dir}")
        with Guard() as guard:
            reporting = Reporting(settings.data_dir / "log", say, guard.tell)
            with Supervisor(wanted, reporting, signals) as supervisor:
                if _come_up(supervisor, settings):
                    _greet(addresses, time.monotonic() - began, say)
                    supervisor.watch()
                say("Stopping")


def _come_up(supervisor: Supervisor, settings: Settings) -> bool:
    """Start the broker while the database is brought up to date, then all the others together."""
    supervisor.start(Stage.BROKER)
    try:
        db.upgrade(settings)
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


def _greet(addresses: tuple[Address, ...], seconds: float, say: Callable[[str], None]) -> None:
    for address in addresses:
        say(f"  {address.title:<20}{address.url}")
    say(f"Ready in {seconds:.1f} s: {addresses[0].url}")
