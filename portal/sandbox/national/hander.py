"""Hands dossiers over to a province's system (nhanhsdvcqg), and keeps what it answers."""

import json
from collections.abc import Mapping
from typing import Any

import urllib3

from portal.sandbox.national.book import Book
from portal.sandbox.national.faults import SCOPE
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.moments import VIETNAM, now

_TOLD = 300


class Hander:
    """Pushes at once; whoever pressed the button sees what was answered."""

    def __init__(self, book: Book, faults: Faults, way: Mapping[str, str]) -> None:
        self._book = book
        self._faults = faults
        self._way = way
        self._pool = urllib3.PoolManager(
            retries=False, timeout=urllib3.Timeout(connect=2.0, read=20.0)
        )

    @property
    def units(self) -> list[str]:
        """Name the units dossiers can be handed over to."""
        return self._way["units"].split()

    def hand_over(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Hand a sample dossier over, what ``wanted`` says changed; gives what was answered."""
        body = self._dossier(wanted)
        answer: dict[str, Any] = {}
        times = 2 if self._faults.take(SCOPE, "hand_over_twice") is not None else 1
        for _ in range(times):
            answer = self._post(body)
            self._book.hand(body["MaHoSo"], body, json.dumps(answer, ensure_ascii=False)[:_TOLD])
        return {"code": body["MaHoSo"], "answer": answer}

    def ask_bill(self, code: str) -> dict[str, Any]:
        """Ask the province's system what is to be paid for a dossier (dptracuuthanhtoanhs)."""
        where = self._way["url"].rpartition("/")[0] + "/dptracuuthanhtoanhs"
        return self._post({"MaHoSo": code}, where)

    def _dossier(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        at = now().astimezone(VIETNAM)
        code = f"G22.99-{at:%y%m%d}-{self._book.number():06d}"
        said = {
            "MaHoSo": code,
            "MaTTHC": str(wanted.get("procedure", "")),
            "MaDonViTiepNhan": str(wanted.get("unit", "")),
            "NgayNopHoSo": f"{at:%Y%m%d%H%M%S}",
            "TrangThaiHoSo": "1",
            "MaDoiTuong": "TECH-000190000011",
            "TaiKhoanDuocXacThucVoiVNeID": "1",
            "DuLieuEForm": {
                "fullname": "Nguyễn Thị Mẫu",
                "identityNumber": "000190000011",
                "phoneNumber": "0912345678",
                "noidungyeucaugiaiquyet": "Đề nghị giải quyết (mẫu)",
            },
            "TaiLieuNop": [
                {
                    "TenTepDinhKem": "Giấy tờ (mẫu).pdf",
                    "DuongDanTaiTepTin": f"{self._way['base_url']}/tep/{code}.pdf",
                }
            ],
        }
        return {**said, **wanted.get("more", {})}

    def _post(self, body: Mapping[str, Any], url: str = "") -> dict[str, Any]:
        wrong = self._faults.take(SCOPE, "wrong_token") is not None
        token = "sai" if wrong else self._way["token"]
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        text = json.dumps(body, ensure_ascii=False).encode()
        try:
            said = self._pool.request("POST", url or self._way["url"], body=text, headers=headers)
        except urllib3.exceptions.HTTPError as error:
            return {"error": type(error).__name__}
        try:
            answer = json.loads(said.data)
        except ValueError:
            answer = None
        return answer if isinstance(answer, dict) else {"status": said.status}
