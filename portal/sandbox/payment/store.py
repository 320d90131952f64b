"""What the platform keeps: every bill once, what became of it, and what was sent back."""

import json
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS bills (
    transaction_id TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, amount INTEGER NOT NULL,
    status TEXT NOT NULL, bill TEXT NOT NULL, return_url TEXT NOT NULL, made_at TEXT NOT NULL,
    paid_at TEXT, bank_id TEXT NOT NULL DEFAULT '', asked INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS refunds (
    refund_id TEXT PRIMARY KEY, transaction_id TEXT NOT NULL, amount INTEGER NOT NULL,
    status TEXT NOT NULL, made_at TEXT NOT NULL, asked INTEGER NOT NULL DEFAULT 1
);
"""
PAID, PENDING, FAILED, EXPIRED, NEVER = "0", "1", "2", "3", "4"


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill as it was handed in."""

    transaction: str
    amount: int
    return_url: str
    info: dict[str, Any]


class Bills:
    """The platform's books."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "payment.sqlite3", SCHEMA)

    def take(self, bill: Bill) -> sqlite3.Row | None:
        """Take a bill unless it is known; None if the number stands for another sum."""
        with self.store.write() as db:
            db.execute(
                "INSERT INTO bills (transaction_id, token, amount, status, bill, return_url,"
                " made_at, asked) VALUES (?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
                (
                    bill.transaction,
                    secrets.token_urlsafe(16),
                    bill.amount,
                    PENDING,
                    json.dumps(bill.info, ensure_ascii=False),
                    bill.return_url,
                    stamp(now()),
                ),
            )
            row: sqlite3.Row = db.execute(
                "UPDATE bills SET asked = asked + 1 WHERE transaction_id = ? RETURNING *",
                (bill.transaction,),
            ).fetchone()
            return row if row["amount"] == bill.amount else None

    def find(self, column: str, value: str) -> sqlite3.Row | None:
        """Look a bill up by its ``token`` or ``transaction_id``."""
        query = {
            "token": "SELECT * FROM bills WHERE token = ?",
            "transaction_id": "SELECT * FROM bills WHERE transaction_id = ?",
        }[column]
        with self.store.read() as db:
            row: sqlite3.Row | None = db.execute(query, (value,)).fetchone()
            return row

    def settle(self, transaction: str, status: str) -> bool:
        """Pay a bill or let it go; one that is settled stays as it is."""
        with self.store.write() as db:
            done = db.execute(
                "UPDATE bills SET status = ?, paid_at = ?, bank_id = ? WHERE transaction_id = ?"
                " AND status = ?",
                (
                    status,
                    stamp(now()) if status == PAID else None,
                    f"NH{secrets.randbelow(10**10):010}" if status == PAID else "",
                    transaction,
                    PENDING,
                ),
            )
            return done.rowcount == 1

    def all(self) -> list[sqlite3.Row]:
        """List every bill, newest first."""
        with self.store.read() as db:
            return db.execute("SELECT * FROM bills ORDER BY made_at DESC, rowid DESC").fetchall()

    def refund(self, bill: sqlite3.Row, refund_id: str, amount: int, status: str) -> sqlite3.Row:
        """Send money back; a repeated number sends nothing more."""
        with self.store.write() as db:
            db.execute(
                "INSERT INTO refunds VALUES (?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING",
                (refund_id, bill["transaction_id"], amount, status, stamp(now())),
            )
            row: sqlite3.Row = db.execute(
                "UPDATE refunds SET asked = asked + 1 WHERE refund_id = ? RETURNING *", (refund_id,)
            ).fetchone()
            return row

    def refunds(self, transaction: str) -> list[sqlite3.Row]:
        """List what was sent back of a payment."""
        query = "SELECT * FROM refunds WHERE transaction_id = ? ORDER BY made_at"
        with self.store.read() as db:
            return db.execute(query, (transaction,)).fetchall()

    def go_on(self, refund_id: str) -> sqlite3.Row | None:
        """Bring a refund that waits to its end; None if there is none."""
        query = "UPDATE refunds SET status = ? WHERE refund_id = ? RETURNING *"
        with self.store.write() as db:
            row: sqlite3.Row | None = db.execute(query, (PAID, refund_id)).fetchone()
            return row
