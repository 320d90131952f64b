"""``portal reports coverage``: the register of procedures the report II.07b counts."""

import csv
from datetime import date
from pathlib import Path

import click

from portal.domain.errors import NotFound
from portal.jobs.operate.frame import operating, stop
from portal.jobs.operate.operator import by_whom, why
from portal.services.operations.deeds import Actor
from portal.services.reports.facts import registering
from portal.services.reports.facts.registering import Covered

COLUMNS = ("agency", "procedure", "name", "one_stop", "process", "since", "until")
_YES_NO = {"1": True, "0": False}


@click.command("coverage")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@by_whom
@why
def coverage(file: Path, by: str, reason: str) -> None:
    """Load the register of procedures in FILE, CSV; docs/reports.md shows one.

    Nothing is taken if a line is wrong; lines it does not have stay as they are.
    """
    lines = _read(file)
    with operating() as rt, rt.db.write() as session:
        try:
            registering.register(session, lines, Actor(by, reason=reason))
        except NotFound as error:
            stop(f"{file}: {error}")
    click.echo(f"{len(lines)} procedures registered")


def _read(file: Path) -> list[Covered]:
    found, wrong = [], []
    try:
        # A spreadsheet may have put a mark of the byte order before the first word.
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            if lacking := [each for each in COLUMNS if each not in (reader.fieldnames or ())]:
                stop(f"{file} has no column {', '.join(lacking)}")
            for line in reader:
                try:
                    found.append(_line({each: (line[each] or "").strip() for each in COLUMNS}))
                except ValueError as error:
                    wrong.append(f"line {reader.line_num}: {error}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        stop(f"{file} cannot be read: {error}")
    pairs = [(each.agency, each.procedure) for each in found]
    wrong += [f"{' '.join(each)} stands there twice" for each in sorted({*_doubled(pairs)})]
    if wrong:
        stop(f"{file}: " + "; ".join(wrong))
    return found


def _doubled(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [each for each in pairs if pairs.count(each) > 1]


def _line(told: dict[str, str]) -> Covered:
    if lacking := [each for each in ("agency", "procedure", "name", "since") if not told[each]]:
        raise ValueError(f"{', '.join(lacking)}: nothing there")
    if told["one_stop"] not in _YES_NO:
        raise ValueError(f"one_stop is 1 or 0, not “{told['one_stop']}”")
    since = date.fromisoformat(told["since"])
    until = date.fromisoformat(told["until"]) if told["until"] else None
    if until is not None and until < since:
        raise ValueError("until is before since")
    names = told["agency"], told["procedure"], told["name"]
    return Covered(*names, _YES_NO[told["one_stop"]], told["process"], since, until)
