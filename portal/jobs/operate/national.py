"""``portal national``: what is told to, and taken from, the national public service portal."""

import click

from connectors.errors import ConnectorError
from portal.jobs.operate.frame import operating, stop
from portal.services.synchronisation import catching_up


@click.group("national")
def command() -> None:
    """Look after what goes to the national portal and comes from it."""


@command.command("check")
def check() -> None:
    """Sign in at the national portal, and do nothing else."""
    with operating() as rt:
        try:
            rt.partners.national().check_config()
        except ConnectorError as error:
            stop(f"the national portal does not answer as it should: {error}", 1)
    click.echo("The national portal lets us in.")


@command.command("catch-up")
def catch_up() -> None:
    """Promise to tell of every dossier the national portal was not told of to the end.

    For agencies whose dossiers are told from now on (``synchronised: true``). It may be stopped
    and begun again at any time.
    """
    count = 0
    with operating() as rt:
        while True:
            with rt.db.read() as session:
                found = catching_up.behind(session)
            if not found:
                break
            for one in found:
                with rt.db.write() as session:
                    count += catching_up.promise(session, *one)
    click.echo(f"dossiers that will catch up: {count}")
