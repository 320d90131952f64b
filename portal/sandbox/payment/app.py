"""The payment sandbox's application: the platform, the page to pay at, the fault switches."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.payment.faults import KINDS, SCOPE
from portal.sandbox.payment.platform import Platform
from portal.sandbox.payment.store import FAILED, PAID, PENDING, Bills
from portal.sandbox.payment.telling import Client, Teller
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import make_app, own_page_only, plain
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.switches import Panel, answer_panel, answer_switches
from portal.sandbox.shell.troubles import Patience

_DEEDS = {"pay": PAID, "cancel": FAILED}


class Counter:
    """The pages where bills are paid, and what tests look at."""

    def __init__(self, bills: Bills, faults: Faults, teller: Teller) -> None:
        self._bills, self._faults, self._teller = bills, faults, teller

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("counter", __name__)
        routes.get("/")(self.overview)
        routes.get("/tra/<token>")(self.show)
        routes.post("/tra/<token>")(self.choose)
        routes.get("/ledger")(self.ledger)
        routes.post("/control/payments/<transaction>/<deed>")(self.act)
        routes.post("/control/refunds/<refund_id>/go-on")(self.go_on)
        routes.route("/faults", methods=["GET", "POST", "DELETE"])(self.switches)
        routes.route("/su-co", methods=["GET", "POST"])(self.panel)
        return routes

    def overview(self) -> str:
        """Show every bill."""
        return render_template("bills.html", bills=[_shown(row) for row in self._bills.all()])

    def show(self, token: str) -> str:
        """Show a bill to who is to pay it."""
        return render_template("pay.html", bill=_shown(self._bill(token)))

    def choose(self, token: str) -> AnyResponse:
        """Take what the payer chose, tell the portal, and send them back there."""
        own_page_only()
        bill = self._bill(token)
        self._settle(bill["transaction_id"], request.form.get("deed", ""))
        return redirect(self._teller.way_back(self._bill(token)), 303)

    def act(self, transaction: str, deed: str) -> Response:
        """Pay or let go, for a programme."""
        own_page_only()
        if self._bills.find("transaction_id", transaction) is None:
            abort(404)
        self._settle(transaction, deed)
        row = self._bills.find("transaction_id", transaction)
        return jsonify(plain(row) if row else {})

    def go_on(self, refund_id: str) -> Response:
        """Bring a refund that waits to its end, and tell the portal."""
        own_page_only()
        row = self._bills.go_on(refund_id)
        if row is not None:
            self._teller.call_back(self._teller.sent_back(row))
        return jsonify({})

    def ledger(self) -> Response:
        """List every bill with what was sent back of it, for a programme."""
        return jsonify(
            [
                plain(row)
                | {"refunds": [plain(one) for one in self._bills.refunds(row["transaction_id"])]}
                for row in self._bills.all()
            ]
        )

    def switches(self) -> Response:
        """Switch faults on or off."""
        return answer_switches(self._faults, [SCOPE])

    def panel(self) -> AnyResponse:
        """Show the switches to a person."""
        return answer_panel(self._faults, Panel(SCOPE, "Nền tảng thanh toán mẫu", "/su-co", "/"))

    def _settle(self, transaction: str, deed: str) -> None:
        if deed not in _DEEDS:
            abort(400)
        if self._bills.settle(transaction, _DEEDS[deed]):
            row = self._bills.find("transaction_id", transaction)
            assert row is not None
            self._teller.call_back(self._teller.told(row))

    def _bill(self, token: str) -> sqlite3.Row:
        return self._bills.find("token", token) or abort(404)


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the payment sandbox together."""
    bills = Bills(settings.folder)
    faults = Faults(bills.store, KINDS)
    client = Client(
        settings.text("SANDBOX_CLIENT_ID"),
        settings.text("SANDBOX_KEY_1"),
        settings.text("SANDBOX_KEY_2"),
        settings.text("SANDBOX_CALLBACK_URL"),
    )
    teller = Teller(settings.base_url, client, faults, patience)
    app = make_app("payment", Path(__file__).parent / "templates")
    app.jinja_env.filters["dong"] = lambda amount: f"{amount:,} đồng".replace(",", ".")
    app.register_blueprint(Platform(bills, faults, patience, teller).routes())
    app.register_blueprint(Counter(bills, faults, teller).routes())
    return app


def _shown(row: sqlite3.Row) -> dict[str, Any]:
    return plain(row) | {"info": json.loads(row["bill"]), "open": row["status"] == PENDING}
