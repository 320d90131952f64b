"""The store's side of its dialect: an address to sign in at, one to look up, one for files."""

import base64
import hmac
import secrets
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, jsonify, request

from portal.sandbox.national.faults import SCOPE
from portal.sandbox.national.safe import Safe
from portal.sandbox.national.safe_shape import file_faults, look_up_faults
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import json_object
from portal.sandbox.shell.troubles import Patience

_ADAPTERS = ("/XrdAdapter/RestService/forward", "/VXPAdapter/RestService/forward")
_ROOM = "/bndp/public/v1"
NOTHING, REFUSED, SESSION_OVER = "1", "-3", "401"


class SafeWire:
    """The routes by which the papers of people are asked for."""

    def __init__(
        self, safe: Safe, faults: Faults, patience: Patience, account: Mapping[str, str]
    ) -> None:
        self._safe = safe
        self._faults = faults
        self._patience = patience
        self._account = account

    def routes(self) -> Blueprint:
        """Give the routes of both adapters."""
        routes = Blueprint("safe_wire", __name__)
        calls = {"login": self.login, "KhoSoHoaDVCQG": self.look_up, "KhoSoHoaDVCQG/tep": self.file}
        for number, adapter in enumerate(_ADAPTERS):
            for path, view in calls.items():
                endpoint = f"{view.__name__}{number}"
                routes.post(f"{adapter}{_ROOM}/{path}", endpoint=endpoint)(view)
        routes.before_request(self.enter)
        routes.after_request(self.leave)
        return routes

    def say(self, code: str, message: str = "Thành công", result: Any = None) -> Response:
        """Answer in the envelope; how the code is typed varies, as it does out there."""
        numbered = self._on("store_number_codes")
        typed: str | int = int(code) if numbered and code.lstrip("-").isdigit() else code
        return jsonify(errorCode=typed, message=message, signature="", result=result)

    def enter(self) -> Response | None:
        """Let calls in that name the store to the security server, unless it is out of order."""
        if self._on("store_broken"):
            return Response("<html>500 Internal Server Error</html>", 500)
        named = {name: request.args.get(name) for name in ("dstcode", "providerurl")}
        if named != {name: self._account[name] for name in named}:
            return Response("<html>no such member</html>", 404)
        return None

    def leave(self, answer: Response) -> Response:
        """Answer late when told to be slow."""
        self._patience.slow(self._faults.take(SCOPE, "store_slow") or 0)
        return answer

    def login(self) -> Response:
        """Give a session to the agency that knows its password."""
        asked = json_object()
        right = all(
            hmac.compare_digest(str(asked.get(name, "")).encode(), self._account[name].encode())
            for name in ("username", "password")
        )
        if not right:
            return self.say("-1", "Sai tên đăng nhập hoặc mật khẩu")
        session = secrets.token_urlsafe(24)
        self._safe.let_in(session)
        return jsonify(session=session, errorCode=0, message="Thành công")

    def look_up(self) -> Response:
        """Tell of the papers somebody has, of the kinds that are asked for."""
        asked = json_object()
        return self._heard("look_up", asked, self._refusal(asked) or self._found(asked))

    def file(self) -> Response:
        """Give a file in base64."""
        asked = json_object()
        return self._heard("file", asked, self._refusal(asked) or self._given(asked))

    def _refusal(self, asked: dict[str, Any]) -> Response | None:
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        session = str(asked.get("session", "")) or (shown if scheme == "Bearer" else "")
        forget = self._on("store_session_ends_early")
        if not self._safe.knows(session, forget=forget):
            return self.say(SESSION_OVER, "Hết phiên làm việc")
        judged = file_faults if request.path.endswith("/tep") else look_up_faults
        wrong = "; ".join(f"{name}: {why}" for name, why in judged(asked))
        return self.say(REFUSED, wrong) if wrong else None

    def _found(self, asked: dict[str, Any]) -> Response:
        owner = "" if self._on("store_owner_unknown") else str(asked["SoDinhDanhChuSoHuu"])
        held = self._safe.papers(owner) if owner else []
        if not held:
            return self.say(NOTHING, "Không tìm thấy công dân trong kho")
        wanted = {one["MaKetQua"] for one in asked["DanhSachDanhMucKetQua"]}
        found = [_told(one) for one in held if one["code"] in wanted]
        if self._on("store_empty"):
            found = []
        if len(found) == 1 and self._on("store_lone_object"):
            (paper,) = found
            (paper["DanhSachTepDinhKem"],) = paper["DanhSachTepDinhKem"]
            return self.say("0", result={"DanhSachGiayToKetQua": paper})
        return self.say("0", result={"DanhSachGiayToKetQua": found})

    def _given(self, asked: dict[str, Any]) -> Response:
        data = self._safe.file(asked["CoQuanChuQuan"], asked["DuongDan"])
        if data is None or self._on("store_file_gone"):
            return self.say("-1", "Không tìm thấy tệp")
        if self._on("store_wrong_type"):
            data = b"MZ\x90\x00 day khong phai PDF"
        text = base64.b64encode(data).decode()
        if self._on("store_bad_base64"):
            text = f"?{text[:-3]}"
        return self.say("0", result={"TenTep": "giay-to.pdf", "Base64": text})

    def _heard(self, what: str, asked: dict[str, Any], answer: Response) -> Response:
        told = answer.get_json(silent=True) or {}
        self._safe.heard(what, asked, str(told.get("errorCode", "")))
        return answer

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None


def _told(one: Mapping[str, str]) -> dict[str, Any]:
    return {
        "MaKetQua": one["code"],
        "TenGiayTo": one["title"],
        "SoKyHieu": one["number"],
        "CoQuanChuQuan": one["agency"],
        "DanhSachTepDinhKem": [{"TenTep": f"{one['title']}.pdf", "DuongDan": one["path"]}],
    }
