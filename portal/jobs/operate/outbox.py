"""``portal outbox``: what is promised, what is parked, and what a person does about it."""

import getpass
import uuid
from datetime import datetime

import click
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import NotFound
from portal.jobs.operate.frame import operating, stop
from portal.services import numbering, outbox
from portal.services.documents import finding
from portal.services.operations import parking
from portal.services.operations.deeds import Actor

by_whom = click.option("--by", default=getpass.getuser, help="who does it; the login unless told")
why = click.option("--reason", default="", help="why; kept beside it")


@click.group("outbox")
def command() -> None:
    """See and steer what is told to agencies and citizens."""


@command.command("list")
@click.option("--parked", is_flag=True, help="what waits for a person, instead of destinations")
@click.option("--destination", help="one destination alone, such as agency:H41.12 or sms")
def show_all(parked: bool, destination: str | None) -> None:
    """Tell how each destination fares, or what is parked and why."""
    with operating() as rt, rt.db.read() as session:
        if parked:
            for one in outbox.parked(session, destination):
                why = one.error.partition("\n")[0]
                click.echo(
                    f"{one.code}\t{one.destination}\t{one.kind} {one.seq}\t"
                    f"{_when(one.made_at)}\t{one.attempts} tries\t{one.outcome}: {why}"
                )
            return
        for each in outbox.health(session):
            if destination in (None, each.name):
                click.echo(
                    f"{each.name}\t{each.state}\t{each.waiting} waiting\t{each.parked} parked\t"
                    f"oldest {_when(each.oldest)}\tlast success {_when(each.last_success_at)}"
                )


@command.command("show")
@click.argument("code")
def show(code: str) -> None:
    """Show every try at the promises of the dossier CODE: time, outcome, duration."""
    with operating() as rt, rt.db.read() as session:
        for each in outbox.attempts(session, *_where(session, code)):
            click.echo(
                f"{_when(each.started_at)}\t{each.destination} {each.seq}\ttry {each.number}\t"
                f"{each.outcome}\t{each.duration_ms} ms\t{(each.error or '').partition(chr(10))[0]}"
            )


@command.command("replay")
@click.argument("destination")
@click.option("--code", help="one dossier's or document's promises alone")
@click.option(
    "--not-arrived", is_flag=True, help="you have found out that it did not: send it, ask nobody"
)
@by_whom
@why
def replay(destination: str, code: str | None, not_arrived: bool, by: str, reason: str) -> None:
    """Try what is parked for DESTINATION again. What may have arrived is asked for first."""
    if not_arrived and not code:
        stop("--not-arrived is said of one --code")
    with operating() as rt, rt.db.write() as session:
        where = _where(session, code) if code else None
        actor = Actor(by, reason=reason)
        count = parking.replay(session, destination, where, actor, not_arrived=not_arrived)
    click.echo(f"{count} to be tried again")


@command.command("pause")
@click.argument("destination")
@click.option("--by", required=True, help="who holds it back")
@why
def pause(destination: str, by: str, reason: str) -> None:
    """Hold DESTINATION back; nothing is lost."""
    with operating() as rt, rt.db.write() as session:
        parking.pause(session, destination, Actor(by, reason=reason))
    click.echo(f"{destination}: paused")


@command.command("resume")
@click.argument("destination")
@by_whom
@why
def resume(destination: str, by: str, reason: str) -> None:
    """Let DESTINATION go again."""
    with operating() as rt, rt.db.write() as session:
        parking.resume(session, destination, Actor(by, reason=reason))
    click.echo(f"{destination}: open")


@command.command("limit")
@click.argument("destination")
@click.option("--at-once", type=click.IntRange(1), help="calls at the same time; any if not told")
@click.option("--per-minute", type=click.IntRange(1), help="calls a minute; any if not told")
@by_whom
@why
def limit(
    destination: str, at_once: int | None, per_minute: int | None, by: str, reason: str
) -> None:
    """Say what DESTINATION bears, over all machines; without a number there is no limit."""
    with operating() as rt, rt.db.write() as session:
        parking.limit(session, destination, at_once, per_minute, Actor(by, reason=reason))
    told = [f"{at_once} at once"] * bool(at_once) + [f"{per_minute} a minute"] * bool(per_minute)
    click.echo(f"{destination}: {', '.join(told) or 'no limit'}")


def _where(session: Session, code: str) -> tuple[uuid.UUID, uuid.UUID]:
    found = numbering.find(session, code) or finding.sent(session, code)
    if found is None:
        raise NotFound(f"there is no dossier or document of ours {code}")
    return found


def _when(moment: datetime | None) -> str:
    return f"{clock.local(moment):%d/%m/%Y %H:%M:%S}" if moment else "–"
