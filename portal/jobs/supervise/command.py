"""``portal run`` on the command line: what goes wrong is one line, never a traceback."""

import sys
from typing import NoReturn

import click

from portal.jobs.supervise.plan import CannotRun
from portal.jobs.supervise.run import run
from portal.jobs.supervise.supervisor import GaveUp
from portal.secrets_file import MissingSecrets
from portal.settings import Settings


@click.command("run")
def command() -> None:
    """Run the whole system on this machine until Ctrl-C.

    PORT (8000), DATA_DIR (./var), DATABASE_URL and REDIS_URL are read from the environment.
    """
    try:
        run(_settings(), click.echo)
    except CannotRun as error:
        _fail(str(error), 2)
    except GaveUp as error:
        _fail(str(error), 1)


def _settings() -> Settings:
    try:
        return Settings.load()
    except OSError as error:
        _fail(f"cannot write to the data folder ({error}): set DATA_DIR to another one", 2)
    except MissingSecrets as error:
        _fail(str(error), 2)
    except ValueError as error:
        _fail(f"a setting in the environment is wrong: {error}", 2)


def _fail(reason: str, code: int) -> NoReturn:
    click.echo(f"portal: {reason}", err=True)
    sys.exit(code)
