"""The national dialect: every call a POST whose fields are signed headers."""

import base64
import hashlib
import json
from typing import Any

from flask import Blueprint, Response, g, jsonify, request

from portal.sandbox.axis import packages
from portal.sandbox.axis.faults import SCOPE
from portal.sandbox.axis.ledger import Ledger
from portal.sandbox.axis.members import PREFIX, Members
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.troubles import Patience, drop, dropped


class Sdk:
    """The routes of the SDK's protocol."""

    def __init__(self, ledger: Ledger, members: Members, faults: Faults, patience: Patience):
        self._ledger, self._members = ledger, members
        self._faults, self._patience = faults, patience

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("sdk", __name__)
        routes.before_request(self.enter)
        routes.after_request(self.leave)
        routes.post("/sendEdoc")(self.send)
        routes.post("/getReceivedEdocList")(self.received)
        routes.post("/getSentEdocList")(self.sent)
        routes.post("/getEdoc")(self.fetch)
        routes.post("/updateStatus")(self.settle)
        routes.post("/getAgenciesList")(self.agencies)
        return routes

    def enter(self) -> Response | None:
        """Let in who signs rightly, unless the axis is out of order."""
        hung = self._patience.hang(self._faults, SCOPE)
        if hung is not None:
            return hung
        if self._on("gateway"):
            return Response("Bad Gateway", 502)
        member, wrong = self._members.signed(request.headers)  # type: ignore[arg-type]
        if member is None:
            return self._say("FAIL", "3", f"Xác thực không thành công: {wrong}")
        g.member = member
        return None

    def leave(self, answer: Response) -> Response:
        """Answer late when told to be slow; the deed is done by then."""
        if not dropped():
            self._patience.slow(self._faults.take(SCOPE, "slow") or 0)
        return answer

    def send(self) -> Response:
        """Take a package, if it is whole, from whoever sends it, and to members alone."""
        if self._on("drop_before_taking"):
            return drop()
        body = request.get_data()
        wrong, package = self._fault(body)
        if package is None or self._on("refuse"):
            return self._say("FAIL", "10", wrong or "Gói bị từ chối")
        number = "khong-co"
        if not self._on("yes_without_effect"):
            number = self._ledger.take(package, body)
        if self._on("drop_after_taking"):
            return drop()
        return self._say("OK", "0", "Thanh cong", DocId=number)

    def received(self) -> Response:
        """List what waits for whoever asks."""
        again = self._on("listed_again")
        rows = self._ledger.waiting(g.member.organ, self._kind(), all_of_them=again)
        return self._data(
            [
                {
                    "docId": row["id"],
                    "serviceType": "eDoc",
                    "messageType": row["kind"],
                    "created_time": row["at"][:19].replace("T", " "),
                    "from": row["sender"],
                    "to": g.member.organ,
                    "status": row["state"],
                    "status_desc": "",
                }
                for row in rows
            ]
        )

    def sent(self) -> Response:
        """List what whoever asks has sent."""
        return self._data(
            [
                {
                    "messageType": row["kind"],
                    "title": row["subject"],
                    "notation": row["code"],
                    "fromCode": row["sender"],
                    "toCode": row["recipient"],
                    "senderDocId": row["package"],
                    "receiverDocId": row["id"],
                    "receiveStatus": row["state"],
                }
                for row in self._ledger.sent(g.member.organ, self._kind())
            ]
        )

    def fetch(self) -> Response:
        """Give a package in base64."""
        body = self._ledger.body(g.member.organ, str(self._asked().get("docId")))
        if body is None:
            return self._say("FAIL", "14", "Không có gói này")
        if self._on("cut_package"):
            body = body[: len(body) // 2]
        text = "khong-phai-base64!" if self._on("bad_base64") else base64.b64encode(body).decode()
        return self._say("OK", "0", "Thanh cong", data=text)

    def settle(self) -> Response:
        """Hear that a package was taken, or could not be."""
        asked = self._asked()
        state = str(asked.get("status"))
        known = state in ("done", "fail", "processing")
        done = known and self._ledger.settle(g.member.organ, str(asked.get("docid")), state)
        return self._say("OK", "0", "Thanh cong") if done else self._say("FAIL", "14", "Sai docid")

    def agencies(self) -> Response:
        """List who is on the axis."""
        members = [{"id": n, "code": one.organ, "name": one.name, "mail": ""}
                   for n, one in enumerate(self._members.all, 1)]  # fmt: skip
        return self._data(members)

    def _fault(self, body: bytes) -> tuple[str, packages.Package | None]:
        told = request.headers.get(f"{PREFIX}from")
        if told != g.member.organ:
            said = f"Don vi gui {told} khong dung voi ma da dang ky: {g.member.organ}"
            return said, None
        if request.headers.get("hash-file") != hashlib.sha256(body).hexdigest():
            return "hash-file không khớp với tệp", None
        try:
            package = packages.look(body)
        except packages.Unreadable as error:
            return f"edXML sai định dạng: {error}", None
        unknown = [one for one in package.recipients if self._members.organ(one) is None]
        if unknown:
            return f"Đơn vị nhận không tồn tại: {', '.join(unknown)}", None
        if package.sender != told or (package.status != "") != (self._kind() == "status"):
            return "Nơi gửi hoặc loại gói không khớp với gói", None
        return "", package

    def _kind(self) -> str:
        return request.headers.get(f"{PREFIX}messagetype", "")

    def _asked(self) -> dict[str, Any]:
        value = json.loads(request.get_data() or b"{}")
        return value if isinstance(value, dict) else {}

    def _data(self, rows: list[dict[str, Any]]) -> Response:
        return self._say("OK", "0", "Thanh cong", data=rows)

    def _say(self, status: str, code: str, words: str, **more: Any) -> Response:
        told: Any = int(code) if self._on("other_types") else code
        return jsonify(status=status, ErrorCode=told, ErrorDesc=words, **more)

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None
