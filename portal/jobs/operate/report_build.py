"""``portal reports build``: a report counted from the dossiers the portal holds."""

from datetime import date
from pathlib import Path

import click

from forms import regimes
from forms.loader import FormError
from forms.spec.reports import Regime
from portal.domain.reporting import PeriodUnknown
from portal.jobs.operate.days import Day
from portal.jobs.operate.frame import operating, stop
from portal.services.reports import building
from portal.services.reports.building import Asked, PeriodOpen, Report
from portal.services.reports.figures import ReportUnbuildable

_DAY = Day()


@click.command("build")
@click.argument("form")
@click.option("--from", "first", type=_DAY, required=True, help="the first day that counts")
@click.option("--to", "last", type=_DAY, required=True, help="the last day that counts")
@click.option("--agency", required=True, help="whose report: its code; units below it count too")
@click.option("--open", "open_", is_flag=True, help="also if the last day is not over yet")
def build(form: str, first: date, last: date, agency: str, open_: bool) -> None:
    """Print the report FORM of an agency for some days, as canonical JSON.

    FORM is a code (II.06a), or the file of a regime that is being written.
    Rehearsals are not counted. Ends with 1 if the figures of a row do not add up: the report is
    printed all the same, and standard error says which cells differ and by how much.
    """
    asked = Asked(_regime(form), agency, first, last, open_)
    report = _built(asked)
    click.echo(report.to_json())
    _say_period(report)
    for each in report.breaks:
        click.echo(str(each), err=True)
    if report.breaks:
        stop(f"{len(report.breaks)} sums of this report do not add up: do not send it", 1)


@click.command("check")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def check(files: tuple[Path, ...]) -> None:
    """Check files of regimes; ends with 1 if anything is wrong.

    Every problem of every file is told, as file:line: what is wrong.
    """
    wrong = False
    for file in files:
        try:
            regime = regimes.load_regime(file.read_text(encoding="utf-8"), str(file))
            click.echo(f"{file}: {regime.code} {regime.name.vi}: in order")
        except (FormError, OSError, UnicodeDecodeError) as error:
            wrong = True
            click.echo(str(error))
    if wrong:
        raise SystemExit(1)


@click.command("list")
def show_all() -> None:
    """List the report regimes that come with the program: code, kind, periods, name."""
    for code, regime in _regimes().items():
        click.echo(f"{code}\t{regime.kind}\t{' '.join(regime.frequency)}\t{regime.name.vi}")


def _say_period(report: Report) -> None:
    """Say beside a report that its days are no period its regime is owed for."""
    regime, found = report.asked.regime, report.period
    kind = found.type.value if found else "CUSTOM"
    if kind not in regime.frequency and regime.frequency:
        owed = ", ".join(regime.frequency)
        click.echo(f"note: {regime.code} is owed for {owed}; these days are {kind}", err=True)


def _built(asked: Asked) -> Report:
    with operating() as rt, rt.db.read() as session:
        try:
            return building.build(session, rt, asked)
        except PeriodOpen as error:
            stop(f"{error}; say --open to count it all the same")
        except (PeriodUnknown, ReportUnbuildable) as error:
            stop(str(error))


def _regime(name: str) -> Regime:
    if name.endswith(".yaml"):
        try:
            return regimes.load_regime(Path(name).read_text(encoding="utf-8"), name)
        except OSError as error:
            stop(f"{name} cannot be read: {error.strerror}")
        except (FormError, UnicodeDecodeError) as error:
            stop(str(error))
    known = _regimes()
    found = regimes.find(known, name)
    if found is None:
        stop(f"there is no report {name}; there are: {', '.join(known)}")
    return found


def _regimes() -> dict[str, Regime]:
    try:
        return regimes.load_regimes()
    except FormError as error:
        stop(str(error))
