"""``portal progress``: the register of units that the picture of progress shows."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import sqlalchemy as sa

from connectors.organisations import is_organisation
from portal import clock
from portal.domain.progress.catalogue import shipped
from portal.jobs.operate.frame import operating, stop
from portal.models import Dossier
from portal.services.progress import units
from portal.services.progress.units import REGISTER, Unit

COLUMNS = ("code", "name", "name_en", "level", "place", "valid_from", "valid_until")
_NEEDED = COLUMNS[:4]


class Wrong(ValueError):
    """A line of a register that cannot be taken; says why."""


@click.group("progress")
def command() -> None:
    """Look after what the page of progress shows."""


@command.command("register")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def register(file: Path) -> None:
    """Load the register of units in FILE: those that are not connected are known nowhere else.

    FILE is CSV; docs/progress.md shows one. Units it does not name stay as they are.
    """
    wanted = _read(file)
    with operating() as rt:
        with rt.db.write() as session:
            changed = units.arrange(session, wanted)
        click.echo(f"{len(wanted)} units read, {changed} changed.")


@command.command("recount")
def recount() -> None:
    """Have every dossier counted anew; figures stay as they are until each one's turn has come."""
    with operating() as rt:
        with rt.db.write() as session:
            session.execute(sa.update(Dossier).values(counted_seq=0))
        click.echo("The scheduler counts every dossier anew, some at a time.")


def _read(file: Path) -> list[Unit]:
    """Read a register, naming every line that is wrong."""
    found, wrong = [], []
    try:
        lines = list(_lines(file))
    except (OSError, UnicodeDecodeError, csv.Error, Wrong) as error:
        stop(f"{file} cannot be read: {error}")
    for number, line in lines:
        try:
            found.append(_unit(line))
        except ValueError as error:
            wrong.append(f"line {number}: {error}")
    codes = [unit.code for unit in found]
    wrong += [
        f"{code} stands there twice" for code in sorted({c for c in codes if codes.count(c) > 1})
    ]
    if wrong:
        stop(f"{file}: " + "; ".join(wrong))
    return found


def _lines(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    # A spreadsheet may have put a mark of the byte order before the first word.
    with file.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        if lacking := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
            raise Wrong(f"it has no column {', '.join(lacking)}")
        for line in reader:
            yield reader.line_num, {name: (line[name] or "").strip() for name in COLUMNS}


def _unit(line: dict[str, str]) -> Unit:
    if lacking := [name for name in _NEEDED if not line[name]]:
        raise Wrong(f"{', '.join(lacking)}: nothing there")
    if not is_organisation(line["code"]):
        raise Wrong(f"{line['code']} is no identifier of Quyết định 20/2020/QĐ-TTg")
    if line["level"] not in shipped().levels:
        raise Wrong(f"{line['level']} is no level; there are {', '.join(shipped().levels)}")
    province = units.province_of(line["place"])
    if line["place"] and not province:
        raise Wrong(f"{line['place']} is no province and no commune")
    return Unit(
        code=units.canonical(line["code"]),
        name=line["name"],
        name_en=line["name_en"],
        level=line["level"],
        province=province,
        origin=REGISTER,
        valid_from=_day(line["valid_from"]) or clock.today(),
        valid_until=_day(line["valid_until"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
