"""What the document system holds: files, documents with their work dossiers, and what was done."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS files (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL,
    body TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS progress (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, document TEXT NOT NULL, state TEXT NOT NULL,
    officer TEXT NOT NULL, unit TEXT NOT NULL, note TEXT NOT NULL, at TEXT NOT NULL
);
"""


class Book:
    """The document system's book."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "dms.sqlite3", SCHEMA)

    def keep_file(self, sha256: str, size: int) -> None:
        """Note a file that came."""
        with self.store.write() as db:
            db.execute("INSERT OR IGNORE INTO files VALUES (?, ?)", (sha256, size))

    def has_file(self, sha256: str) -> bool:
        """Say whether a file has come."""
        with self.store.read() as db:
            found = db.execute("SELECT 1 FROM files WHERE sha256 = ?", (sha256,)).fetchone()
        return found is not None

    def open(self, id: str, key: str, body: dict[str, Any]) -> sqlite3.Row | None:
        """Register a document once; None if another one stands under this id."""
        text = json.dumps(body, ensure_ascii=False, sort_keys=True)
        with self.store.write() as db:
            db.execute(
                "INSERT OR IGNORE INTO documents (id, key, body, state, at)"
                " VALUES (?, ?, ?, 'registered', ?)",
                (id, key, text, stamp(now())),
            )
            row: sqlite3.Row = db.execute("SELECT * FROM documents WHERE id = ?", (id,)).fetchone()
        return row if row["body"] == text else None

    def documents(self) -> list[sqlite3.Row]:
        """List all documents, newest first."""
        with self.store.read() as db:
            return db.execute("SELECT * FROM documents ORDER BY number DESC LIMIT 500").fetchall()

    def act(self, id: str, told: dict[str, str]) -> None:
        """Note what somebody did with a document."""
        names = ("state", "officer", "unit", "note")
        values = [told.get(name, "") for name in names]
        with self.store.write() as db:
            db.execute("UPDATE documents SET state = ? WHERE id = ?", (values[0], id))
            db.execute(
                "INSERT INTO progress (document, state, officer, unit, note, at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (id, *values, stamp(now())),
            )

    def after(self, seq: int) -> list[sqlite3.Row]:
        """List what was done after a number, fifty at most."""
        with self.store.read() as db:
            query = "SELECT * FROM progress WHERE seq > ? ORDER BY seq LIMIT 50"
            return db.execute(query, (seq,)).fetchall()

    def clear(self) -> None:
        """Forget everything."""
        with self.store.write() as db:
            for table in ("files", "documents", "progress"):
                db.execute(f"DELETE FROM {table}")
