"""The axis sandbox's application: two dialects, a page of what lies there, the control address."""

from dataclasses import replace
from pathlib import Path

from flask import Blueprint, Flask, Response, jsonify, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.axis import packages
from portal.sandbox.axis.faults import KINDS, SCOPE
from portal.sandbox.axis.ledger import Ledger
from portal.sandbox.axis.members import Members
from portal.sandbox.axis.rest import Rest
from portal.sandbox.axis.sdk import Sdk
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import make_app, own_page_only, plain, problem
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.switches import Panel, answer_panel, answer_switches
from portal.sandbox.shell.troubles import Patience

TITLE = "Trục liên thông văn bản"


class Control:
    """The page, and the same for programmes."""

    def __init__(self, ledger: Ledger, faults: Faults) -> None:
        self._ledger, self._faults = ledger, faults

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("control", __name__)
        routes.get("/")(self.page)
        routes.get("/control/packages")(self.listed)
        routes.post("/control/packages")(self.put)
        routes.delete("/control/packages")(self.clear)
        routes.route("/faults", methods=["GET", "POST", "DELETE"])(self.switches)
        routes.route("/su-co", methods=["GET", "POST"])(self.panel)
        return routes

    def page(self) -> str:
        """Show what lies at the axis."""
        return render_template("axis.html", rows=self._ledger.all())

    def listed(self) -> Response:
        """List what lies there, newest first."""
        own_page_only()
        return jsonify(packages=[plain(row) for row in self._ledger.all()])

    def put(self) -> Response:
        """Lay a package down as if its sender had sent it; ``to`` takes even what is none."""
        own_page_only()
        body, to = request.get_data(), request.args.get("to", "")
        try:
            package = packages.look(body)
        except packages.Unreadable:
            if not to:
                return problem(422, error="package")
            package = packages.Package("", (to,), "", "", "", request.args.get("status", ""))
        if to:
            package = replace(package, recipients=(to,))
        return jsonify(id=self._ledger.take(package, body))

    def clear(self) -> Response:
        """Forget every package."""
        own_page_only()
        self._ledger.clear()
        return jsonify(packages=[])

    def switches(self) -> Response:
        """Switch faults on or off."""
        return answer_switches(self._faults, [SCOPE])

    def panel(self) -> AnyResponse:
        """Show the switches to a person."""
        return answer_panel(self._faults, Panel(SCOPE, TITLE, "/su-co", "/"))


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the axis sandbox together."""
    ledger = Ledger(settings.folder)
    faults = Faults(ledger.store, KINDS)
    members = Members(settings.objects("SANDBOX_MEMBERS"))
    app = make_app("axis", Path(__file__).parent / "templates")
    app.register_blueprint(Sdk(ledger, members, faults, patience).routes())
    app.register_blueprint(Rest(ledger, members, faults, patience).routes())
    app.register_blueprint(Control(ledger, faults).routes())
    return app
