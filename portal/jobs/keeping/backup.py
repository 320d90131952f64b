"""Makes a backup of a running portal: the database as of one moment, then every file it names."""

import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from portal import clock
from portal.blobs import BlobMissing
from portal.jobs.keeping.archive import DATABASE, FILES, FORMAT, Manifest, Writing, read_file
from portal.runtime import Runtime

# What names a blob. A file is stored before the row that names it and deleted a week after the
# row is gone, so the files fetched after the database was copied are all there.
_NAMED = (
    "SELECT blob FROM attachments",
    "SELECT blob FROM incoming_files",
)


class NotHere(Exception):
    """The store is not the default one; the message says what to do instead."""


def back_up(rt: Runtime, target: Path) -> Manifest:
    """Write a backup; it appears under its name when it is whole, and not before.

    :raises NotHere: unless the database is SQLite.
    :raises OSError: if the target cannot be written, or the blob store is away.
    """
    source = sqlite_file(rt)
    part = target.with_name(f"{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix="lienthong-backup-", dir=target.parent) as folder:
            copy = Path(folder) / DATABASE
            made_at = clock.now()
            _copy(source, copy)
            with part.open("xb") as file, tarfile.open(fileobj=file, mode="w") as tar:
                writing = Writing(tar)
                writing.put(DATABASE, read_file(copy))
                missing = tuple(_put_files(rt, writing, copy))
                manifest = Manifest(
                    format=FORMAT,
                    made_at=made_at.isoformat(),
                    keys=rt.keyring.marks(),
                    layout=_one(copy, "SELECT version_num FROM alembic_version"),
                    dossiers=int(_one(copy, "SELECT COUNT(*) FROM dossiers")),
                    members=dict(writing.members),
                    missing=missing,
                )
                writing.finish(manifest)
            _settle(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def sqlite_file(rt: Runtime) -> Path:
    """Give the file of the default store.

    :raises NotHere: if the database is another one.
    """
    if rt.db.engine.dialect.name != "sqlite" or not rt.db.engine.url.database:
        raise NotHere("this command is for SQLite; see docs/operations.md for PostgreSQL")
    return Path(rt.db.engine.url.database)


def _copy(source: Path, copy: Path) -> None:
    """Copy the database as of one moment, while others write."""
    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(copy)) as made:
        origin.backup(made)
        made.execute("PRAGMA journal_mode=DELETE")


def _put_files(rt: Runtime, writing: Writing, copy: Path) -> Iterator[str]:
    """Put every named file in; give those the store does not have any more."""
    for key in _keys(copy):
        try:
            writing.put(f"{FILES}{key}", rt.blobs.get(key))
        except BlobMissing:
            yield key


def _keys(copy: Path) -> list[str]:
    with closing(sqlite3.connect(copy)) as database:
        found = {key for query in _NAMED for (key,) in database.execute(query)}
    return sorted(found)


def _one(copy: Path, query: str) -> str:
    with closing(sqlite3.connect(copy)) as database:
        return str(database.execute(query).fetchone()[0])


def _settle(path: Path) -> None:
    """Make a written file survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
