"""``portal national``: what is told to, and taken from, the national public service portal."""

from collections.abc import Callable

import click

from connectors.errors import ConnectorError, in_full
from connectors.national_base import NationalPortal, NationalStore
from portal.exchanges.enquiries import fetching
from portal.exchanges.national import cataloguing
from portal.jobs.operate.frame import operating, stop
from portal.services.catalogues import keeping
from portal.services.synchronisation import catching_up


@click.group("national")
def command() -> None:
    """Look after what goes to the national portal and comes from it."""


@command.command("check")
def check() -> None:
    """Sign in at the national portal and, if there is a way to it, at its store; nothing else."""
    with operating() as rt:
        ways: dict[str, Callable[[], NationalPortal | NationalStore]] = {
            "portal": rt.partners.national
        }
        if rt.partners.has_store:
            ways["store"] = rt.partners.national_store
        for name, connector in ways.items():
            try:
                connector().check_config()
            except ConnectorError as error:
                stop(f"the national {name} does not answer as it should: {in_full(error)}", 1)
            click.echo(f"The national {name} lets us in.")


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


@command.command("catalogues")
def catalogues() -> None:
    """Pull every shared catalogue now; an operator applies what is new on the console.

    Ends with 1 if one could not be had: why is told, and its answer kept.
    """
    with operating() as rt:
        outcomes = cataloguing.pull_all(rt)
    for kind, outcome in outcomes.items():
        click.echo(f"{kind}: {outcome}")
    if not outcomes:
        stop("there is no way to the national portal: set NATIONAL_SETTINGS")
    if keeping.FAILED in outcomes.values():
        stop("not all catalogues could be pulled; the console says why", 1)


@command.command("enquiries")
def enquiries() -> None:
    """Fetch now what was asked at the national portal, as the scheduler does every five minutes.

    Ends with 1 if it could not be asked; the console says why.
    """
    with operating() as rt:
        told = fetching.pull(rt)
    if not told:
        stop("there is no way to the national portal, or national.enquiries is paused")
    click.echo(f"{told['listed']} listed, {told['new']} new, {told['placed']} given to an agency")
    if "failed" in told:
        stop("the national portal could not be asked: see national.enquiries on the console", 1)


@command.command("procedure")
@click.argument("code", metavar="CODE")
def procedure(code: str) -> None:
    """Pull the record of one procedure and print it as it came, for “portal forms skeleton”.

    Ends with 1 if it could not be had: why is told, and its answer kept.
    """
    with operating() as rt:
        pulled = cataloguing.pull_record(rt, code)
    if pulled.outcome == keeping.FAILED:
        stop(f"{code} could not be pulled: {pulled.said}", 1)
    click.echo(keeping.raw_of(pulled))
