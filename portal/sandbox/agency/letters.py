"""What citizens send after their dossier: supplements, messages, wishes to withdraw it."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

SUPPLEMENT, MESSAGE, WITHDRAWAL = "supplement", "message", "withdrawal"
RATING = "rating"


@dataclass(frozen=True, slots=True)
class Letter:
    """One POST about a dossier: at which agency, which kind, under which key, and its body."""

    agency: str
    code: str
    kind: str
    key: str
    body: dict[str, Any]


class Letters:
    """The letters that were taken, by dossier, kind and id; each is taken once."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take(self, letter: Letter) -> str:
        """Take a letter once; gives ``accepted``, ``duplicate`` or ``conflict``."""
        body = letter.body
        with self._store.write() as db:
            row = _known(db, letter)
            if row is None:
                db.execute(
                    "INSERT INTO letters (agency, code, kind, id, key, content_hash, body,"
                    " received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        letter.agency,
                        letter.code,
                        letter.kind,
                        body["id"],
                        letter.key,
                        body["content_hash"],
                        json.dumps(body),
                        stamp(now()),
                    ),
                )
                return "accepted"
            db.execute(
                "UPDATE letters SET attempts = attempts + 1 WHERE number = ?", (row["number"],)
            )
            same = (row["code"], row["kind"], row["id"], row["content_hash"])
            told = (letter.code, letter.kind, body["id"], body["content_hash"])
            return "duplicate" if same == told else "conflict"

    def find(self, agency: str, code: str, kind: str, id: str = "") -> sqlite3.Row | None:
        """Look a letter up; of a wish to withdraw there is one, whatever its id."""
        with self._store.read() as db:
            row: sqlite3.Row | None = db.execute(
                "SELECT * FROM letters WHERE agency = ? AND code = ? AND kind = ?"
                " AND ? IN ('', id)",
                (agency, code, kind, id),
            ).fetchone()
            return row

    def about(self, agency: str, code: str) -> list[dict[str, Any]]:
        """List what came after a dossier, oldest first."""
        with self._store.read() as db:
            rows = db.execute(
                "SELECT kind, received_at, attempts, body FROM letters"
                " WHERE agency = ? AND code = ? ORDER BY number",
                (agency, code),
            ).fetchall()
        return [{key: row[key] for key in row.keys()} | json.loads(row["body"]) for row in rows]


def _known(db: sqlite3.Connection, letter: Letter) -> sqlite3.Row | None:
    """Find what stands in the way: the same id, the same key, or another wish to withdraw."""
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM letters WHERE agency = ? AND ("
        " (code = ? AND kind = ? AND (id = ? OR kind = 'withdrawal')) OR key = ?) LIMIT 1",
        (letter.agency, letter.code, letter.kind, letter.body["id"], letter.key),
    ).fetchone()
    return row
