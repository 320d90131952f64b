"""``portal backup`` and ``portal restore``: the default store, whole, in one file."""

from pathlib import Path

import click

from portal.jobs.keeping import restore as restoring
from portal.jobs.keeping.archive import BackupUnusable
from portal.jobs.keeping.backup import NotHere, back_up, sqlite_file
from portal.jobs.operate.frame import operating, stop
from portal.jobs.supervise import preflight
from portal.jobs.supervise.plan import CannotRun

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("backup")
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Write database and files to FILE while the portal runs. The secrets file is not in it.

    Ends with 1 if the store lacks a file that the database names; the backup is made all the same.
    """
    if file.exists():
        stop(f"{file} is there already: name another file")
    with operating() as rt:
        try:
            made = back_up(rt, file)
        except (NotHere, OSError) as error:
            stop(str(error))
    click.echo(f"{file}: {made.dossiers} dossiers, {len(made.members) - 1} files")
    for key in made.missing:
        click.echo(f"missing from the store: {key}", err=True)
    if made.missing:
        stop(f"{len(made.missing)} files that the database names are not in the store", 1)


@click.command("restore")
@click.argument("file", type=_FILE, required=False)
@click.option("--held", is_flag=True, help="only hold a database back that was put back already")
def restore(file: Path | None, held: bool) -> None:
    """Put a backup back into an empty DATA_DIR; nothing is sent until you say so.

    The secrets file has to be the one the backup was made under. Every destination starts paused
    and the counters of codes jump: compare with the agencies, then let each go (portal outbox
    resume).
    """
    with operating() as rt:
        if held:
            with rt.db.write() as session:
                restoring.hold(session)
            click.echo("All destinations paused, all counters of codes put on.")
            return
        if file is None:
            stop("name the backup, or say --held")
        try:
            with preflight.sole_use(rt.settings.data_dir), restoring.opened(file) as reading:
                made = restoring.put_back(rt, reading, sqlite_file(rt))
        except BackupUnusable as error:
            stop(f"{file}: {error}")
        except (NotHere, CannotRun, OSError) as error:
            stop(str(error))
    click.echo(f"Restored as of {made.made_at}: {made.dossiers} dossiers. All destinations paused.")
