"""The ministry sandbox's application: the dialect, the officers' page, the control address."""

import json
from pathlib import Path

from flask import Blueprint, Flask, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.ministry.book import Book
from portal.sandbox.ministry.faults import KINDS, SCOPE
from portal.sandbox.ministry.teller import STATES, Portal, Teller
from portal.sandbox.ministry.wire import Wire
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import json_object, make_app, own_page_only, plain, problem
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.switches import Panel, answer_panel, answer_switches
from portal.sandbox.shell.troubles import Patience


class Desk:
    """The officers' page and, beside it, the same for programmes."""

    def __init__(self, book: Book, faults: Faults, teller: Teller) -> None:
        self._book = book
        self._faults = faults
        self._teller = teller

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("desk", __name__)
        routes.get("/")(self.page)
        routes.post("/ho-so/<code>")(self.press)
        routes.get("/control/dossiers")(self.dossiers)
        routes.post("/control/dossiers/<code>/state")(self.act)
        routes.route("/faults", methods=["GET", "POST", "DELETE"])(self.switches)
        routes.route("/su-co", methods=["GET", "POST"])(self.panel)
        return routes

    def page(self) -> str:
        """Show what the ministry holds."""
        return render_template("ministry.html", dossiers=self._book.dossiers(), states=STATES)

    def press(self, code: str) -> AnyResponse:
        """Do what an officer chose, and go back to the page."""
        own_page_only()
        row, state = self._book.find(code), request.form.get("state", type=int)
        if row is None or state not in STATES:
            return problem(422, error="state")
        self._teller.tell(row, state, request.form.get("opinion", "").strip())
        return redirect("/", 303)

    def dossiers(self) -> Response:
        """List the dossiers with what came, newest first, for a programme."""
        own_page_only()
        rows = [plain(row) for row in self._book.dossiers()]
        return jsonify(dossiers=[row | {"body": json.loads(row["body"])} for row in rows])

    def act(self, code: str) -> Response:
        """Do ``{"state", "opinion"}`` to a dossier; answers what the portal said."""
        own_page_only()
        wanted, row = json_object(), self._book.find(code)
        if row is None:
            return problem(404, error="unknown")
        if wanted.get("state") not in STATES:
            return problem(422, error="state")
        answer = self._teller.tell(row, wanted["state"], str(wanted.get("opinion", "")))
        return jsonify(answer=answer)

    def switches(self) -> Response:
        """Switch faults on or off."""
        return answer_switches(self._faults, [SCOPE])

    def panel(self) -> AnyResponse:
        """Show the switches to a person."""
        return answer_panel(self._faults, Panel(SCOPE, "Bộ mẫu", "/su-co", "/"))


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the ministry sandbox together."""
    book = Book(settings.folder)
    faults = Faults(book.store, KINDS)
    names = {"client_id": "SANDBOX_CLIENT_ID", "client_secret": "SANDBOX_CLIENT_SECRET"}
    client = {name: settings.text(variable) for name, variable in names.items()}
    portal = Portal(settings.text("SANDBOX_NEWS_URL"), settings.text("SANDBOX_NEWS_TOKEN"))
    app = make_app("ministry", Path(__file__).parent / "templates")
    app.register_blueprint(Wire(book, faults, patience, client).routes())
    app.register_blueprint(Desk(book, faults, Teller(book, faults, portal)).routes())
    return app
