"""The SMS sandbox's application: the gateway, the telephones' page, the fault switches."""

import re
import sqlite3
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.pages import make_app
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.switches import Panel, answer_panel, answer_switches
from portal.sandbox.shell.troubles import Patience
from portal.sandbox.sms.gateway import KINDS, SCOPE, Gateway
from portal.sandbox.sms.segments import cost
from portal.sandbox.sms.store import Messages

NEWEST = 200
_LINK = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)])")


class Phones:
    """The pages and addresses that show what the telephones got."""

    def __init__(self, messages: Messages, faults: Faults) -> None:
        self._messages = messages
        self._faults = faults

    def routes(self) -> Blueprint:
        """Give the routes."""
        routes = Blueprint("phones", __name__)
        routes.get("/")(self.page)
        routes.get("/inbox")(self.inbox)
        routes.route("/faults", methods=["GET", "POST", "DELETE"])(self.switches)
        routes.route("/su-co", methods=["GET", "POST"])(self.panel)
        return routes

    def page(self) -> str:
        """Show the messages as telephones do."""
        number = normal_number(request.args.get("to", ""))
        rows = [_on_screen(row) for row in self._messages.inbox(number, NEWEST)]
        return render_template(
            "phones.html", messages=rows, number=number, numbers=self._messages.numbers()
        )

    def inbox(self) -> Response:
        """List the messages for a programme, newest first."""
        number = normal_number(request.args.get("to", ""))
        return jsonify([_in_json(row) for row in self._messages.inbox(number, NEWEST)])

    def switches(self) -> Response:
        """Switch faults on or off."""
        return answer_switches(self._faults, [SCOPE])

    def panel(self) -> AnyResponse:
        """Show the switches to a person."""
        return answer_panel(self._faults, Panel(SCOPE, "Tổng đài tin nhắn mẫu", "/su-co", "/"))


def build(settings: Settings, patience: Patience) -> Flask:
    """Put the SMS sandbox together."""
    messages = Messages(settings.folder)
    faults = Faults(messages.store, KINDS)
    token = settings.text("SANDBOX_SMS_TOKEN")
    app = make_app("sms", Path(__file__).parent / "templates")
    app.register_blueprint(Gateway(messages, faults, patience, token).routes())
    app.register_blueprint(Phones(messages, faults).routes())
    return app


def normal_number(typed: str) -> str:
    """Write a number as the gateway has it: 0912… and +84912… become 84912…."""
    digits = "".join(letter for letter in typed if letter.isascii() and letter.isdigit())
    return f"84{digits[1:]}" if digits.startswith("0") else digits


def _in_json(row: sqlite3.Row) -> dict[str, Any]:
    price = cost(row["text"])
    return {
        "id": row["id"],
        "reference": row["reference"],
        "to": row["recipient"],
        "from": row["sender"],
        "text": row["text"],
        "at": row["at"],
        "status": row["status"],
        "attempts": row["attempts"],
        "alphabet": price.alphabet,
        "segments": price.segments,
    }


def _on_screen(row: sqlite3.Row) -> dict[str, Any]:
    # Odd pieces are addresses: the pattern's one group keeps them among the pieces.
    return _in_json(row) | {"pieces": _LINK.split(row["text"]), "units": cost(row["text"]).units}
