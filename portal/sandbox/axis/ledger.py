"""What lies at the axis: packages as they came, and for whom each still waits."""

import sqlite3
import uuid
from pathlib import Path

from portal.sandbox.axis.packages import Package
from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS packages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    sender TEXT NOT NULL, document_id TEXT NOT NULL, code TEXT NOT NULL, subject TEXT NOT NULL,
    status TEXT NOT NULL, body BLOB NOT NULL, at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS queue (
    id TEXT PRIMARY KEY, package TEXT NOT NULL, recipient TEXT NOT NULL, state TEXT NOT NULL,
    at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS by_recipient ON queue (recipient, state);
CREATE TABLE IF NOT EXISTS tokens (token TEXT PRIMARY KEY, organ TEXT NOT NULL);
"""
_LISTED = """
SELECT q.id, q.state, q.at AS taken_at, q.recipient, p.kind, p.sender, p.subject, p.code, p.at,
       p.status, p.document_id, p.id AS package
FROM queue q JOIN packages p ON p.id = q.package
"""


class Ledger:
    """The axis's book. A package sent twice stands there twice: telling them apart is its
    recipients' business."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "axis.sqlite3", SCHEMA)

    def take(self, package: Package, body: bytes) -> str:
        """Take a package and lay it down for each recipient; gives its number."""
        number, moment = str(uuid.uuid4()), stamp(now())
        kind = "status" if package.status else "edoc"
        with self.store.write() as db:
            db.execute(
                "INSERT INTO packages (id, kind, sender, document_id, code, subject, status, body,"
                " at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number,
                    kind,
                    package.sender,
                    package.document_id,
                    package.code,
                    package.subject,
                    package.status,
                    body,
                    moment,
                ),
            )
            for organ in dict.fromkeys(package.recipients):
                db.execute(
                    "INSERT INTO queue VALUES (?, ?, ?, 'initial', ?)",
                    (str(uuid.uuid4()), number, organ, moment),
                )
        return number

    def waiting(self, organ: str, kind: str, *, all_of_them: bool = False) -> list[sqlite3.Row]:
        """List what waits for an organisation, oldest first; ``all_of_them``: what it took, too."""
        state = "" if all_of_them else " AND q.state NOT IN ('done', 'fail')"
        query = f"{_LISTED} WHERE q.recipient = ? AND p.kind = ?{state} ORDER BY p.number"
        with self.store.read() as db:
            return db.execute(query, (organ, kind)).fetchall()

    def sent(self, organ: str, kind: str) -> list[sqlite3.Row]:
        """List what an organisation sent, by recipient, newest first."""
        query = f"{_LISTED} WHERE p.sender = ? AND p.kind = ? ORDER BY p.number DESC"
        with self.store.read() as db:
            return db.execute(query, (organ, kind)).fetchall()

    def body(self, organ: str, id: str) -> bytes | None:
        """Give a package that lies there for an organisation."""
        query = """SELECT p.body FROM queue q JOIN packages p ON p.id = q.package
                   WHERE q.id = ? AND q.recipient = ?"""
        with self.store.read() as db:
            row = db.execute(query, (id, organ)).fetchone()
        return bytes(row["body"]) if row else None

    def settle(self, organ: str, id: str, state: str) -> bool:
        """Note what a recipient says of a package; False if none lies there for it."""
        with self.store.write() as db:
            done = db.execute(
                "UPDATE queue SET state = ? WHERE id = ? AND recipient = ?", (state, id, organ)
            )
            return done.rowcount == 1

    def all(self) -> list[sqlite3.Row]:
        """List everything, newest first."""
        with self.store.read() as db:
            return db.execute(f"{_LISTED} ORDER BY p.number DESC LIMIT 500").fetchall()

    def clear(self) -> None:
        """Forget every package."""
        with self.store.write() as db:
            db.execute("DELETE FROM queue")
            db.execute("DELETE FROM packages")

    def let_in(self, token: str, organ: str) -> None:
        """Remember a token that was given out."""
        with self.store.write() as db:
            db.execute("INSERT INTO tokens VALUES (?, ?)", (token, organ))

    def whose(self, token: str, *, forget: bool) -> str | None:
        """Say whose a token is, or ``forget`` it first."""
        with self.store.write() as db:
            if forget:
                db.execute("DELETE FROM tokens WHERE token = ?", (token,))
            row = db.execute("SELECT organ FROM tokens WHERE token = ?", (token,)).fetchone()
            return row["organ"] if row else None
