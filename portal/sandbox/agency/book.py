"""The agency's book: dossiers it holds, and the ledger of every one that was handed in.

The ledger is append-only and is the truth that tests count on: one row per POST that could be
read, with what the agency did, whatever it then said or failed to say.
"""

import json
import sqlite3
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.sandbox.agency.news import Deed, record
from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

# A signature older than this is stale, so its nonce need not be remembered.
_NONCE_SECONDS = 7200


@dataclass(frozen=True, slots=True)
class Delivery:
    """One POST of a dossier: whose, its code, the promise's key, its hash and its body."""

    agency: str
    code: str
    key: str
    content_hash: str
    body: dict[str, Any]


class Book:
    """The agencies' dossiers, by agency and code."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def first_seen(self, agency: str, nonce: str) -> bool:
        """Remember a nonce; False when it came before."""
        with self.store.write() as db:
            db.execute("DELETE FROM nonces WHERE at < ?", (time.time() - _NONCE_SECONDS,))
            done = db.execute(
                "INSERT OR IGNORE INTO nonces (agency, nonce, at) VALUES (?, ?, ?)",
                (agency, nonce, time.time()),
            )
            return done.rowcount == 1

    def note_attempt(self, delivery: Delivery, outcome: str) -> None:
        """Write a POST into the ledger that took no effect."""
        with self.store.write() as db:
            _enter(db, delivery, outcome, taken=False)

    def clash(self, delivery: Delivery) -> sqlite3.Row | None:
        """Find a dossier with the same code or the same key."""
        with self.store.read() as db:
            return _known(db, delivery)

    def take(self, delivery: Delivery, deeds: Iterable[Deed]) -> tuple[str, sqlite3.Row]:
        """Take a dossier once; gives ``accepted``, ``duplicate`` or ``conflict``, and its row.

        Its confirmation and what the autopilot does are news of the same transaction.
        """
        with self.store.write() as db:
            row = _known(db, delivery)
            if row is not None:
                same = (row["code"], row["content_hash"]) == (delivery.code, delivery.content_hash)
                outcome = "duplicate" if same else "conflict"
                _enter(db, delivery, outcome, taken=False)
                return outcome, row
            return "accepted", _take(db, delivery, deeds)

    def knows(self, delivery: Delivery) -> sqlite3.Row | None:
        """Find a dossier that came under the same key."""
        with self.store.read() as db:
            row: sqlite3.Row | None = db.execute(
                "SELECT * FROM dossiers WHERE agency = ? AND key = ?",
                (delivery.agency, delivery.key),
            ).fetchone()
            return row

    def take_again(self, delivery: Delivery, deeds: Iterable[Deed]) -> sqlite3.Row:
        """Take a dossier without another look at the book, as often as it comes.

        The ledger tells how often that was; the dossier itself has one place in the book.
        """
        with self.store.write() as db:
            row = _find(db, delivery.agency, delivery.code)
            if row is None:
                return _take(db, delivery, deeds)
            _enter(db, delivery, "accepted", taken=True)
            return row

    def act(self, agency: str, code: str, deed: Deed) -> dict[str, Any] | None:
        """Do an officer's deed; gives its news, or None when the dossier is not here."""
        with self.store.write() as db:
            row = _find(db, agency, code)
            return None if row is None else record(db, agency, row, deed)

    def find(self, agency: str, code: str) -> sqlite3.Row | None:
        """Look one dossier up."""
        with self.store.read() as db:
            return _find(db, agency, code)

    def dossiers(self, agency: str, limit: int = 500) -> list[sqlite3.Row]:
        """List an agency's dossiers, newest first."""
        with self.store.read() as db:
            return db.execute(
                "SELECT * FROM dossiers WHERE agency = ? ORDER BY number DESC LIMIT ?",
                (agency, limit),
            ).fetchall()

    def dossiers_after(self, agency: str, cursor: int, limit: int) -> list[sqlite3.Row]:
        """Read an agency's dossiers after a cursor, oldest first."""
        with self.store.read() as db:
            return db.execute(
                "SELECT * FROM dossiers WHERE agency = ? AND number > ? ORDER BY number LIMIT ?",
                (agency, cursor, limit),
            ).fetchall()

    def ledger(self, agency: str, code: str) -> list[sqlite3.Row]:
        """Read the ledger in order; an empty agency or code stands for all."""
        with self.store.read() as db:
            return db.execute(
                "SELECT * FROM ledger WHERE ? IN ('', agency) AND ? IN ('', code) ORDER BY number",
                (agency, code),
            ).fetchall()

    def news(self, agency: str, code: str) -> list[sqlite3.Row]:
        """Read the news of one dossier with what became of each."""
        with self.store.read() as db:
            return db.execute(
                "SELECT news.*, outbox.attempts, outbox.sent_at, outbox.answer FROM news"
                " JOIN outbox ON outbox.news = news.number"
                " WHERE news.agency = ? AND news.dossier = ? ORDER BY news.number",
                (agency, code),
            ).fetchall()

    def news_after(self, agency: str, cursor: int, limit: int) -> list[sqlite3.Row]:
        """Read an agency's news after a cursor, oldest first."""
        with self.store.read() as db:
            return db.execute(
                "SELECT * FROM news WHERE agency = ? AND number > ? ORDER BY number LIMIT ?",
                (agency, cursor, limit),
            ).fetchall()

    def autopilot(self, agency: str, usual: bool) -> bool:
        """Say whether an agency decides by itself; ``usual`` is what the settings say."""
        with self.store.read() as db:
            row = db.execute("SELECT autopilot FROM modes WHERE agency = ?", (agency,)).fetchone()
            return usual if row is None else bool(row["autopilot"])

    def set_autopilot(self, agency: str, on: bool) -> None:
        """Switch the autopilot of an agency."""
        with self.store.write() as db:
            db.execute("REPLACE INTO modes (agency, autopilot) VALUES (?, ?)", (agency, on))


def _take(db: sqlite3.Connection, delivery: Delivery, deeds: Iterable[Deed]) -> sqlite3.Row:
    """Enter a new dossier with its news, and say so in the ledger."""
    row = _insert(db, delivery)
    record(db, delivery.agency, row, Deed("confirmed"))
    for deed in deeds:
        record(db, delivery.agency, row, deed)
    _enter(db, delivery, "accepted", taken=True)
    return row


def _find(db: sqlite3.Connection, agency: str, code: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM dossiers WHERE agency = ? AND code = ?", (agency, code)
    ).fetchone()
    return row


def _known(db: sqlite3.Connection, delivery: Delivery) -> sqlite3.Row | None:
    # The dossier's own code comes first: its answer is the one the portal asks about.
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM dossiers WHERE agency = ? AND (code = ? OR key = ?)"
        " ORDER BY code = ? DESC LIMIT 1",
        (delivery.agency, delivery.code, delivery.key, delivery.code),
    ).fetchone()
    return row


def _insert(db: sqlite3.Connection, delivery: Delivery) -> sqlite3.Row:
    count = db.execute("SELECT COALESCE(MAX(number), 0) + 1 AS n FROM dossiers").fetchone()
    db.execute(
        "INSERT INTO dossiers (agency, code, reference, key, content_hash, body, state,"
        " received_at) VALUES (?, ?, ?, ?, ?, ?, 'received', ?)",
        (
            delivery.agency,
            delivery.code,
            f"MC-{count['n']:06d}",
            delivery.key,
            delivery.content_hash,
            json.dumps(delivery.body),
            stamp(now()),
        ),
    )
    row = _find(db, delivery.agency, delivery.code)
    assert row is not None
    return row


def _enter(db: sqlite3.Connection, delivery: Delivery, outcome: str, *, taken: bool) -> None:
    db.execute(
        "INSERT INTO ledger (at, agency, code, key, content_hash, attempt, outcome, taken)"
        " SELECT ?, ?, ?, ?, ?, COUNT(*) + 1, ?, ? FROM ledger WHERE agency = ? AND code = ?",
        (
            stamp(now()),
            delivery.agency,
            delivery.code,
            delivery.key,
            delivery.content_hash,
            outcome,
            taken,
            delivery.agency,
            delivery.code,
        ),
    )
