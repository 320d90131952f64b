"""The national portal's store of personal papers: whose lie in it, and what was asked."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.sandbox.shell.moments import now, stamp
from portal.sandbox.shell.pages import plain
from portal.sandbox.shell.paper import make_paper
from portal.sandbox.shell.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS sessions (session TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS papers (
    number INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, paper TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS questions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, what TEXT NOT NULL,
    body TEXT NOT NULL, answer TEXT NOT NULL
);
"""
# The same sample people the sandbox's identity provider knows; the codes are of real papers.
_MAU, _VIDU = "000190000011", "000085000027"
_SAMPLES: tuple[tuple[str, str, str, str, str], ...] = (
    (_MAU, "000.00.00.G15-KQ004389", "Giấy chứng sinh", "118/GCS", "000.00.00.G18"),
    (_MAU, "000.00.00.G01-KQ003605", "Giấy chứng nhận quyền sử dụng đất", "CS 04417", "H41"),
    (
        _MAU,
        "000.00.00.G15-KQ003453",
        "Giấy xác nhận tình trạng hôn nhân",
        "37/XNTTHN",
        "H41.77.01",
    ),
    (_VIDU, "000.00.00.G01-KQ003606", "Giấy khai sinh", "12/2015-KS", "H41.77.02"),
    (_VIDU, "000.00.00.G01-KQ003605", "Hợp đồng mua bán căn hộ", "88/HĐMB", "H41"),
)


class Safe:
    """The store's papers: the samples of its people, and what a test lays beside them."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(folder / "papers.sqlite3", SCHEMA)

    def let_in(self, session: str) -> None:
        """Remember a session that was given out."""
        with self._store.write() as db:
            db.execute("INSERT INTO sessions VALUES (?)", (session,))

    def knows(self, session: str, *, forget: bool) -> bool:
        """Say whether a session was given out, or ``forget`` it first."""
        with self._store.write() as db:
            if forget:
                db.execute("DELETE FROM sessions WHERE session = ?", (session,))
            query = "SELECT 1 FROM sessions WHERE session = ?"
            return db.execute(query, (session,)).fetchone() is not None

    def lay(self, owner: str, paper: Mapping[str, Any]) -> None:
        """Lay one more paper into the store: ``{"code", "title", "number", "agency"}``."""
        with self._store.write() as db:
            text = json.dumps(dict(paper), ensure_ascii=False)
            db.execute("INSERT INTO papers (owner, paper) VALUES (?, ?)", (owner, text))

    def papers(self, owner: str = "") -> list[dict[str, str]]:
        """List the papers of somebody, or everybody's."""
        with self._store.read() as db:
            rows = db.execute("SELECT number, owner, paper FROM papers").fetchall()
        names = ("owner", "code", "title", "number", "agency")
        found = [dict(zip(names, one, strict=True)) for one in _SAMPLES]
        found += [{"owner": row["owner"], **json.loads(row["paper"])} for row in rows]
        for place, one in enumerate(found, 1):
            one["path"] = f"/kho/{one['owner'][-4:]}/{place}.pdf"
        return [one for one in found if owner in ("", one["owner"])]

    def file(self, agency: str, path: str) -> bytes | None:
        """Give the file an agency keeps at a path, None if there is none."""
        for one in self.papers():
            if (one["agency"], one["path"]) == (agency, path):
                return make_paper(path.strip("/"), "GIAY TO TRONG KHO CA NHAN")
        return None

    def heard(self, what: str, body: Mapping[str, Any], answer: str) -> None:
        """Note a question; passwords and sessions are not kept."""
        kept = {name: said for name, said in body.items() if name not in ("session", "password")}
        with self._store.write() as db:
            db.execute(
                "INSERT INTO questions (at, what, body, answer) VALUES (?, ?, ?, ?)",
                (stamp(now()), what, json.dumps(kept, ensure_ascii=False), answer),
            )

    def questions(self) -> list[dict[str, Any]]:
        """List what was asked, in order."""
        with self._store.read() as db:
            rows = db.execute("SELECT * FROM questions ORDER BY number").fetchall()
        return [{**plain(row), "body": json.loads(row["body"])} for row in rows]

    def forget(self) -> None:
        """Begin anew, for the next test: only the samples lie there."""
        with self._store.write() as db:
            for table in ("sessions", "papers", "questions"):
                db.execute(f"DELETE FROM {table}")
