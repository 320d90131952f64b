"""``portal reports``: the reports agencies owe the Government."""

import click

from portal.jobs.operate.report_build import build, check, show_all
from portal.jobs.operate.report_period import period


@click.group("reports")
def command() -> None:
    """Reporting periods, and reports built from what the portal holds."""


for each in (period, build, check, show_all):
    command.add_command(each)
