"""Tells the portal what an officer did: progress (tiến trình), then the state (trạng thái)."""

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

import urllib3

from portal.sandbox.ministry.book import Book
from portal.sandbox.ministry.faults import SCOPE
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.moments import VIETNAM, now

STATES = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Không được tiếp nhận",
    4: "Đang xử lý",
    5: "Yêu cầu bổ sung giấy tờ",
    6: "Yêu cầu thực hiện nghĩa vụ tài chính",
    7: "Công dân yêu cầu rút hồ sơ",
    8: "Dừng xử lý",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
_NOBODYS_STATE = 50
_OFFICE = "Vụ Mẫu"
_TOLD = 300


@dataclass(frozen=True, slots=True)
class Portal:
    """Where the portal takes an agency's news, and the token it knows the ministry by."""

    url: str
    token: str = field(repr=False)


class Teller:
    """Makes both calls at once; whoever pressed the button sees what the portal answered."""

    def __init__(self, book: Book, faults: Faults, portal: Portal) -> None:
        self._book = book
        self._faults = faults
        self._portal = portal
        self._pool = urllib3.PoolManager(
            retries=False, timeout=urllib3.Timeout(connect=2.0, read=10.0)
        )

    def tell(self, row: sqlite3.Row, state: int, opinion: str) -> str:
        """Tell that a dossier is in a state now, and note the portal's answer, which it gives."""
        said = _NOBODYS_STATE if self._on("unknown_state") else state
        way = "%Y%m%d%H%M%S" if self._on("other_dates") else "%Y-%m-%dT%H:%M:%S.000"
        at = now().astimezone(VIETNAM).strftime(way)
        known = {"MaHoSo": row["code"], "TrangThai": said, "PhongBanXuLy": _OFFICE}
        words = STATES[state]
        progress = {"IDHoSo": row["id"], "ThoiDiemXuLy": at, "NguoiXuLy": "Cán bộ Mẫu"}
        change = {"IdHoSo": row["id"], "NoiDungYKien": opinion, "NoiDungXuLy": words}
        answers = [
            self._call({**known, **progress, "NoiDungXuLy": words}),
            self._call({**known, **change}),
        ]
        answer = " · ".join(answers)
        self._book.told(row["code"], state, answer)
        return answer

    def _call(self, entry: dict[str, Any]) -> str:
        answer = ""
        for _ in range(2 if self._on("duplicate_news") else 1):
            answer = self._post(json.dumps([entry], ensure_ascii=False).encode())
        return answer

    def _post(self, body: bytes) -> str:
        token = "sai" if self._on("wrong_token") else self._portal.token
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        try:
            said = self._pool.request("POST", self._portal.url, body=body, headers=headers)
        except urllib3.exceptions.HTTPError as error:
            return f"không gọi được Cổng ({type(error).__name__})"
        return f"{said.status} {said.data.decode('utf-8', 'replace')}"[:_TOLD]

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None
