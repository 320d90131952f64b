"""What the ministry holds: numbers it gave, files, dossiers, and what it told of them."""

import json
import sqlite3
import uuid
from pathlib import Path
from typing import Any

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS numbers (
    number INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL, at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS files (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS dossiers (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, code TEXT NOT NULL,
    body TEXT NOT NULL, state INTEGER NOT NULL, wish TEXT, answer TEXT, at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS by_code ON dossiers (code);
"""
NEW, WITHDRAWN = 1, 7


class Book:
    """The ministry's book. A code may stand there twice only by a fault that is switched on."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "ministry.sqlite3", SCHEMA)

    def draw(self, agency: str, *, again: bool) -> str:
        """Give the next dossier code (mã hồ sơ) of an agency, or the last one ``again``."""
        with self.store.write() as db:
            last = db.execute("SELECT * FROM numbers ORDER BY number DESC LIMIT 1").fetchone()
            if again and last is not None:
                return str(last["code"])
            number = (last["number"] if last else 0) + 1
            code = f"{agency}-{now():%Y%m%d}-{number:07d}"
            db.execute("INSERT INTO numbers (code, at) VALUES (?, ?)", (code, stamp(now())))
            return code

    def let_in(self, token: str) -> None:
        """Remember a token that was given out."""
        with self.store.write() as db:
            db.execute("INSERT INTO tokens VALUES (?)", (token,))

    def knows(self, token: str, *, forget: bool) -> bool:
        """Say whether a token was given out, or ``forget`` it first."""
        with self.store.write() as db:
            if forget:
                db.execute("DELETE FROM tokens WHERE token = ?", (token,))
            return (
                db.execute("SELECT 1 FROM tokens WHERE token = ?", (token,)).fetchone() is not None
            )

    def keep_file(self, name: str, sha256: str, size: int) -> str:
        """Note a file; gives its id."""
        id = str(uuid.uuid4())
        with self.store.write() as db:
            db.execute("INSERT INTO files VALUES (?, ?, ?, ?)", (id, name, sha256, size))
        return id

    def has_files(self, ids: set[str]) -> bool:
        """Say whether all of these files are here."""
        with self.store.read() as db:
            return all(
                db.execute("SELECT 1 FROM files WHERE id = ?", (id,)).fetchone() for id in ids
            )

    def gave(self, code: str) -> bool:
        """Say whether this code was ever given out."""
        with self.store.read() as db:
            found = db.execute("SELECT 1 FROM numbers WHERE code = ?", (code,)).fetchone()
            return found is not None

    def take(self, code: str, body: dict[str, Any], *, twice: bool) -> str | None:
        """Take a dossier under a code; gives its id, None if one stands there already."""
        id = str(uuid.uuid4())
        text = json.dumps(body, ensure_ascii=False)
        with self.store.write() as db:
            held = db.execute("SELECT 1 FROM dossiers WHERE code = ?", (code,)).fetchone()
            if held and not twice:
                return None
            db.execute(
                "INSERT INTO dossiers (id, code, body, state, at) VALUES (?, ?, ?, ?, ?)",
                (id, code, text, NEW, stamp(now())),
            )
        return id

    def find(self, code: str) -> sqlite3.Row | None:
        """Look a dossier up by its code."""
        with self.store.read() as db:
            row: sqlite3.Row | None = db.execute(
                "SELECT * FROM dossiers WHERE code = ? ORDER BY number", (code,)
            ).fetchone()
            return row

    def dossiers(self) -> list[sqlite3.Row]:
        """List all dossiers, newest first."""
        with self.store.read() as db:
            return db.execute("SELECT * FROM dossiers ORDER BY number DESC LIMIT 500").fetchall()

    def wish(self, code: str, words: str) -> None:
        """Note that the citizen wants a dossier back; an officer decides."""
        with self.store.write() as db:
            db.execute("UPDATE dossiers SET wish = ? WHERE code = ?", (words, code))

    def told(self, code: str, state: int, answer: str) -> None:
        """Note what the portal was told and what it answered."""
        with self.store.write() as db:
            db.execute(
                "UPDATE dossiers SET state = ?, answer = ? WHERE code = ?", (state, answer, code)
            )
