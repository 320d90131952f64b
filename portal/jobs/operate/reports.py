"""``portal reports``: the reports agencies owe the Government."""

import click

from portal.jobs.operate.report_asking import ask, unask
from portal.jobs.operate.report_build import build, check, show_all
from portal.jobs.operate.report_coverage import coverage
from portal.jobs.operate.report_duty import allow, forbid, freeze, owe, release
from portal.jobs.operate.report_period import period


@click.group("reports")
def command() -> None:
    """Reporting periods, reports built from what the portal holds, and who owes which."""


for each in (
    period,
    build,
    check,
    show_all,
    owe,
    release,
    freeze,
    allow,
    forbid,
    coverage,
    ask,
    unask,
):
    command.add_command(each)
