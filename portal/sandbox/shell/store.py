"""A sandbox's own store: one SQLite file, a connection for each thread.

The write-ahead log keeps what was committed when the process is killed, so a test may count on
the ledger of an agency after it has shot the agency down.
"""

import sqlite3
import threading
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
    """One SQLite file; each thread keeps a connection of its own."""

    def __init__(self, path: Path, schema: str) -> None:
        self._path = path
        self._threads = threading.local()
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = self._connection()
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(FAULTS + schema)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for reading."""
        yield self._connection()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give a connection in a transaction: kept when the block ends, undone if it fails."""
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _connection(self) -> sqlite3.Connection:
        known: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if known is not None:
            return known
        connection = sqlite3.connect(self._path, timeout=15, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = NORMAL")
        self._threads.connection = connection
        return connection
