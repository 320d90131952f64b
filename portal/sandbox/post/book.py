"""What the post office keeps: every parcel once by its sender's reference, and what happened."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS parcels (
    number INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL UNIQUE,
    told TEXT NOT NULL, fee INTEGER NOT NULL, at TEXT NOT NULL, attempts INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS words (
    id INTEGER PRIMARY KEY AUTOINCREMENT, parcel INTEGER NOT NULL, status TEXT NOT NULL,
    note TEXT NOT NULL, at TEXT NOT NULL
);
"""
FEE = 30_000


class Book:
    """The parcels of the post office."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "post.sqlite3", SCHEMA)

    def take(self, told: dict[str, Any]) -> bool:
        """Take a parcel unless its reference is known; says whether it is new."""
        with self.store.write() as db:
            known = db.execute(
                "UPDATE parcels SET attempts = attempts + 1 WHERE reference = ? RETURNING number",
                (told["reference"],),
            ).fetchone()
            if known is not None:
                return False
            made = db.execute(
                "INSERT INTO parcels (reference, told, fee, at, attempts) VALUES (?, ?, ?, ?, 1)",
                (told["reference"], json.dumps(told, ensure_ascii=False), FEE, stamp(now())),
            )
            self._write(db, made.lastrowid or 0, "registered", "")
            return True

    def tell(self, reference: str, status: str, note: str) -> bool:
        """Let something happen to a parcel; False if there is none."""
        with self.store.write() as db:
            row = db.execute("SELECT number FROM parcels WHERE reference = ?", (reference,))
            found = row.fetchone()
            if found is not None:
                self._write(db, found["number"], status, note)
            return found is not None

    def find(self, reference: str) -> dict[str, Any] | None:
        """Look a parcel up, with all that happened to it, oldest first."""
        with self.store.read() as db:
            row = db.execute("SELECT * FROM parcels WHERE reference = ?", (reference,)).fetchone()
            return self._shown(db, row) if row is not None else None

    def all(self) -> list[dict[str, Any]]:
        """List the parcels, newest first."""
        with self.store.read() as db:
            rows = db.execute("SELECT * FROM parcels ORDER BY number DESC LIMIT 200").fetchall()
            return [self._shown(db, row) for row in rows]

    def _shown(self, db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
        words = db.execute("SELECT * FROM words WHERE parcel = ? ORDER BY id", (row["number"],))
        return {
            "reference": row["reference"],
            "number": f"MB{row['number']:09d}VN",
            "fee": row["fee"],
            "told": json.loads(row["told"]),
            "attempts": row["attempts"],
            "events": [
                {
                    "id": str(one["id"]),
                    "status": one["status"],
                    "at": one["at"],
                    "note": one["note"],
                }
                for one in words
            ],
        }

    @staticmethod
    def _write(db: sqlite3.Connection, parcel: int, status: str, note: str) -> None:
        db.execute(
            "INSERT INTO words (parcel, status, note, at) VALUES (?, ?, ?, ?)",
            (parcel, status, note, stamp(now())),
        )
