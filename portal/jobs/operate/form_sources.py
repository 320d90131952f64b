"""Where a command finds the form it was asked for: a file, a published version, the catalogue."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from forms.loader import CATALOG, FormError, load
from forms.spec import Form
from portal.domain.errors import NotFound
from portal.jobs.operate.frame import operating, stop
from portal.models import FormVersion
from portal.runtime import Runtime
from portal.services import publishing


@dataclass(frozen=True)
class Found:
    """A form, the text it was made from, and how it is called."""

    form: Form
    source: str
    name: str


def of_file(file: Path) -> Found:
    """Read a form file; everything wrong with it is told, and the command ends with 1."""
    try:
        source = file.read_text(encoding="utf-8")
        return Found(load(source, str(file)), source, str(file))
    except (OSError, UnicodeDecodeError) as error:
        stop(f"{file} cannot be read: {error}")
    except FormError as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None


def named(name: str) -> Found:
    """Find a form by a file's path, a version's hash, or a procedure's code.

    Of a code it is the version that is live here, else the one that comes with the program.
    """
    if Path(name).is_file():
        return of_file(Path(name))
    bundled = CATALOG / f"{name}.yaml"
    with operating() as rt, suppress(NotFound, SQLAlchemyError), rt.db.read() as session:
        return _published(session, rt, name)
    if "/" not in name and bundled.is_file():
        click.echo(f"{name} is not published here: this is the program's own", err=True)
        return of_file(bundled)
    stop(f"{name} is no file, no hash of a published version and no code of a live procedure")


def _published(session: Session, rt: Runtime, name: str) -> Found:
    try:
        form = publishing.live(session, rt, name)
        row = publishing.by_hash(session, form.hash)
    except NotFound:
        row = version(session, name)
        form = rt.forms.form(session, row.hash)
    return Found(form, row.source, name)


def version(session: Session, digest: str) -> FormVersion:
    """Give a published version by its hash, or at least the first eight digits of it.

    :raises NotFound: if there is none, or more than one.
    """
    if len(digest) < 8:
        raise NotFound(digest)
    return publishing.by_hash(session, digest.lower())
