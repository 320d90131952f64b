"""Questions asked at the national portal: listed for who is to answer, and their answers taken.

No entry of either service was ever seen: the fields are those the connector's tables take for
usual, judged here by rules of this sandbox's own.
"""

import json
from collections.abc import Mapping
from typing import Any

from portal.sandbox.national.book import Book
from portal.sandbox.national.faults import SCOPE
from portal.sandbox.national.shape import MOMENT, answer_faults
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.moments import VIETNAM, now

Row = dict[str, Any]
_OVER = ("3", "4")


class Questions:
    """The questions of the book: asked by people or programmes, answered by a province."""

    def __init__(self, book: Book, faults: Faults) -> None:
        self._store = book.store
        self._faults = faults

    def ask(self, wanted: Mapping[str, Any]) -> str:
        """Write a question to ``unit``; what ``more`` says is changed. Gives its code."""
        at = now().astimezone(VIETNAM)
        with self._store.write() as db:
            number = int(db.execute("SELECT COUNT(*) FROM questions").fetchone()[0]) + 1
            code = f"HD-{at:%y%m%d}-{number:05d}"
            said = {
                "MaHoiDap": code,
                "LoaiHoiDap": "1",
                "MaDonVi": str(wanted.get("unit", "")),
                "HoTen": "Phạm Thị Hỏi Mẫu",
                "SoDienThoai": "0912345670",
                "TieuDe": "Hỏi về giờ làm việc",
                "NoiDung": "Sáng thứ Bảy Bộ phận Một cửa có làm việc không? (mẫu)",
                "NgayGui": f"{at:%Y%m%d%H%M%S}",
                **wanted.get("more", {}),
            }
            code, text = str(said["MaHoiDap"]), json.dumps(said, ensure_ascii=False)
            db.execute("INSERT OR REPLACE INTO questions VALUES (?, ?, '[]')", (code, text))
        return code

    def held(self, code: str = "") -> list[Row]:
        """List questions with what was told of each, or give the one of a code."""
        with self._store.read() as db:
            rows = db.execute(
                "SELECT * FROM questions WHERE ? IN ('', code) ORDER BY rowid", (code,)
            ).fetchall()
        return [
            {"code": row["code"], **_both(json.loads(row["body"]), json.loads(row["told"]))}
            for row in rows
        ]

    def listed(self, asked: Mapping[str, Any]) -> tuple[list[Any], str]:
        """List what was asked since ``tuNgay`` and has no answer; else what is wrong with it."""
        since = str(asked.get("tuNgay", ""))
        if since and not MOMENT.fullmatch(since):
            return [], "tuNgay: sai định dạng"
        rows: list[Any] = [
            one["question"]
            for one in self.held()
            if _digits(one["question"].get("NgayGui") or since) >= since and not _answered(one)
        ]
        return self._spoilt(rows), ""

    def _spoilt(self, rows: list[Any]) -> list[Any]:
        if self._faults.take(SCOPE, "questions_twice") is not None:
            rows = [*rows, *rows]
        if self._faults.take(SCOPE, "questions_malformed") is not None:
            rows = ["hỏng", {"NoiDung": "Không có mã", "NgayGui": 7, "MaDonVi": None}, *rows]
        return rows

    def answer(self, entry: Any) -> str:
        """Keep what became of a question; gives what is wrong, "" for nothing."""
        wrong = answer_faults(entry)
        if wrong:
            return "; ".join(f"{name}: {said}" for name, said in wrong)
        found = self.held(entry["MaHoiDap"])
        if not found:
            return f"Không tìm thấy câu hỏi {entry['MaHoiDap']}"
        told = found[0]["told"]
        if told and told[0]["MaHoiDapDonVi"] != entry["MaHoiDapDonVi"]:
            return f"Câu hỏi này là {told[0]['MaHoiDapDonVi']} của đơn vị"
        if told and int(told[-1]["LanCapNhat"]) >= int(entry["LanCapNhat"]):
            return ""
        with self._store.write() as db:
            text = json.dumps([*told, entry], ensure_ascii=False)
            db.execute("UPDATE questions SET told = ? WHERE code = ?", (text, entry["MaHoiDap"]))
        return ""


def _both(question: Row, told: list[Row]) -> Row:
    return {"question": question, "told": told}


def _digits(moment: Any) -> str:
    return "".join(one for one in str(moment) if one.isdigit())


def _answered(one: Mapping[str, Any]) -> bool:
    return bool(one["told"]) and one["told"][-1]["TrangThai"] in _OVER
