"""The document system's application: what the portal calls, a page for people, the control."""

import hashlib
import hmac
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.dms.book import Book
from portal.sandbox.dms.faults import KINDS, SCOPE
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import json_object, make_app, own_page_only, plain, problem
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.switches import Panel, answer_panel, answer_switches
from portal.sandbox.shell.troubles import Patience, drop, dropped

STATES = {"assigned": "Phân công", "in_process": "Đang xử lý", "finished": "Hoàn thành"}
_NEEDED = ("DocumentId", "OrganId", "CodeNumber", "Subject", "ArrivalDate", "WorkDossier")


class Wire:
    """The routes that only the portal may call."""

    def __init__(self, book: Book, faults: Faults, patience: Patience, token: str) -> None:
        self._book, self._faults = book, faults
        self._patience, self._token = patience, token

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("wire", __name__, url_prefix="/api")
        routes.before_request(self.enter)
        routes.after_request(self.leave)
        routes.put("/files/<sha256>")(self.file)
        routes.put("/incoming/<id>")(self.open)
        routes.get("/progress")(self.progress)
        return routes

    def enter(self) -> Response | None:
        """Let in who has the token, unless the system is out of order."""
        hung = self._patience.hang(self._faults, SCOPE)
        if hung is not None:
            return hung
        if self._on("gateway"):
            return Response("Bad Gateway", 502)
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return None if hmac.compare_digest(given, self._token) else problem(401, error="token")

    def leave(self, answer: Response) -> Response:
        """Answer late when told to be slow; the deed is done by then."""
        if not dropped():
            self._patience.slow(self._faults.take(SCOPE, "slow") or 0)
        return answer

    def file(self, sha256: str) -> Response:
        """Take a file under its hash."""
        body = request.get_data()
        if hashlib.sha256(body).hexdigest() != sha256:
            return problem(422, errors={"sha256": "không khớp với tệp"})
        self._book.keep_file(sha256, len(body))
        return Response(status=204)

    def open(self, id: str) -> Response:
        """Register a document and open its work dossier, once."""
        body = json_object()
        wrong = {name: "thiếu" for name in _NEEDED if not body.get(name)}
        for one in body.get("Files", ()):
            if not self._book.has_file(one["Sha256"]):
                wrong["Files"] = f"chưa có tệp {one['Name']}"
        if self._on("refuse"):
            wrong["Subject"] = "trích yếu quá dài"
        if wrong:
            return problem(422, errors=wrong)
        row = self._book.open(id, request.headers.get("Idempotency-Key", ""), body)
        if self._on("drop_after_taking"):
            return drop()
        if row is None:
            return problem(409, errors={"id": "đã có văn bản khác dưới mã này"})
        return jsonify(id=f"VBDEN-{row['number']}", workDossierId=f"HSCV-{row['number']}")

    def progress(self) -> Response:
        """Tell what was done, in order."""
        after = request.args.get("after", "")
        start = int(after) if after.isascii() and after.isdigit() else 0
        rows = self._book.after(max(0, start - 1) if self._on("told_again") else start)
        items = [self._told(row) for row in rows]
        return jsonify(items=items, next=str(rows[-1]["seq"] if rows else start))

    def _told(self, row: Any) -> dict[str, Any]:
        strange = self._on("strange_state")
        return {
            "id": str(row["seq"]),
            "documentId": "khong-co" if self._on("strange_document") else row["document"],
            "state": "đã trình" if strange else row["state"],
            "officer": row["officer"],
            "unit": row["unit"],
            "note": row["note"],
            "at": row["at"],
        }

    def _on(self, fault: str) -> bool:
        return self._faults.take(SCOPE, fault) is not None


class Desk:
    """The page of those who work there, and the same for programmes."""

    def __init__(self, book: Book, faults: Faults) -> None:
        self._book, self._faults = book, faults

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("desk", __name__)
        routes.get("/")(self.page)
        routes.post("/van-ban/<id>")(self.press)
        routes.get("/control/documents")(self.documents)
        routes.delete("/control/documents")(self.clear)
        routes.post("/control/documents/<id>/state")(self.act)
        routes.route("/faults", methods=["GET", "POST", "DELETE"])(self.switches)
        routes.route("/su-co", methods=["GET", "POST"])(self.panel)
        return routes

    def page(self) -> str:
        """Show what the system holds."""
        return render_template("dms.html", rows=self._book.documents(), states=STATES)

    def press(self, id: str) -> AnyResponse:
        """Do what somebody chose, and go back to the page."""
        own_page_only()
        if request.form.get("state") not in STATES:
            return problem(422, error="state")
        self._book.act(id, request.form.to_dict())
        return redirect("/", 303)

    def documents(self) -> Response:
        """List the documents for a programme."""
        own_page_only()
        return jsonify(documents=[plain(row) for row in self._book.documents()])

    def clear(self) -> Response:
        """Forget everything."""
        own_page_only()
        self._book.clear()
        return jsonify(documents=[])

    def act(self, id: str) -> Response:
        """Do ``{"state", "officer", "unit", "note"}`` to a document."""
        own_page_only()
        self._book.act(id, {name: str(said) for name, said in json_object().items()})
        return jsonify(done=True)

    def switches(self) -> Response:
        """Switch faults on or off."""
        return answer_switches(self._faults, [SCOPE])

    def panel(self) -> AnyResponse:
        """Show the switches to a person."""
        return answer_panel(self._faults, Panel(SCOPE, "Quản lý văn bản", "/su-co", "/"))


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the document system together."""
    book = Book(settings.folder)
    faults = Faults(book.store, KINDS)
    app = make_app("dms", Path(__file__).parent / "templates")
    token = settings.text("SANDBOX_DMS_TOKEN")
    app.register_blueprint(Wire(book, faults, patience, token).routes())
    app.register_blueprint(Desk(book, faults).routes())
    return app
