"""``portal forms``: what those who write forms do with them, from the first try to the closing."""

import click

from portal.jobs.operate.form_check import check
from portal.jobs.operate.form_exchange import give, take
from portal.jobs.operate.form_show import diff, schema, show
from portal.jobs.operate.form_skeleton import begin
from portal.jobs.operate.form_try import try_out
from portal.jobs.operate.form_versions import close, publish, show_all


@click.group("forms")
def command() -> None:
    """Check, try, compare, publish, import and export forms."""


for each in (check, try_out, diff, schema, publish, close, show_all, show, take, give, begin):
    command.add_command(each)
