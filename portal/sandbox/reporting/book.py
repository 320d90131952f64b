"""What the reporting system keeps: every version once, and how it stands."""

import json
from pathlib import Path
from typing import Any

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, statement TEXT NOT NULL,
    state TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL, attempts INTEGER NOT NULL
);
"""


class Doubled(Exception):
    """Another report stands under this reference, or this version came under another one."""


class Book:
    """The reports of the system."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "reporting.sqlite3", SCHEMA)

    def take(self, reference: str, name: str, told: tuple[str, str]) -> bool:
        """Take a version (its statement and its hash) unless it is here; says whether it is new.

        :raises Doubled: if it would stand here twice, or two would stand under one reference.
        """
        statement, sha256 = told
        with self.store.write() as db:
            rows = db.execute(
                "SELECT * FROM reports WHERE reference = ? OR name = ?", (reference, name)
            ).fetchall()
            for row in rows:
                if (row["reference"], row["sha256"]) != (reference, sha256):
                    raise Doubled(row["reference"])
            if rows:
                db.execute(
                    "UPDATE reports SET attempts = attempts + 1 WHERE reference = ?", (reference,)
                )
                return False
            db.execute(
                "INSERT INTO reports (reference, name, sha256, statement, state, reason, at,"
                " attempts) VALUES (?, ?, ?, ?, 'received', '', ?, 1)",
                (reference, name, sha256, statement, stamp(now())),
            )
            return True

    def decide(self, reference: str, state: str, reason: str) -> bool:
        """Accept a report or give it back; False if there is none."""
        with self.store.write() as db:
            found = db.execute(
                "UPDATE reports SET state = ?, reason = ? WHERE reference = ? RETURNING number",
                (state, reason, reference),
            ).fetchone()
            return found is not None

    def find(self, reference: str) -> dict[str, Any] | None:
        """Look a report up."""
        with self.store.read() as db:
            row = db.execute("SELECT * FROM reports WHERE reference = ?", (reference,)).fetchone()
            return _shown(row) if row is not None else None

    def all(self) -> list[dict[str, Any]]:
        """List the reports, newest first."""
        with self.store.read() as db:
            rows = db.execute("SELECT * FROM reports ORDER BY number DESC LIMIT 200").fetchall()
            return [_shown(row) for row in rows]


def _shown(row: Any) -> dict[str, Any]:
    told = {name: row[name] for name in ("reference", "name", "sha256", "state", "reason", "at")}
    return {
        **told,
        "number": f"BC{row['number']:06d}",
        "attempts": row["attempts"],
        "statement": json.loads(row["statement"]),
    }
