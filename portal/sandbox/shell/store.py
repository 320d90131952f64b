"""A sandbox's own store: one SQLite file, opened for each piece of work.

The write-ahead log keeps what was committed when the process is killed, so a test may count on
the ledger of an agency after it has shot the agency down.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAULTS = """
CREATE TABLE IF NOT EXISTS faults (
    scope TEXT NOT NULL, name TEXT NOT NULL, value REAL NOT NULL, times INTEGER,
    PRIMARY KEY (scope, name)
);
"""


class Store:
    """One SQLite file; threads each open their own connection."""

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._open()
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(FAULTS + schema)
        finally:
            connection.close()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for reading."""
        connection = self._open()
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give a connection in a transaction: kept when the block ends, undone if it fails."""
        connection = self._open()
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        finally:
            connection.close()

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=15, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection
