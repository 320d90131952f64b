"""What the SMS centre keeps: every message once, and how often each was handed in."""

import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, sender TEXT NOT NULL,
    text TEXT NOT NULL, status TEXT NOT NULL, at TEXT NOT NULL, attempts INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS by_recipient ON messages (recipient);
"""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as the gateway contract has it."""

    reference: str
    recipient: str
    sender: str
    text: str


class Messages:
    """The messages of the centre, newest first when read."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "sms.sqlite3", SCHEMA)

    def take(self, message: Message, status: str) -> tuple[str, bool]:
        """Take a message unless its reference is known; gives its id and whether it is new."""
        with self.store.write() as db:
            known = db.execute(
                "UPDATE messages SET attempts = attempts + 1 WHERE reference = ? RETURNING id",
                (message.reference,),
            ).fetchone()
            if known is not None:
                return known["id"], False
            name = secrets.token_hex(12)
            db.execute(
                "INSERT INTO messages (id, reference, recipient, sender, text, status, at,"
                " attempts) VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                (
                    name,
                    message.reference,
                    message.recipient,
                    message.sender,
                    message.text,
                    status,
                    stamp(now()),
                ),
            )
            return name, True

    def find(self, reference: str) -> sqlite3.Row | None:
        """Look a message up by the sender's reference."""
        with self.store.read() as db:
            row: sqlite3.Row | None = db.execute(
                "SELECT * FROM messages WHERE reference = ?", (reference,)
            ).fetchone()
            return row

    def inbox(self, recipient: str, limit: int) -> list[sqlite3.Row]:
        """Read the newest messages, of one number or (empty) of all."""
        with self.store.read() as db:
            return db.execute(
                "SELECT * FROM messages WHERE ? IN ('', recipient) ORDER BY number DESC LIMIT ?",
                (recipient, limit),
            ).fetchall()

    def numbers(self) -> list[str]:
        """List the numbers that ever got a message."""
        with self.store.read() as db:
            rows = db.execute("SELECT DISTINCT recipient FROM messages ORDER BY recipient")
            return [row["recipient"] for row in rows]
