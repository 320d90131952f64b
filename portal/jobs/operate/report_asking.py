"""``portal reports ask`` and ``unask``: thematic and ad hoc reports, with days of their own."""

import uuid
from datetime import date

import click

from portal.domain.errors import NotFound, Unacceptable
from portal.domain.reporting import PeriodUnknown
from portal.jobs.operate.days import Day
from portal.jobs.operate.frame import operating, stop
from portal.jobs.operate.operator import by_whom, why
from portal.services.operations.deeds import Actor
from portal.services.reports import asking
from portal.services.reports.asking import Asking

_DAY = Day()
_SAID = {
    "over": "the day the report is due has passed",
    "unsaid": "say --document and --subject",
    "parent_asked": "whoever collects the reports is not asked for one; say --sum-up",
}


@click.command("ask")
@click.argument("form")
@click.option("--at", "agencies", required=True, multiple=True, help="whom: the agency's code")
@click.option("--from", "first", type=_DAY, required=True, help="the first day that counts")
@click.option("--to", "last", type=_DAY, required=True, help="the last day: data are closed then")
@click.option("--due", type=_DAY, required=True, help="the last day it may be sent on")
@click.option("--kind", type=click.Choice(["thematic", "ad_hoc"]), default="ad_hoc")
@click.option("--document", required=True, help="number of the paper that asks for it")
@click.option("--subject", required=True, help="what it is about")
@click.option("--parent", help="who collects them: the code of an agency here; else sent out")
@click.option("--sum-up", "sums_up", is_flag=True, help="the parent owes their sum beyond here")
@by_whom
@why
def ask(form: str, first: date, last: date, due: date, **more: str) -> None:
    """Ask agencies once for the report FORM of days of its own (chuyên đề, đột xuất).

    It is frozen when its last day is over; at least one working day lies between that and --due.
    """
    by, reason = more.pop("by"), more.pop("reason")
    said = Asking(
        form,
        days=(first, last),
        due=due,
        **more,  # type: ignore[arg-type]
    )
    with operating() as rt, rt.db.write() as session:
        try:
            row = asking.ask(session, said, Actor(by, reason=reason))
        except PeriodUnknown as error:
            stop(str(error))
        except Unacceptable as error:
            owing = f"{error.facts.get('agency')} owes this report of these days already"
            stop(_SAID.get(error.reason) or owing)
        except NotFound as error:
            stop(str(error))
    click.echo(f"{row.id}: {row.regime} of {row.first} to {row.last}, due {row.due}")


@click.command("unask")
@click.argument("request", type=click.UUID)
@by_whom
@why
def unask(request: uuid.UUID, by: str, reason: str) -> None:
    """Take REQUEST back; what was frozen for it stays owed."""
    with operating() as rt, rt.db.write() as session:
        asking.withdraw(session, request, Actor(by, reason=reason))
    click.echo(f"{request}: taken back")
