"""What the national portal holds: dossiers, their progress, sessions, and every call it heard."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions (session TEXT PRIMARY KEY, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS dossiers (
    code TEXT PRIMARY KEY, item TEXT NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL,
    updates INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS progress (
    number INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL, entry TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS evaluations (
    code TEXT PRIMARY KEY, revision INTEGER NOT NULL, entry TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS enquiries (
    code TEXT PRIMARY KEY, revision INTEGER NOT NULL, entries TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS handed (
    code TEXT PRIMARY KEY, body TEXT NOT NULL, answer TEXT NOT NULL, times INTEGER NOT NULL,
    given_back TEXT
);
CREATE TABLE IF NOT EXISTS questions (
    code TEXT PRIMARY KEY, body TEXT NOT NULL, told TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS progress_of ON progress (code);
CREATE TABLE IF NOT EXISTS calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT, service TEXT NOT NULL, way TEXT NOT NULL,
    at TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL
);
"""


class Book:
    """The national portal's book."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "national.sqlite3", SCHEMA)

    def let_in(self, session: str) -> None:
        """Remember a session that was given out."""
        with self.store.write() as db:
            db.execute("INSERT INTO sessions VALUES (?, ?)", (session, stamp(now())))

    def knows(self, session: str, *, forget: bool) -> bool:
        """Say whether a session was given out, or ``forget`` it first."""
        with self.store.write() as db:
            if forget:
                db.execute("DELETE FROM sessions WHERE session = ?", (session,))
            found = db.execute("SELECT 1 FROM sessions WHERE session = ?", (session,)).fetchone()
            return found is not None

    def put(self, item: dict[str, Any], *, updating: bool) -> str:
        """Keep a dossier's entry; gives what is wrong, "" for nothing."""
        code, text, at = item["MaHoSo"], json.dumps(item, ensure_ascii=False), stamp(now())
        with self.store.write() as db:
            held = db.execute("SELECT 1 FROM dossiers WHERE code = ?", (code,)).fetchone()
            if held and not updating:
                return f"Hồ sơ {code} đã tồn tại"
            if updating and not held:
                return f"Không tìm thấy hồ sơ {code}"
            db.execute(
                "INSERT INTO dossiers VALUES (?, ?, ?, ?, 0) ON CONFLICT (code) DO UPDATE SET"
                " item = excluded.item, changed_at = excluded.changed_at, updates = updates + 1",
                (code, text, at, at),
            )
        return ""

    def add_progress(self, entries: list[dict[str, Any]]) -> None:
        """Add to what was done; told twice, it stands twice."""
        with self.store.write() as db:
            db.executemany(
                "INSERT INTO progress (code, entry) VALUES (?, ?)",
                [(one["MaHoSo"], json.dumps(one, ensure_ascii=False)) for one in entries],
            )

    def evaluate(self, entry: dict[str, Any]) -> None:
        """Keep how content a citizen was; an older word than the one that is held is let go."""
        with self.store.write() as db:
            db.execute(
                "INSERT INTO evaluations VALUES (?, ?, ?) ON CONFLICT (code) DO UPDATE SET"
                " revision = excluded.revision, entry = excluded.entry"
                " WHERE excluded.revision >= revision",
                (entry["MaHoSo"], int(entry["LanDanhGia"]), json.dumps(entry)),
            )

    def enquire(self, entry: dict[str, Any]) -> None:
        """Keep how an enquiry stands, behind how it stood; what is not newer is let go."""
        code, revision = entry["MaHoiDap"], int(entry["LanCapNhat"])
        held = self.enquired(code)
        if held and int(held[-1]["LanCapNhat"]) >= revision:
            return
        with self.store.write() as db:
            db.execute(
                "INSERT OR REPLACE INTO enquiries VALUES (?, ?, ?)",
                (code, revision, json.dumps([*held, entry], ensure_ascii=False)),
            )

    def enquired(self, code: str) -> list[dict[str, Any]]:
        """Give how an enquiry stood, the last at the end; nothing if none is held."""
        with self.store.read() as db:
            row = db.execute("SELECT entries FROM enquiries WHERE code = ?", (code,)).fetchone()
        return list(json.loads(row["entries"])) if row else []

    def find(self, code: str) -> dict[str, Any] | None:
        """Give a dossier with its progress in order, None if it is not held."""
        with self.store.read() as db:
            row = db.execute("SELECT * FROM dossiers WHERE code = ?", (code,)).fetchone()
            return None if row is None else _whole(db, row)

    def dossiers(self) -> list[dict[str, Any]]:
        """List all dossiers with their progress, newest change first."""
        with self.store.read() as db:
            rows = db.execute("SELECT * FROM dossiers ORDER BY changed_at DESC LIMIT 200")
            return [_whole(db, row) for row in rows.fetchall()]

    def heard(self, service: str, way: str, body: Any, answer: str) -> None:
        """Note a call, whatever became of it; passwords and sessions are not kept."""
        kept = json.dumps(
            {k: v for k, v in body.items() if k not in ("session", "password")},
            ensure_ascii=False,
        )
        with self.store.write() as db:
            db.execute(
                "INSERT INTO calls (service, way, at, body, answer) VALUES (?, ?, ?, ?, ?)",
                (service, way, stamp(now()), kept, answer),
            )

    def calls(self) -> list[sqlite3.Row]:
        """List the calls that were heard, in order."""
        with self.store.read() as db:
            return db.execute("SELECT * FROM calls ORDER BY number").fetchall()

    def number(self) -> int:
        """Give the next number of a dossier that is handed over."""
        with self.store.read() as db:
            return int(db.execute("SELECT COUNT(*) FROM handed").fetchone()[0]) + 1

    def hand(self, code: str, body: dict[str, Any], answer: str) -> None:
        """Note that a dossier was handed over, and what was answered."""
        text = json.dumps(body, ensure_ascii=False)
        with self.store.write() as db:
            db.execute(
                "INSERT INTO handed (code, body, answer, times) VALUES (?, ?, ?, 1) ON CONFLICT"
                " (code) DO UPDATE SET answer = excluded.answer, times = times + 1",
                (code, text, answer),
            )
            db.execute(
                "INSERT OR IGNORE INTO dossiers VALUES (?, ?, ?, ?, 0)",
                (code, text, stamp(now()), stamp(now())),
            )

    def handed(self, code: str = "") -> list[dict[str, Any]]:
        """List what was handed over, or give the one of a code."""
        with self.store.read() as db:
            rows = db.execute("SELECT * FROM handed WHERE ? IN ('', code)", (code,)).fetchall()
        return [{name: row[name] for name in row.keys()} for row in rows]

    def take_back(self, data: dict[str, Any]) -> bool:
        """Note what became of a dossier that was handed over; False if it never was."""
        with self.store.write() as db:
            done = db.execute(
                "UPDATE handed SET given_back = ? WHERE code = ?",
                (json.dumps(data, ensure_ascii=False), str(data.get("MaHoSo"))),
            )
            return done.rowcount == 1

    def forget(self) -> None:
        """Begin anew, for the next test."""
        with self.store.write() as db:
            for table in (
                "sessions",
                "dossiers",
                "progress",
                "calls",
                "handed",
                "evaluations",
                "enquiries",
                "questions",
            ):
                db.execute(f"DELETE FROM {table}")


def _whole(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    done = db.execute(
        "SELECT entry FROM progress WHERE code = ? ORDER BY number", (row["code"],)
    ).fetchall()
    rated = db.execute("SELECT entry FROM evaluations WHERE code = ?", (row["code"],)).fetchone()
    return {
        "code": row["code"],
        "evaluation": json.loads(rated["entry"]) if rated else None,
        "item": json.loads(row["item"]),
        "updates": row["updates"],
        "created_at": row["created_at"],
        "changed_at": row["changed_at"],
        "progress": [json.loads(one["entry"]) for one in done],
    }
