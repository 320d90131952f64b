"""``portal reconcile``: compares with agencies what both hold."""

import click
import sqlalchemy as sa

from connectors.errors import ConnectorError
from portal.domain.reconciliation import REPAIRS
from portal.exchanges import reconcile
from portal.jobs.operate.frame import operating, stop
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import agencies


@click.command("reconcile")
@click.argument("code", required=False)
@click.option("--repair", is_flag=True, help="send again, fetch news: what can do no harm")
def command(code: str | None, repair: bool) -> None:
    """Compare with the agency CODE, or with all, what both hold.

    Ends with 0 if they agree, 1 if they differ, 2 if an agency could not be asked.
    """
    differs = False
    with operating() as rt:
        for agency in _wanted(rt, code):
            try:
                differs |= _one(rt, agency, repair)
            except ConnectorError as error:
                stop(f"{agency.code}: {error}")
    if differs:
        stop("not everything agrees", 1)


def _wanted(rt: Runtime, code: str | None) -> list[Agency]:
    with rt.db.read() as session:
        if code:
            return [agencies.by_code(session, code)]
        return list(session.execute(sa.select(Agency).order_by(Agency.code)).scalars())


def _one(rt: Runtime, agency: Agency, repair: bool) -> bool:
    compared = reconcile.compare_with(rt, agency)
    click.echo(f"{agency.code}: {compared.ours} here, {compared.theirs} there")
    for code, difference in sorted(compared.found.items()):
        click.echo(f"  {code}\t{difference}\tproposed: {REPAIRS[difference]}")
    if repair and compared.found:
        for what, count in reconcile.repair(rt, agency).items():
            click.echo(f"  {what}: {count}")
    return bool(compared.found)
