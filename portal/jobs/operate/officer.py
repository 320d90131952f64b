"""``portal officer``: who works at the desk of which agency."""

import click

from portal.domain.errors import Unacceptable
from portal.jobs.operate.frame import operating, stop
from portal.jobs.operate.officer_cover import cover
from portal.jobs.operate.operator import by_whom, issuer, why
from portal.services import agencies
from portal.services.officers import adopting, groups
from portal.services.officers.groups import Described
from portal.services.operations import staff
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import OFFICER, Person, Role


@click.group("officer")
def command() -> None:
    """Say who works at the desk of an agency that has no system of its own."""


command.add_command(cover)


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


@command.command("group")
@click.argument("name")
@click.option("--at", "code", required=True, help="the agency's code")
@click.option("--member", "members", multiple=True, help="an officer's identifier; repeat it")
@by_whom
@why
def group(name: str, code: str, members: tuple[str, ...], by: str, reason: str) -> None:
    """Let officers work in a group of this NAME; who is not named is not in it any more."""
    actor = Actor(by, reason=reason)
    try:
        with operating() as rt, rt.db.write() as session:
            agency = agencies.by_code(session, code)
            known = {one.subject: one.id for one in groups.officers(session, agency.id)}
            unknown = sorted(set(members) - set(known))
            if unknown:
                stop(f"no officers at {code}: {', '.join(unknown)}")
            said = Described(name, frozenset(known[one] for one in members))
            found = groups.named(session, agency.id, name)
            if found is None:
                groups.create(session, agency, said, actor)
            else:
                where = (agency, found.id)
                groups.change(session, where, found.row_version, said, actor)
    except Unacceptable as error:
        stop(f"{name}: {error.reason}")
    click.echo(f"{name}: {len(members)} officers at {code}")


@command.command("groups")
@click.option("--at", "code", required=True, help="the agency's code")
def show_groups(code: str) -> None:
    """List the groups of a desk and who is in each."""
    with operating() as rt, rt.db.read() as session:
        for one in groups.of_agency(session, agencies.by_code(session, code).id):
            standing = "closed" if one.row.closed_at else "open"
            members = ", ".join(each.subject for each in one.members) or "-"
            click.echo(f"{one.row.name}\t{standing}\t{members}")


@command.command("names")
@click.option("--at", "code", required=True, help="the agency's code")
def show_names(code: str) -> None:
    """List the names open dossiers are assigned to alone: how many, and whom each can mean."""
    with operating() as rt, rt.db.read() as session:
        for one in adopting.names(session, agencies.by_code(session, code).id):
            who = {0: "nobody at this desk", 1: "one officer"}.get(one.bearers)
            click.echo(f"{one.name}\t{one.dossiers}\t{who or f'{one.bearers} officers'}")


@command.command("adopt")
@click.option("--at", "code", required=True, help="the agency's code")
@by_whom
@why
def adopt(code: str, by: str, reason: str) -> None:
    """Give open dossiers assigned to a name alone to the one officer who bears exactly that name.

    What nobody bears, or two, stays as it is and is listed: assign it at the desk.
    """
    with operating() as rt, rt.db.write() as session:
        agency = agencies.by_code(session, code)
        given = adopting.adopt(session, agency, Actor(by, reason=reason))
        left = adopting.names(session, agency.id)
    for one in given:
        click.echo(f"{one.name}\t{one.dossiers}\tgiven to the officer of this name")
    for one in left:
        who = f"{one.bearers} officers bear it" if one.bearers else "nobody at this desk bears it"
        click.echo(f"{one.name}\t{one.dossiers}\tleft: {who}")
