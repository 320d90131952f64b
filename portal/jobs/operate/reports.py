"""``portal reports``: the reports agencies owe the Government."""

import click

from portal.jobs.operate.report_period import period


@click.group("reports")
def command() -> None:
    """Reporting periods, regimes, and reports built from what the portal holds."""


for each in (period,):
    command.add_command(each)
