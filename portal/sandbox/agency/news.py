"""News of a dossier, and the outbox that keeps each until the portal has answered 2xx."""

import json
import sqlite3
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

KINDS = (
    "confirmed",
    "accepted",
    "refused",
    "in_process",
    "supplement_requested",
    "fee_requested",
    "stopped",
    "decided",
    "returned",
    "withdrawn",
    "extended",
    "assigned",
    "step",
    "transferred",
    "note",
    "message",
    "claim_answered",
)
# These say something about a dossier without moving it.
_STANDING = ("confirmed", "extended", "assigned", "step", "transferred", "note", "message",
             "claim_answered")  # fmt: skip
REORDER_PATIENCE = 2.0
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Deed:
    """What an officer did, before it is news; ``forced`` overrides fields, to test the portal."""

    kind: str
    due_at: datetime | None = None
    officer: str | None = None
    unit: str | None = None
    note: str | None = None
    reasons: tuple[str, ...] = ()
    files: tuple[dict[str, Any], ...] = ()
    answers: str | None = None
    fees: tuple[dict[str, Any], ...] = ()
    step: dict[str, Any] | None = None
    to_agency: str | None = None
    wanted: tuple[dict[str, Any], ...] = ()
    claim: dict[str, Any] | None = None
    forced: dict[str, Any] = field(default_factory=dict)


def record(db: sqlite3.Connection, agency: str, dossier: sqlite3.Row, deed: Deed) -> dict[str, Any]:
    """Write a deed down as the dossier's next news and queue it, in the caller's transaction."""
    row = db.execute(
        "SELECT COALESCE(MAX(seq), 0) + 1 AS seq FROM news WHERE agency = ? AND dossier = ?",
        (agency, dossier["code"]),
    ).fetchone()
    news = _news(dossier, deed, row["seq"]) | deed.forced
    number = db.execute(
        "INSERT INTO news (agency, id, dossier, seq, kind, body) VALUES (?, ?, ?, ?, ?, ?)",
        (agency, news["id"], dossier["code"], news["seq"], deed.kind, json.dumps(news)),
    ).lastrowid
    moment = time.time()
    db.execute(
        "INSERT INTO outbox (news, agency, dossier, made_at, next_at) VALUES (?, ?, ?, ?, ?)",
        (number, agency, dossier["code"], moment, moment),
    )
    if deed.kind not in _STANDING:
        db.execute(
            "UPDATE dossiers SET state = ?, due_at = COALESCE(?, due_at)"
            " WHERE agency = ? AND code = ?",
            (deed.kind, _promised(deed, news), agency, dossier["code"]),
        )
    return news


def _promised(deed: Deed, news: dict[str, Any]) -> str | None:
    """The day the agency owes its result; with a request it is the citizen's day instead."""
    due_at: str | None = news["due_at"]
    return None if deed.kind == "supplement_requested" else due_at


def _news(dossier: sqlite3.Row, deed: Deed, seq: int) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "dossier": dossier["code"],
        "kind": deed.kind,
        "occurred_at": stamp(now()),
        "seq": seq,
        "due_at": stamp(deed.due_at) if deed.due_at else None,
        "officer": deed.officer,
        "unit": deed.unit,
        "note": deed.note,
        "reasons": list(deed.reasons),
        "content_hash": dossier["content_hash"] if deed.kind == "confirmed" else None,
        "files": list(deed.files),
        "answers": deed.answers,
        "fees": list(deed.fees),
        "step": deed.step,
        "to_agency": deed.to_agency,
        "wanted": list(deed.wanted),
        "claim": deed.claim,
    }


class Outbox:
    """The news that wait to be sent, and what became of those that went."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def due(self, agency: str, *, newest_first: bool) -> list[sqlite3.Row]:
        """List what may go now: the oldest waiting news of each dossier.

        With ``newest_first`` it is the newest instead, held back until there is an older one
        to overtake or two seconds have gone by.
        """
        older = "EXISTS (SELECT 1 FROM outbox b WHERE b.agency = a.agency AND b.dossier = a.dossier"
        older += " AND b.sent_at IS NULL AND b.news {} a.news)"
        rule = f"NOT {older.format('<')}"
        if newest_first:
            rule = f"NOT {older.format('>')} AND (a.made_at < :patient OR {older.format('<')})"
        with self._store.read() as db:
            return db.execute(
                "SELECT a.news, a.attempts, news.body FROM outbox a"
                " JOIN news ON news.number = a.news"
                f" WHERE a.agency = :agency AND a.sent_at IS NULL AND a.next_at <= :now AND {rule}"
                f" ORDER BY a.news LIMIT {_BATCH}",
                {
                    "agency": agency,
                    "now": time.time(),
                    "patient": time.time() - REORDER_PATIENCE,
                },
            ).fetchall()

    def done(self, news: int, answer: str) -> None:
        """Keep the portal's answer and never send this news again."""
        with self._store.write() as db:
            db.execute(
                "UPDATE outbox SET sent_at = ?, answer = ?, attempts = attempts + 1"
                " WHERE news = ?",
                (stamp(now()), answer, news),
            )

    def again(self, news: int, answer: str, wait: float) -> None:
        """Keep what went wrong and try again after some seconds."""
        with self._store.write() as db:
            db.execute(
                "UPDATE outbox SET next_at = ?, answer = ?, attempts = attempts + 1"
                " WHERE news = ?",
                (time.time() + wait, answer, news),
            )

    def at_once(self, agency: str) -> None:
        """Let all that waits for its next try go now."""
        with self._store.write() as db:
            db.execute(
                "UPDATE outbox SET next_at = ? WHERE agency = ? AND sent_at IS NULL",
                (time.time(), agency),
            )

    def waiting(self, agency: str) -> int:
        """Count the news that the portal has not answered yet."""
        with self._store.read() as db:
            row = db.execute(
                "SELECT COUNT(*) AS n FROM outbox WHERE agency = ? AND sent_at IS NULL", (agency,)
            ).fetchone()
            return int(row["n"])
