"""``portal reports period``: which days a report counts, and by when it is sent."""

import json

import click

from portal.domain import calendar_seed, reporting
from portal.domain.reporting import PeriodType, PeriodUnknown
from portal.jobs.operate.frame import stop


# A number below zero is no option: it is a number there is no period of.
@click.command("period", context_settings={"ignore_unknown_options": True})
@click.argument(
    "kind",
    metavar="TYPE",
    type=click.Choice([each.value for each in reporting.REGULAR], case_sensitive=False),
)
@click.argument("year", metavar="YEAR", type=int)
@click.argument("number", metavar="[NO]", type=int, required=False)
def period(kind: str, year: int, number: int | None) -> None:
    """Print the days of a reporting period and its deadline, as JSON.

    TYPE is M (month), Q (quarter), H1, H2 (half-years), N9 (nine months) or Y (year); M and Q take
    their number NO. Needs no database: working days are those the program comes with.
    """
    try:
        found = reporting.period(PeriodType(kind), year, number)
    except PeriodUnknown as error:
        stop(str(error))
    last = reporting.due(found, calendar_seed.seed(found.last.year, found.last.year + 1))
    days = {"from": found.first, "to": found.last, "due": last}
    click.echo(json.dumps({name: day.isoformat() for name, day in days.items()}))
