"""``portal operator``: who may open the console."""

import click

from portal.jobs.operate.frame import operating, stop
from portal.runtime import Runtime
from portal.services.operations import staff
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import OPERATOR, Person, Role

by_whom = click.option("--by", required=True, help="who decides this; kept for good")
why = click.option("--reason", default="", help="why; kept beside it")


@click.group("operator")
def command() -> None:
    """Say who operates the portal: who may open the console."""


@command.command("add")
@click.argument("subject")
@click.option("--name", required=True, help="what they are called until they first sign in")
@by_whom
@why
def add(subject: str, name: str, by: str, reason: str) -> None:
    """Let SUBJECT open the console: their identifier at the staff's identity provider.

    Whoever signs in without a role is shown theirs.
    """
    with operating() as rt:
        person = Person(issuer(rt), subject, name)
        with rt.db.write() as session:
            fresh = staff.give(session, person, Role(OPERATOR), Actor(by, reason=reason))
    click.echo(f"{subject}: {'operator from now on' if fresh else 'is operator already'}")


@command.command("remove")
@click.argument("subject")
@by_whom
@why
def remove(subject: str, by: str, reason: str) -> None:
    """Let SUBJECT open the console no longer, from this moment on."""
    with operating() as rt, rt.db.write() as session:
        staff.take(session, issuer(rt), subject, Role(OPERATOR), Actor(by, reason=reason))
    click.echo(f"{subject}: operator no longer")


@command.command("list")
def show_all() -> None:
    """List everybody who ever had a role, and the roles they have now."""
    with operating() as rt, rt.db.read() as session:
        for one in staff.everybody(session):
            roles = ", ".join(sorted(role.name for role in one.roles)) or "-"
            click.echo(f"{one.subject}\t{roles}\t{one.name}")


def issuer(rt: Runtime) -> str:
    """Name the provider the staff signs in at; without one nobody could."""
    if rt.settings.staff_provider is None:
        stop("STAFF_OIDC_ISSUER is not set: nobody could sign in")
    return rt.settings.staff_provider.issuer
