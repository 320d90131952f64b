"""A provincial dialect over the same book: sign-in, a bearer token, multipart."""

import hmac
import secrets
from typing import Any

from flask import Blueprint, Response, g, jsonify, request

from portal.sandbox.axis import packages
from portal.sandbox.axis.faults import SCOPE
from portal.sandbox.axis.ledger import Ledger
from portal.sandbox.axis.members import Members
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import json_object
from portal.sandbox.shell.troubles import Patience, drop


class Rest:
    """The routes under ``/v1``."""

    def __init__(self, ledger: Ledger, members: Members, faults: Faults, patience: Patience):
        self._ledger, self._members = ledger, members
        self._faults, self._patience = faults, patience

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("rest", __name__, url_prefix="/v1")
        routes.before_request(self.enter)
        routes.post("/auth/login")(self.login)
        routes.post("/sendEdoc")(self.send)
        routes.get("/syncReceivedEdocList")(self.received)
        routes.get("/getEdoc")(self.fetch)
        routes.post("/updateStatus")(self.settle)
        routes.get("/getAgenciesList")(self.agencies)
        return routes

    def enter(self) -> Response | None:
        """Let in who has a token and the secret of its system."""
        hung = self._patience.hang(self._faults, SCOPE)
        if hung is not None:
            return hung
        if self._on("gateway"):
            return Response("Bad Gateway", 502)
        if request.endpoint == "rest.login":
            return None
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        member = self._members.organ(
            self._ledger.whose(token, forget=self._on("token_ends_early")) or ""
        )
        if member is None:
            answer = self._no("", "Phiên đã hết hạn")
            answer.status_code = 401
            return answer
        system, secret = (request.headers.get(f"X-{n}", "") for n in ("SystemId", "SecretKey"))
        if system != member.system_id or not hmac.compare_digest(secret, member.secret):
            return self._no("15", "Sai SystemId hoặc SecretKey")
        g.member = member
        return None

    def login(self) -> Response:
        """Give a token to who knows the password; the account is the organisation's code."""
        asked = json_object()
        member = self._members.organ(str(asked.get("username")))
        if member is None or not hmac.compare_digest(member.password, str(asked.get("password"))):
            return self._no("", "Sai tài khoản hoặc mật khẩu")
        token = secrets.token_urlsafe(24)
        self._ledger.let_in(token, member.organ)
        return jsonify(success=True, data={"token": token})

    def send(self) -> Response:
        """Take a package."""
        if self._on("drop_before_taking"):
            return drop()
        file, kind = request.files.get("edocFile"), request.form.get("messagetype")
        body = file.stream.read() if file else b""
        code, package = self._fault(body, kind)
        if package is None or self._on("refuse"):
            return self._no(code or "10", "Gói không hợp lệ")
        number = "khong-co"
        if not self._on("yes_without_effect"):
            number = self._ledger.take(package, body)
        if self._on("drop_after_taking"):
            return drop()
        return jsonify(success=True, message="OK", data={"docId": number, "errorCode": "0"})

    def received(self) -> Response:
        """List what lies there, what was taken included: its status tells."""
        kind = request.args.get("messageType", "")
        rows: list[dict[str, Any]] = [
            {
                "docId": row["id"],
                "messageType": kind,
                "from": row["sender"],
                "to": g.member.organ,
                "status": row["state"],
                "createdTime": row["at"][:19].replace("T", " ").replace("-", "/"),
            }
            for row in self._ledger.waiting(g.member.organ, kind, all_of_them=True)
        ]
        return jsonify(success=True, count=len(rows), data=rows)

    def fetch(self) -> Response:
        """Give a package as text."""
        body = self._ledger.body(g.member.organ, request.args.get("docId", ""))
        if body is None:
            return self._no("10", "Không có gói này")
        if self._on("cut_package"):
            body = body[: len(body) // 2]
        return jsonify(success=True, data={"edxml": body.decode(), "attachments": []})

    def settle(self) -> Response:
        """Hear that a package was taken, or could not be."""
        asked = json_object()
        done = self._ledger.settle(g.member.organ, str(asked.get("docId")), str(asked["status"]))
        return jsonify(success=True) if done else self._no("10", "Sai docId")

    def agencies(self) -> Response:
        """List who is on the axis."""
        rows = [{"code": one.organ, "name": one.name} for one in self._members.all]
        return jsonify(success=True, data=rows)

    def _fault(self, body: bytes, kind: str | None) -> tuple[str, packages.Package | None]:
        try:
            package = packages.look(body)
        except packages.Unreadable:
            return "22", None
        if package.sender != g.member.organ:
            return "19", None
        if any(self._members.organ(one) is None for one in package.recipients):
            return "18", None
        return ("", package) if (package.status != "") == (kind == "status") else ("10", None)

    def _no(self, code: str, words: str) -> Response:
        return jsonify(success=False, message=words, data={"errorCode": code, "errorDesc": words})

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None
