"""The reporting sandbox's application: what the portal calls, a page, the fault switches."""

import hmac
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.reporting import judging
from portal.sandbox.reporting.book import Book, Doubled
from portal.sandbox.shell.faults import FaultKind, Faults
from portal.sandbox.shell.pages import json_object, make_app, own_page_only, problem
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.switches import Panel, answer_panel, answer_switches
from portal.sandbox.shell.troubles import Patience, drop

SCOPE = "reporting"
KINDS = (
    FaultKind("down", "Ngừng hẳn: trả lời 503"),
    FaultKind("slow", "Chậm: nhận ngay, trả lời muộn", seconds=5),
    FaultKind("hang", "Treo: không nhận, không bao giờ trả lời"),
    FaultKind("drop_after_taking", "Nhận báo cáo rồi ngắt kết nối, không trả lời"),
    FaultKind("refuse", "Không nhận báo cáo nào: trả lời 422"),
    FaultKind("gibberish", "Trả lời không đọc được"),
    FaultKind("forget", "Hỏi lại thì trả lời không có báo cáo"),
)
STATES = {"accepted": "Tiếp nhận", "returned": "Trả lại"}


class Door:
    """What the portal calls: with its token, and as faulty as the switches say."""

    def __init__(self, book: Book, faults: Faults, patience: Patience) -> None:
        self._book, self._faults, self._patience = book, faults, patience
        self.token, self.key = b"", b""

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("door", __name__, url_prefix="/reports")
        routes.before_request(self.enter)
        routes.post("")(self.take)
        routes.get("/<path:reference>")(self.ask)
        return routes

    def enter(self) -> Response | None:
        """Let in who has the token, unless the system is out of order."""
        hung = self._patience.hang(self._faults, SCOPE)
        if hung is not None:
            return hung
        if self._on("down"):
            return problem(503, error="down")
        scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not hmac.compare_digest(shown.encode(), self.token):
            return problem(401, error="token")
        return None

    def take(self) -> Response:
        """Take a version once, or say what is wrong with it; never the same one twice."""
        told = json_object()
        reference, statement = str(told.get("reference", "")), str(told.get("statement", ""))
        errors = self._errors(statement, str(told.get("signature", "")))
        if errors or not reference:
            return problem(422, errors=errors or ["reference: thiếu"])
        name = judging.name(judging.read(statement))
        try:
            new = self._book.take(reference, name, (statement, judging.hashed(statement)))
        except Doubled as other:
            return problem(409, error="doubled", reference=str(other))
        if self._on("drop_after_taking"):
            return drop()
        self._patience.slow(self._faults.take(SCOPE, "slow") or 0)
        return self._told(reference, 201 if new else 200)

    def ask(self, reference: str) -> Response:
        """Say what is held under a reference."""
        if self._book.find(reference) is None or self._on("forget"):
            return problem(404, error="unknown")
        return self._told(reference, 200)

    def _told(self, reference: str, status: int) -> Response:
        if self._on("gibberish"):
            return Response("<p>OK</p>", 200, mimetype="text/html")
        found: dict[str, Any] = self._book.find(reference) or {}
        answer = jsonify({key: found[key] for key in ("number", "sha256", "state", "reason")})
        answer.status_code = status
        return answer

    def _errors(self, statement: str, signature: str) -> list[str]:
        if self._on("refuse"):
            return ["Kỳ báo cáo đã khóa"]
        if not judging.signed(self.key, statement, signature):
            return ["Chữ ký không đúng"]
        try:
            return judging.broken(judging.read(statement))
        except (ValueError, KeyError, TypeError) as error:
            return [f"Không đọc được báo cáo: {error}"]

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None


class Office:
    """The pages and addresses by which a person or a test decides on reports."""

    def __init__(self, book: Book, faults: Faults) -> None:
        self._book, self._faults = book, faults

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("office", __name__)
        routes.get("/")(self.page)
        routes.post("/")(self.press)
        routes.get("/ledger")(self.listed)
        routes.post("/control/<path:reference>")(self.decide)
        routes.route("/faults", methods=["GET", "POST", "DELETE"])(self.switches)
        routes.route("/su-co", methods=["GET", "POST"])(self.panel)
        return routes

    def page(self) -> str:
        """Show the reports."""
        return render_template("office.html", reports=self._book.all(), states=STATES)

    def press(self) -> AnyResponse:
        """Decide on a report, from the page."""
        own_page_only()
        state = request.form.get("state", "")
        if state in STATES:
            reference, reason = request.form.get("reference", ""), request.form.get("reason", "")
            self._book.decide(reference, state, reason)
        return redirect("/", 303)

    def listed(self) -> Response:
        """List the reports for a programme, newest first."""
        return jsonify(self._book.all())

    def decide(self, reference: str) -> Response:
        """Accept a report, or give it back."""
        told = json_object()
        if told.get("state") not in STATES:
            return problem(422, error=f"state: {', '.join(STATES)}")
        if not self._book.decide(reference, told["state"], str(told.get("reason", ""))):
            return problem(404, error="unknown")
        return jsonify(self._book.find(reference))

    def switches(self) -> Response:
        """Switch faults on or off."""
        return answer_switches(self._faults, [SCOPE])

    def panel(self) -> AnyResponse:
        """Show the switches to a person."""
        return answer_panel(self._faults, Panel(SCOPE, "Hệ thống báo cáo mẫu", "/su-co", "/"))


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the reporting sandbox together."""
    book = Book(settings.folder)
    faults = Faults(book.store, KINDS)
    door = Door(book, faults, patience)
    door.token = settings.text("SANDBOX_REPORTING_TOKEN").encode()
    door.key = bytes.fromhex(settings.text("SANDBOX_PUBLIC_KEY"))
    app = make_app("reporting", Path(__file__).parent / "templates")
    app.register_blueprint(door.routes())
    app.register_blueprint(Office(book, faults).routes())
    return app
