"""What the identity sandbox keeps: keys, questions asked, codes given, tokens and sessions."""

import hashlib
import secrets
import sqlite3
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from portal.sandbox.shell.store import Store

QUESTION_SECONDS = 600
CODE_SECONDS = 60
TOKEN_SECONDS = 600
SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (realm TEXT PRIMARY KEY, pem BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS grants (
    question TEXT PRIMARY KEY, asked_at REAL NOT NULL, realm TEXT NOT NULL, client_id TEXT NOT NULL,
    redirect_uri TEXT NOT NULL, state TEXT NOT NULL, nonce TEXT NOT NULL, challenge TEXT NOT NULL,
    level TEXT NOT NULL,
    code TEXT UNIQUE, person TEXT, sid TEXT, answered_at REAL, used_at REAL, revoked_at REAL
);
CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY, question TEXT NOT NULL, at REAL NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What a relying party asked at the authorization endpoint."""

    realm: str
    client_id: str
    redirect_uri: str
    state: str
    nonce: str
    challenge: str
    level: str


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Grants:
    """The way of one sign-in: asked, answered with a code, the code used once for a token."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "identity.sqlite3", SCHEMA)

    def ask(self, question: Question) -> str:
        """Keep a question until somebody answers it on the page; gives its handle."""
        handle = secrets.token_urlsafe(24)
        with self.store.write() as db:
            db.execute(
                "INSERT INTO grants (question, asked_at, realm, client_id, redirect_uri, state,"
                " nonce, challenge, level) VALUES (:question, :at, :realm, :client_id,"
                " :redirect_uri, :state, :nonce, :challenge, :level)",
                {"question": handle, "at": time.time(), **asdict(question)},
            )
        return handle

    def open_question(self, realm: str, handle: str) -> sqlite3.Row | None:
        """Find a question nobody has answered yet, while it is fresh."""
        with self.store.read() as db:
            row: sqlite3.Row | None = db.execute(
                "SELECT * FROM grants WHERE question = ? AND realm = ? AND answered_at IS NULL"
                " AND asked_at > ?",
                (handle, realm, time.time() - QUESTION_SECONDS),
            ).fetchone()
            return row

    def answer(self, handle: str, person: str, level: str) -> str | None:
        """Give a code for a question, once; None when somebody was faster."""
        code = secrets.token_urlsafe(32)
        with self.store.write() as db:
            done = db.execute(
                "UPDATE grants SET code = ?, person = ?, level = ?, sid = ?, answered_at = ?"
                " WHERE question = ? AND answered_at IS NULL",
                (_hashed(code), person, level, secrets.token_urlsafe(16), time.time(), handle),
            )
            return code if done.rowcount else None

    def refuse(self, handle: str) -> None:
        """Close a question that the person declined."""
        with self.store.write() as db:
            db.execute(
                "UPDATE grants SET answered_at = ? WHERE question = ?", (time.time(), handle)
            )

    def redeem(self, realm: str, client_id: str, code: str) -> sqlite3.Row | None:
        """Use a code once, whoever's mistake it is that it fails afterwards.

        A code that comes a second time was stolen or replayed, so it also revokes what the
        first use gave (RFC 6749 section 4.1.2).
        """
        now = time.time()
        with self.store.write() as db:
            row: sqlite3.Row | None = db.execute(
                "SELECT * FROM grants WHERE code = ? AND realm = ? AND client_id = ?",
                (_hashed(code), realm, client_id),
            ).fetchone()
            if row is None:
                return None
            column = "used_at" if row["used_at"] is None else "revoked_at"
            db.execute(f"UPDATE grants SET {column} = ? WHERE question = ?", (now, row["question"]))
        fresh = row["used_at"] is None and now - row["answered_at"] <= CODE_SECONDS
        return row if fresh else None

    def give_token(self, handle: str) -> str:
        """Give an access token for a redeemed code."""
        token = secrets.token_urlsafe(32)
        with self.store.write() as db:
            db.execute(
                "INSERT INTO tokens (token, question, at) VALUES (?, ?, ?)",
                (_hashed(token), handle, time.time()),
            )
        return token

    def of_token(self, realm: str, token: str) -> sqlite3.Row | None:
        """Find the sign-in behind a living access token."""
        with self.store.read() as db:
            row: sqlite3.Row | None = db.execute(
                "SELECT grants.*, tokens.at AS token_at FROM tokens JOIN grants USING (question)"
                " WHERE token = ? AND realm = ? AND at > ? AND revoked_at IS NULL",
                (_hashed(token), realm, time.time() - TOKEN_SECONDS),
            ).fetchone()
            return row

    def end_session(self, realm: str, sid: str) -> None:
        """Sign a person out: the tokens of that sign-in end."""
        with self.store.write() as db:
            db.execute(
                "UPDATE grants SET revoked_at = ? WHERE realm = ? AND sid = ?",
                (time.time(), realm, sid),
            )
