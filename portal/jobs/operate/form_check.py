"""``portal forms check``: everything wrong with form files at once, each with its line."""

from pathlib import Path

import click

from forms.examples import NONE_KEPT
from forms.lookups import Lists
from forms.reading.nodes import Problem
from forms.spec import Form
from portal import clock
from portal.jobs.operate.frame import operating
from portal.services import code_lists
from portal.services.operations import form_checks


@click.command("check")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--here", is_flag=True, help="code lists kept in this installation count, too")
def check(files: tuple[Path, ...], here: bool) -> None:
    """Check form files and run their examples; ends with 1 if anything is wrong.

    Every problem of every file is told, as file:line: what is wrong.
    """
    lists = kept_here() if here else NONE_KEPT
    problems: list[Problem] = []
    for file in files:
        found, form = examine(file, lists)
        problems += found
        if form is not None and not found:
            examples = len(form.examples)
            click.echo(f"{file}: {form.code} {form.name.vi}: in order, {examples} examples pass")
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)


def kept_here() -> Lists:
    """Give the code lists of this installation as they count today, besides those that came."""
    with operating() as rt, rt.db.read() as session:
        return code_lists.kept(session, clock.today())


def examine(file: Path, lists: Lists = NONE_KEPT) -> tuple[list[Problem], Form | None]:
    """Find what is wrong with a file; the form too, if one can be made of it.

    ``lists`` are the code lists there are besides those that came.
    """
    name = str(file)
    try:
        return form_checks.examine(file.read_text(encoding="utf-8"), name, lists)
    except OSError as error:
        return [Problem(name, 1, f"The file cannot be read: {error.strerror}")], None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return [Problem(name, line, "The file has to be UTF-8, and here it is not")], None
