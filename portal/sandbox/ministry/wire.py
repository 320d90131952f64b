"""The adapter's side of the dialect: what the portal calls."""

import hashlib
import hmac
import re
import secrets
from typing import Any

from flask import Blueprint, Response, jsonify, request

from portal.sandbox.ministry.book import WITHDRAWN, Book
from portal.sandbox.ministry.faults import SCOPE
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import json_object
from portal.sandbox.shell.troubles import Patience, drop, dropped

LIFE_SECONDS = 600
_SPACED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
_COMPACT = re.compile(r"[0-9]{14}")
_NEEDED = ("MaHoSo", "MaTTHC", "ChuHoSo", "NgayNop", "ThanhPhanHoSo", "ThongTinNguoiNop")


def say(code: int, message: str, data: Any = None) -> Response:
    """Answer in the envelope, its code the status as well."""
    answer = jsonify(code=code, message=message, data=data)
    answer.status_code = code
    return answer


class Wire:
    """The routes under ``/dvc`` that only the portal may call."""

    def __init__(self, book: Book, faults: Faults, patience: Patience, client: dict[str, str]):
        self._book = book
        self._faults = faults
        self._patience = patience
        self._client = client

    def routes(self) -> Blueprint:
        """Give the routes of the dialect."""
        routes = Blueprint("wire", __name__, url_prefix="/dvc")
        routes.before_request(self.enter)
        routes.after_request(self.leave)
        routes.post("/token")(self.token)
        routes.get("/GetNextValue")(self.number)
        routes.post("/UploadFile")(self.upload)
        routes.post("/NopHoSo")(self.take)
        routes.post("/CapNhatTrangThai")(self.change)
        return routes

    def enter(self) -> Response | None:
        """Let in who has a token, unless the adapter is out of order."""
        hung = self._patience.hang(self._faults, SCOPE)
        if hung is not None:
            return hung
        if self._on("gateway"):
            return say(502, "Bad Gateway")
        if request.endpoint == "wire.token":
            return None
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        known = self._book.knows(token, forget=self._on("token_ends_early"))
        return None if scheme == "Bearer" and known else say(401, "Mã truy cập không hợp lệ")

    def leave(self, answer: Response) -> Response:
        """Answer late when told to be slow; the deed is done by then."""
        if not dropped():
            self._patience.slow(self._faults.take(SCOPE, "slow") or 0)
        return answer

    def token(self) -> Response:
        """Give a token to whoever knows the secret."""
        asked = json_object()
        right = all(
            hmac.compare_digest(str(asked.get(name, "")).encode(), value.encode())
            for name, value in self._client.items()
        )
        if not right:
            return say(400, "Sai client_id hoặc client_secret")
        token = secrets.token_urlsafe(24)
        self._book.let_in(token)
        life = {"expires_in": LIFE_SECONDS, "token_type": "Bearer", "scope": "dvc"}
        return say(200, "Thành công", {"access_token": token, **life})

    def number(self) -> Response:
        """Give a dossier code (mã hồ sơ) that nobody has."""
        agency = request.args.get("code", "")
        if not agency:
            return say(400, "Thiếu mã đơn vị")
        code = self._book.draw(agency, again=self._on("one_number"))
        return drop() if self._on("number_lost") else jsonify(value=code)

    def upload(self) -> Response:
        """Keep files; the adapter tells what it calls each, and its hash."""
        kept = []
        for file in request.files.getlist("files"):
            data = file.stream.read()
            hashed = hashlib.sha256(data).hexdigest()
            id = self._book.keep_file(file.filename or "", hashed, len(data))
            kept.append({"IdTepTin": id, "HashTepTin": hashed})
        return say(200, "Thành công", kept) if kept else say(400, "Không có tệp nào")

    def take(self) -> Response:
        """Take a dossier under a code that was given out, once."""
        sent = json_object()
        wrong = "Hồ sơ bị từ chối" if self._on("refuse") else self._fault(sent)
        if wrong:
            return say(400, wrong)
        code, id = str(sent["MaHoSo"]), secrets.token_hex(8)
        if not self._on("yes_without_effect"):
            taken = self._book.take(code, sent, twice=self._on("twice"))
            if taken is None:
                return say(400, f"Hồ sơ {code} đã tồn tại")
            id = taken
        if self._on("drop_after_taking"):
            return drop()
        if self._on("gateway_after_taking"):
            return say(502, "Bad Gateway")
        return say(200, "Thành công", {"idHoSo": id, "maHoSo": code})

    def change(self) -> Response:
        """Hear that a citizen wants a dossier back; an officer decides about it."""
        entries = request.get_json(force=True, silent=True)
        if not isinstance(entries, list) or not entries:
            return say(400, "Phải là danh sách")
        for entry in entries:
            if self._book.find(str(entry.get("MaHoSo"))) is None:
                return say(404, "Không tìm thấy hồ sơ")
            if entry.get("TrangThai") != WITHDRAWN:
                return say(400, "Cổng chỉ báo được yêu cầu rút hồ sơ")
            self._book.wish(str(entry["MaHoSo"]), str(entry.get("NoiDungYKien") or ""))
        return say(200, "Thành công")

    def _fault(self, sent: dict[str, Any]) -> str:
        missing = [name for name in _NEEDED if not sent.get(name) and sent.get(name) != []]
        if missing:
            return "Thiếu " + ", ".join(missing)
        detail = sent["ThongTinNguoiNop"].get("ThongTinChiTiet", {})
        if not _SPACED.fullmatch(str(sent["NgayNop"])):
            return "NgayNop sai định dạng"
        if not _COMPACT.fullmatch(str(detail.get("NgaySinh", "00000000000000"))):
            return "NgaySinh sai định dạng"
        papers = {p["IdGiayTo"] for part in sent["ThanhPhanHoSo"] for p in part["GiayToDinhKem"]}
        known = self._book.has_files(papers) and self._book.gave(str(sent["MaHoSo"]))
        return "" if known else "Mã hồ sơ chưa được cấp hoặc tệp chưa được tải lên"

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None
