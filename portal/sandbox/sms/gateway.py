"""The gateway's side of the contract: hand a message in, ask what became of it."""

import hmac
import re
from typing import Any

from flask import Blueprint, Response, jsonify, request

from portal.sandbox.shell.faults import FaultKind, Faults
from portal.sandbox.shell.pages import json_object, problem
from portal.sandbox.shell.troubles import Patience, drop
from portal.sandbox.sms.store import Message, Messages

SCOPE = "sms"
KINDS = (
    FaultKind("down", "Ngừng hẳn: trả lời 503"),
    FaultKind("slow", "Chậm: nhận tin ngay, trả lời muộn", seconds=5),
    FaultKind("hang", "Treo: không nhận tin, không bao giờ trả lời"),
    FaultKind("drop_after_taking", "Nhận tin rồi ngắt kết nối, không trả lời"),
    FaultKind("fail", "Nhận tin nhưng không gửi được (trạng thái failed)"),
    FaultKind("throttle", "Quá tải: trả lời 429"),
)
_RECIPIENT = re.compile(r"84[0-9]{9}")
_SENDER = re.compile(r"[A-Za-z0-9 ._-]{1,11}")
_LONGEST = 1600


class Gateway:
    """What the portal calls: with its token, and as faulty as the switches say."""

    def __init__(self, messages: Messages, faults: Faults, patience: Patience, token: str) -> None:
        self._messages = messages
        self._faults = faults
        self._patience = patience
        self._token = token.encode()

    def routes(self) -> Blueprint:
        """Give the routes of the gateway."""
        routes = Blueprint("gateway", __name__)
        routes.before_request(self.enter)
        routes.post("/messages")(self.hand_in)
        routes.get("/messages/<path:reference>")(self.ask)
        return routes

    def enter(self) -> Response | None:
        """Let in who has the token, unless the centre is out of order."""
        hung = self._patience.hang(self._faults, SCOPE)
        if hung is not None:
            return hung
        if self._on("down"):
            return problem(503, error="down")
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(shown.encode(), self._token):
            return problem(401, error="token")
        return None

    def hand_in(self) -> Response:
        """Take a message; a repeated reference gets the first one's id."""
        if self._on("throttle"):
            answer = problem(429, error="throttled")
            answer.headers["Retry-After"] = "1"
            return answer
        message = _read(json_object())
        if isinstance(message, str):
            return problem(400, error=message)
        name, new = self._messages.take(message, "failed" if self._on("fail") else "delivered")
        if self._on("drop_after_taking"):
            return drop()
        self._patience.slow(self._faults.take(SCOPE, "slow") or 0)
        answer = jsonify(id=name, status="queued")
        answer.status_code = 202 if new else 200
        return answer

    def ask(self, reference: str) -> Response:
        """Say what became of a message."""
        row = self._messages.find(reference)
        if row is None:
            return problem(404, error="unknown")
        return jsonify(id=row["id"], status=row["status"])

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None


def _read(body: dict[str, Any]) -> Message | str:
    values = {name: body.get(name) for name in ("reference", "to", "from", "text")}
    for name, value in values.items():
        if not isinstance(value, str) or not value:
            return f"{name}: missing"
    reference, to, sender, text = (str(value) for value in values.values())
    if not _RECIPIENT.fullmatch(to):
        return "to: 84 and nine digits"
    if not _SENDER.fullmatch(sender):
        return "from: at most 11 letters or digits"
    if len(text) > _LONGEST or len(reference) > 200:
        return "text or reference: too long"
    return Message(reference, to, sender, text)
