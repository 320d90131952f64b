"""The post office sandbox's application: the counter for the portal, a page, the fault switches."""

import hmac
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.post.book import Book
from portal.sandbox.shell.faults import FaultKind, Faults
from portal.sandbox.shell.pages import json_object, make_app, own_page_only, problem
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.switches import Panel, answer_panel, answer_switches
from portal.sandbox.shell.troubles import Patience, drop

SCOPE = "post"
KINDS = (
    FaultKind("down", "Ngừng hẳn: trả lời 503"),
    FaultKind("slow", "Chậm: nhận ngay, trả lời muộn", seconds=5),
    FaultKind("hang", "Treo: không nhận, không bao giờ trả lời"),
    FaultKind("drop_after_taking", "Nhận bưu gửi rồi ngắt kết nối, không trả lời"),
    FaultKind("refuse", "Từ chối địa chỉ: trả lời 400"),
    FaultKind("repeat", "Kể lại mọi diễn biến hai lần, mới nhất trước"),
    FaultKind("odd_word", "Thêm một diễn biến lạ"),
)
STATUSES = {
    "collected": "Đã lấy",
    "in_transit": "Đang chuyển",
    "failed": "Giao không được",
    "returned": "Đã chuyển hoàn",
    "delivered": "Đã giao",
}


class Counter:
    """What the portal calls: with its token, and as faulty as the switches say."""

    def __init__(self, book: Book, faults: Faults, patience: Patience, token: str) -> None:
        self._book, self._faults, self._patience = book, faults, patience
        self._token = token.encode()

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("counter", __name__, url_prefix="/consignments")
        routes.before_request(self.enter)
        routes.post("")(self.take)
        routes.get("/<path:reference>")(self.ask)
        return routes

    def enter(self) -> Response | None:
        """Let in who has the token, unless the post is out of order."""
        hung = self._patience.hang(self._faults, SCOPE)
        if hung is not None:
            return hung
        if self._on("down"):
            return problem(503, error="down")
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(shown.encode(), self._token):
            return problem(401, error="token")
        return None

    def take(self) -> Response:
        """Take a parcel; a repeated reference gets the first one's number."""
        told = json_object()
        wrong = _wrong(told)
        if wrong or self._on("refuse"):
            return problem(400, error=wrong or "to.address: nobody delivers there")
        new = self._book.take(told)
        if self._on("drop_after_taking"):
            return drop()
        self._patience.slow(self._faults.take(SCOPE, "slow") or 0)
        answer = jsonify(_public(self._book.find(told["reference"]) or {}))
        answer.status_code = 201 if new else 200
        return answer

    def ask(self, reference: str) -> Response:
        """Say how far a parcel is."""
        found = self._book.find(reference)
        if found is None:
            return problem(404, error="unknown")
        shown = _public(found)
        if self._on("repeat"):
            shown["events"] = [*reversed(shown["events"]), *shown["events"]]
        if self._on("odd_word"):
            odd = {"id": "odd", "status": "hai-quan", "at": found["events"][0]["at"], "note": "?"}
            shown["events"] = [*shown["events"], odd]
        return jsonify(shown)

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None


class Hall:
    """The pages and addresses by which a person or a test moves parcels."""

    def __init__(self, book: Book, faults: Faults) -> None:
        self._book, self._faults = book, faults

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("hall", __name__)
        routes.get("/")(self.page)
        routes.post("/")(self.press)
        routes.get("/parcels")(self.listed)
        routes.post("/parcels/<path:reference>")(self.tell)
        routes.route("/faults", methods=["GET", "POST", "DELETE"])(self.switches)
        routes.route("/su-co", methods=["GET", "POST"])(self.panel)
        return routes

    def page(self) -> str:
        """Show the parcels."""
        return render_template("hall.html", parcels=self._book.all(), statuses=STATUSES)

    def press(self) -> AnyResponse:
        """Let something happen to a parcel, from the page."""
        own_page_only()
        status = request.form.get("status", "")
        if status in STATUSES:
            self._book.tell(request.form.get("reference", ""), status, request.form.get("note", ""))
        return redirect("/", 303)

    def listed(self) -> Response:
        """List the parcels for a programme, newest first."""
        return jsonify(self._book.all())

    def tell(self, reference: str) -> Response:
        """Let something happen to a parcel."""
        told = json_object()
        if told.get("status") not in STATUSES:
            return problem(422, error=f"status: {', '.join(STATUSES)}")
        if not self._book.tell(reference, told["status"], str(told.get("note", ""))):
            return problem(404, error="unknown")
        return jsonify(self._book.find(reference))

    def switches(self) -> Response:
        """Switch faults on or off."""
        return answer_switches(self._faults, [SCOPE])

    def panel(self) -> AnyResponse:
        """Show the switches to a person."""
        return answer_panel(self._faults, Panel(SCOPE, "Bưu điện mẫu", "/su-co", "/"))


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the post office sandbox together."""
    book = Book(settings.folder)
    faults = Faults(book.store, KINDS)
    token = settings.text("SANDBOX_POST_TOKEN")
    app = make_app("post", Path(__file__).parent / "templates")
    app.register_blueprint(Counter(book, faults, patience, token).routes())
    app.register_blueprint(Hall(book, faults).routes())
    return app


def _public(found: dict[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in ("number", "fee", "events")}


def _wrong(told: dict[str, Any]) -> str:
    if not isinstance(told.get("reference"), str) or not told["reference"]:
        return "reference: missing"
    for side in ("from", "to"):
        party = told.get(side)
        if not isinstance(party, dict):
            return f"{side}: missing"
        for name in ("full_name", "phone", "address"):
            if not isinstance(party.get(name), str):
                return f"{side}.{name}: missing"
    return ""
