"""``portal forms skeleton``: a form file begun from a record of the national catalogue."""

from pathlib import Path

import click

from forms.national import NotARecord, read, skeleton
from portal.jobs.operate.frame import stop


@click.command("skeleton")
@click.argument(
    "file",
    metavar="RECORD",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
def begin(file: Path) -> None:
    """Begin a form file from a procedure record (JSON) of the national catalogue.

    The YAML goes to standard output; what a person still has to write, and what of the record has
    no place in a form file, is listed on standard error. Ends with 2 if RECORD is none.
    """
    try:
        record = read(file.read_bytes())
    except NotARecord as error:
        stop(f"{file}: {error}", error.exit_code)
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}")
    made = skeleton(record)
    click.echo(made.yaml, nl=False)
    for line in made.to_write:
        click.echo(f"to write: {line}", err=True)
    for path in record.left:
        click.echo(f"not carried over: {path}", err=True)
