"""What every operator's command shares: a runtime, and one clear line when it cannot go on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
from sqlalchemy.exc import SQLAlchemyError

from connectors.errors import Misconfigured
from portal import log
from portal.domain.codes import CodeMalformed
from portal.domain.errors import NotFound
from portal.runtime import Runtime
from portal.secrets_file import MissingSecrets
from portal.settings import Settings


@contextmanager
def operating() -> Iterator[Runtime]:
    """Give a runtime; what keeps a command from going on is one line and status 2."""
    try:
        settings = Settings.load()
        log.configure(settings.log_format, level="WARNING")
        rt = Runtime.make(settings)
    except (OSError, MissingSecrets, ValueError) as error:
        stop(str(error))
    try:
        yield rt
    except (Misconfigured, NotFound, CodeMalformed) as error:
        stop(str(error))
    except SQLAlchemyError as error:
        stop(f"the database: {str(error).partition(chr(10))[0]}")
    finally:
        rt.db.close()


def stop(reason: str, code: int = 2) -> NoReturn:
    """End a command with one line on standard error."""
    click.echo(f"portal: {reason}", err=True)
    sys.exit(code)
