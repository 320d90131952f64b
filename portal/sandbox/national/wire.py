"""The national portal's side of the dialect: one address to sign in at, one for every service."""

import hmac
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from portal.sandbox.national.book import Book
from portal.sandbox.national.faults import SCOPE
from portal.sandbox.national.questions import Questions
from portal.sandbox.national.shape import (
    enquiry_faults,
    evaluation_faults,
    given_back_faults,
    item_faults,
    progress_faults,
)
from portal.sandbox.national.shelves import SHELVES, record, spoilt
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import json_object
from portal.sandbox.shell.troubles import Patience, drop, dropped

_ADAPTERS = ("/XrdAdapter/RestService/forward", "/VXPAdapter/RestService/forward")
_MOST_AT_ONCE = 10
REFUSED, SESSION_OVER, BUSY = "-3", "401", "503"

Service = Callable[[dict[str, Any]], Response]


class Wire:
    """The routes that only a province's or ministry's system may call."""

    def __init__(
        self, book: Book, faults: Faults, patience: Patience, account: Mapping[str, str]
    ) -> None:
        self._book = book
        self._faults = faults
        self._patience = patience
        self._account = account
        self._questions = Questions(book, faults)
        self.services: dict[str, Service] = {
            "TraCuuHoSo": self.look_up,
            "DongBoHoSoMC": self.synchronise,
            "CapNhatTienDoHoSoMC": self.progress,
            "TraKetQuaHoSo": self.take_back,
            "DongBoDanhGia": self.evaluate,
            "DongBoHoiDap": self.enquire,
            "LayDanhSachHoiDapGuiTuDVCQG": self.questions,
            "DongBoKetQuaHoiDapGuiTuDVCQG": self.answer,
            "LayThuTuc": self.record,
            **dict.fromkeys(SHELVES, self.catalogue),
        }

    def routes(self) -> Blueprint:
        """Give the routes of both adapters."""
        routes = Blueprint("wire", __name__)
        for number, adapter in enumerate(_ADAPTERS):
            routes.post(f"{adapter}/mapi/login", endpoint=f"login{number}")(self.login)
            routes.post(f"{adapter}/mapi/g", endpoint=f"serve{number}")(self.serve)
        routes.before_request(self.enter)
        routes.after_request(self.leave)
        return routes

    def say(self, code: str, message: str = "Thành công", result: Any = None) -> Response:
        """Answer in the envelope; how the code is typed varies, as it does out there."""
        typed: str | int = code
        if code == "0" and self._on("double_zero"):
            typed = "00"
        elif code.lstrip("-").isdigit() and self._on("number_codes"):
            typed = int(code)
        return jsonify(error_code=typed, message=message, result=[] if result is None else result)

    def enter(self) -> Response | None:
        """Let calls in that name us to the security server, unless it is out of order."""
        hung = self._patience.hang(self._faults, SCOPE)
        if hung is not None:
            return hung
        if self._on("gateway"):
            return Response("<html>502 Bad Gateway</html>", 502)
        if self._on("web_page"):
            return Response("<html>Hệ thống đang bảo trì</html>", 200, mimetype="text/html")
        named = request.args.get("dstcode") or request.headers.get("dstcode")
        if named != self._account["dstcode"]:
            return Response("<html>no such member</html>", 404)
        return None

    def leave(self, answer: Response) -> Response:
        """Answer late when told to be slow; the deed is done by then."""
        if not dropped():
            self._patience.slow(self._faults.take(SCOPE, "slow") or 0)
        return answer

    def login(self) -> Response:
        """Give a session to whoever knows the password."""
        asked = json_object()
        right = all(
            hmac.compare_digest(str(asked.get(name, "")).encode(), self._account[name].encode())
            for name in ("username", "password")
        )
        if not right:
            return self.say("-1", "Sai tên đăng nhập hoặc mật khẩu")
        session = secrets.token_urlsafe(24)
        self._book.let_in(session)
        return jsonify(session=session, error_code=0)

    def serve(self) -> Response:
        """Do what a signed-in caller asks for."""
        asked = json_object()
        known = self._book.knows(
            str(asked.get("session", "")), forget=self._on("session_ends_early")
        )
        service = str(asked.get("service", ""))
        if not known:
            answer = self.say(SESSION_OVER, "Hết phiên làm việc")
        elif self._on("busy"):
            answer = self.say(BUSY, "Hệ thống đang bận, vui lòng thử lại sau")
        elif asked.get("madonvi") != self._account["unit"]:
            answer = self.say(REFUSED, "madonvi không đúng")
        elif service not in self.services:
            answer = self.say(REFUSED, f"Không có dịch vụ {service}")
        else:
            answer = self.services[service](asked)
        way = "header" if request.headers.get("dstcode") else "query"
        told = answer.get_json(silent=True) or {}
        self._book.heard(service, f"{request.path} {way}", asked, str(told.get("error_code", "")))
        return answer

    def look_up(self, asked: dict[str, Any]) -> Response:
        """Say what is held under a code."""
        found = None if self._on("blind_look_up") else self._book.find(str(asked.get("mahoso")))
        if found is None:
            return self.say("-1", "Không tìm thấy hồ sơ")
        held = {name: found["item"][name] for name in ("MaHoSo", "MaTTHC", "TrangThaiHoSo")}
        if self._faults.on(SCOPE, "lists_progress"):
            held["DanhSachTienDo"] = found["progress"]
        return self.say("0", result=[held])

    def synchronise(self, asked: dict[str, Any]) -> Response:
        """Take entries in, or bring them up to date; one wrong field refuses all of them."""
        updating, data = asked.get("isUpdating"), asked.get("data")
        if updating not in ("True", "False") or not isinstance(data, list) or not data:
            return self.say(REFUSED, "isUpdating hoặc data không đúng")
        if self._on("refuse"):
            return self.say(REFUSED, "Hồ sơ không hợp lệ")
        wrong = [f"{name}: {said}" for item in data for name, said in item_faults(item)]
        if wrong:
            return self.say(REFUSED, "; ".join(wrong))
        for item in data:
            said = self._book.put(item, updating=updating == "True")
            if said:
                return self.say(REFUSED, said)
        if self._on("gateway_after_taking"):
            return Response("<html>502 Bad Gateway</html>", 502)
        return drop() if self._on("drop_after_taking") else self.say("0")

    def progress(self, asked: dict[str, Any]) -> Response:
        """Take what was done, at most ten entries a call, of dossiers that are held."""
        data = asked.get("data")
        if not isinstance(data, list) or not 0 < len(data) <= _MOST_AT_ONCE:
            return self.say(REFUSED, f"data có từ 1 đến {_MOST_AT_ONCE} bước")
        wrong = [f"{name}: {said}" for entry in data for name, said in progress_faults(entry)]
        if not wrong:
            held = {entry["MaHoSo"]: self._book.find(entry["MaHoSo"]) for entry in data}
            wrong = [f"Không tìm thấy hồ sơ {code}" for code, one in held.items() if one is None]
        if wrong:
            return self.say(REFUSED, "; ".join(wrong))
        self._book.add_progress(data)
        return drop() if self._on("drop_after_progress") else self.say("0")

    def take_back(self, asked: dict[str, Any]) -> Response:
        """Hear what became of a dossier that was handed over."""
        data = asked.get("data")
        wrong = given_back_faults(data) if isinstance(data, dict) else [("data", "thiếu")]
        if wrong:
            return self.say(REFUSED, "; ".join(f"{name}: {said}" for name, said in wrong))
        if not self._book.take_back(data if isinstance(data, dict) else {}):
            return self.say(REFUSED, "Không tìm thấy hồ sơ đã chuyển")
        return self.say("0")

    def evaluate(self, asked: dict[str, Any]) -> Response:
        """Take how content citizens were with dossiers that are held."""
        data = asked.get("data")
        if not isinstance(data, list) or not data:
            return self.say(REFUSED, "data không đúng")
        wrong = [f"{name}: {said}" for one in data for name, said in evaluation_faults(one)]
        wrong = wrong or [
            f"Không tìm thấy hồ sơ {one['MaHoSo']}"
            for one in data
            if self._book.find(one["MaHoSo"]) is None
        ]
        if wrong:
            return self.say(REFUSED, "; ".join(wrong))
        for one in data:
            self._book.evaluate(one)
        return drop() if self._on("drop_after_rating") else self.say("0")

    def enquire(self, asked: dict[str, Any]) -> Response:
        """Take how questions and complaints stand; nobody's name or telephone belongs there."""
        data = asked.get("data")
        if not isinstance(data, list) or not data:
            return self.say(REFUSED, "data không đúng")
        wrong = [f"{name}: {said}" for one in data for name, said in enquiry_faults(one)]
        if wrong:
            return self.say(REFUSED, "; ".join(wrong))
        for one in data:
            self._book.enquire(one)
        return drop() if self._on("drop_after_enquiry") else self.say("0")

    def questions(self, asked: dict[str, Any]) -> Response:
        """List what was asked here and has no answer, or the page of it that is asked for."""
        rows, wrong = self._questions.listed(asked)
        return self.say(REFUSED, wrong) if wrong else self._page(rows, asked)

    def answer(self, asked: dict[str, Any]) -> Response:
        """Take what became of questions that were asked here."""
        data = asked.get("data")
        if not isinstance(data, list) or not data:
            return self.say(REFUSED, "data không đúng")
        wrong = [said for one in data if (said := self._questions.answer(one))]
        if wrong:
            return self.say(REFUSED, "; ".join(wrong))
        return drop() if self._on("drop_after_answer") else self.say("0")

    def catalogue(self, asked: dict[str, Any]) -> Response:
        """Give a catalogue, or the page of it that is asked for."""
        rows = spoilt(list(SHELVES[str(asked["service"])]), self._on)
        missing = str(asked.get("pageIndex", "1")) > "1" and self._on("catalogue_page_missing")
        return self._page(rows, asked, missing=missing)

    def _page(self, rows: list[Any], asked: dict[str, Any], *, missing: bool = False) -> Response:
        size, number = str(asked.get("pageSize", "")), str(asked.get("pageIndex", "1"))
        if not size.isdecimal() or not number.isdecimal():
            return self.say("0", result=rows)
        start = (int(number) - 1) * int(size)
        page = [] if missing else rows[start : start + int(size)]
        return jsonify({**self.say("0", result=page).get_json(), "total": len(rows)})

    def record(self, asked: dict[str, Any]) -> Response:
        """Give all that is kept of one procedure."""
        found = record(str(asked.get("maTTHC")))
        return self.say("0", result=found) if found else self.say("-1", "Không tìm thấy thủ tục")

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None
