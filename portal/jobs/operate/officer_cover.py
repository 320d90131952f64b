"""``portal officer cover``: who looks after whose dossiers at a desk (xử lý thay)."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click
from sqlalchemy.orm import Session

from portal.domain.errors import Unacceptable
from portal.jobs.operate.frame import operating, stop
from portal.jobs.operate.operator import by_whom, why
from portal.models import Agency
from portal.services import agencies
from portal.services.officers import covering, groups
from portal.services.officers.covering import Asked
from portal.services.operations.deeds import Actor

_DAY = click.DateTime(formats=["%d/%m/%Y", "%Y-%m-%d"])
_SAID = {
    "self": "nobody covers themselves: name two officers",
    "staff": "one of the two does not work at this desk any more",
    "days": "the last day is over, before the first, or more than a year after it",
    "known": "somebody covers them on one of these days already",
    "busy": "they cover somebody themselves on one of these days",
    "away": "whoever is to cover is covered on one of these days themselves",
    "reason": "say why, in 5 to 300 characters: --reason",
}

_at = click.option("--at", "code", required=True, help="the agency's code")


@click.group("cover")
def cover() -> None:
    """Let officers cover each other while they are away."""


def _days(command: Callable[..., Any]) -> Callable[..., Any]:
    first = click.option("--from", "first", type=_DAY, required=True, help="first day, 05/12/2026")
    last = click.option("--to", "last", type=_DAY, required=True, help="last day, it included")
    return first(last(command))


@cover.command("set")
@click.argument("away")
@click.argument("instead")
@_at
@_days
@by_whom
@why
def make(away: str, instead: str, code: str, by: str, reason: str, **days: datetime) -> None:
    """Let INSTEAD look after what AWAY has: identifiers of two officers of one desk."""
    first, last = days["first"].date(), days["last"].date()
    try:
        with operating() as rt, rt.db.write() as session:
            agency = agencies.by_code(session, code)
            gone, there = (_officer(session, agency, who) for who in (away, instead))
            asked = Asked(gone, there, first, last)
            made = covering.make(session, agency, asked, Actor(by, reason=reason)).id
    except Unacceptable as error:
        stop(f"{away}, {instead}: {_SAID[error.reason]}")
    click.echo(f"{made}: {instead} covers {away} at {code}, {first:%d/%m/%Y} – {last:%d/%m/%Y}")


@cover.command("list")
@_at
def show(code: str) -> None:
    """List the covers that count now or will: id, days, who is away, who covers, why."""
    with operating() as rt, rt.db.read() as session:
        for one in covering.of_agency(session, agencies.by_code(session, code).id):
            row = one.row
            days = f"{row.first_day:%d/%m/%Y} – {row.last_day:%d/%m/%Y}"
            now = "now" if one.begun else "later"
            told = (str(row.id), now, days, one.covered, one.covering, row.reason)
            click.echo("\t".join(told))


@cover.command("end")
@click.argument("cover_id", metavar="ID", type=click.UUID)
@_at
@by_whom
@why
def end(cover_id: uuid.UUID, code: str, by: str, reason: str) -> None:
    """End a cover before its last day; ``list`` shows the ID."""
    with operating() as rt, rt.db.write() as session:
        agency = agencies.by_code(session, code)
        ended = covering.end(session, agency, cover_id, Actor(by, reason=reason))
    click.echo(f"{cover_id}: {'ended' if ended else 'had ended before'}")


def _officer(session: Session, agency: Agency, subject: str) -> uuid.UUID:
    for one in groups.officers(session, agency.id):
        if one.subject == subject:
            return one.id
    stop(f"no officer at {agency.code}: {subject}")
