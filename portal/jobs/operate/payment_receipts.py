"""``portal payments receipts``: the register of receipts, and those that are lacking."""

from datetime import datetime
from pathlib import Path

import click

from portal.domain.errors import Unacceptable
from portal.jobs.operate.frame import operating, stop
from portal.papers import tables
from portal.services import agencies
from portal.services.paying.receipts import late, register

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("receipts")
@click.argument("agency")
@click.option("--from", "first", type=_DAY, help="first day, YYYY-MM-DD")
@click.option("--to", "last", type=_DAY, help="last day; the first one alone without it")
@click.option("--file", type=click.Path(dir_okay=False, path_type=Path), help="CSV or XLSX")
@click.option("--missing", is_flag=True, help="issue what was paid before there was a symbol")
def command(
    agency: str, first: datetime | None, last: datetime | None, file: Path | None, missing: bool
) -> None:
    """Write the register of receipts of AGENCY into a file, or issue those it lacks."""
    if missing:
        return _issue(agency)
    if first is None or file is None:
        stop("say --from and --file, or --missing")
    days = (first.date(), (last or first).date())
    with operating() as rt, rt.db.read() as session:
        found = agencies.by_code(session, agency)
        try:
            rows = list(register.rows(session, rt, found, days))
        except Unacceptable:
            stop("--to has to come after --from, a year at most")
    heading = (found.name, "SỔ BIÊN LAI THU PHÍ, LỆ PHÍ", f"{days[0]:%d/%m/%Y}–{days[1]:%d/%m/%Y}")
    as_table = file.suffix == ".xlsx"
    wholes = tables.as_xlsx(heading, register.TITLES, rows) if as_table else None
    file.write_bytes(b"".join(wholes or tables.as_csv(register.TITLES, rows)))
    click.echo(f"{len(rows)} receipts\twritten {file}")


def _issue(agency: str) -> None:
    with operating() as rt:
        with rt.db.read() as session:
            lacking = late.lacking(session, agencies.by_code(session, agency).id)
        made = 0
        for notice in lacking:
            with rt.db.write() as session:
                made += late.issue(session, rt, notice)
    click.echo(f"{len(lacking)} fees\t{made} receipts issued")
