"""``portal officer``: who works at the desk of which agency."""

import click

from portal.jobs.operate.frame import operating
from portal.jobs.operate.operator import by_whom, issuer, why
from portal.services import agencies
from portal.services.operations import staff
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import OFFICER, Person, Role


@click.group("officer")
def command() -> None:
    """Say who works at the desk of an agency that has no system of its own."""


@command.command("add")
@click.argument("subject")
@click.option("--at", "code", required=True, help="the agency's code")
@click.option("--name", required=True, help="what they are called until they first sign in")
@by_whom
@why
def add(subject: str, code: str, name: str, by: str, reason: str) -> None:
    """Let SUBJECT work at a desk: their identifier at the staff's identity provider."""
    with operating() as rt, rt.db.write() as session:
        role = Role(OFFICER, agencies.by_code(session, code).id)
        person = Person(issuer(rt), subject, name)
        fresh = staff.give(session, person, role, Actor(by, reason=reason))
    click.echo(f"{subject}: {'officer' if fresh else 'is officer already'} at {code}")


@command.command("remove")
@click.argument("subject")
@click.option("--at", "code", required=True, help="the agency's code")
@by_whom
@why
def remove(subject: str, code: str, by: str, reason: str) -> None:
    """Let SUBJECT work at a desk no longer, from this moment on."""
    with operating() as rt, rt.db.write() as session:
        role = Role(OFFICER, agencies.by_code(session, code).id)
        staff.take(session, issuer(rt), subject, role, Actor(by, reason=reason))
    click.echo(f"{subject}: officer no longer at {code}")
