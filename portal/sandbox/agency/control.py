"""The control address of the agency sandbox: an officer's deeds and views, for programmes."""

import json
import sqlite3
from typing import Any

from flask import Blueprint, Response, abort, jsonify, make_response, request

from portal.sandbox.agency.deeds import BadDeed, read_deed
from portal.sandbox.agency.office import Office
from portal.sandbox.shell.pages import json_object, own_page_only, plain, problem
from portal.sandbox.shell.switches import answer_switches


class Control:
    """The routes under ``/control/agencies/<code>`` and the ledger; unsigned, for this machine."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> Blueprint:
        """Give the routes of the control address."""
        routes = Blueprint("control", __name__)
        routes.before_request(self.enter)
        base = "/control/agencies/<agency>"
        routes.get("/ledger")(self.ledger)
        routes.get(f"{base}/dossiers")(self.dossiers)
        routes.get(f"{base}/dossiers/<code>")(self.dossier)
        routes.post(f"{base}/dossiers/<code>/news")(self.act)
        routes.post(f"{base}/send")(self.send)
        routes.route(f"{base}/autopilot", methods=["GET", "POST"])(self.autopilot)
        routes.route(f"{base}/faults", methods=["GET", "POST", "DELETE"])(self.faults)
        return routes

    def enter(self) -> None:
        """Refuse other sites' pages and unknown agencies."""
        own_page_only()
        agency = (request.view_args or {}).get("agency")
        if agency is not None and agency not in self._office.agencies:
            abort(make_response(problem(404, error="agency"), 404))

    def ledger(self) -> Response:
        """Tell every POST of a dossier in order, and count the dossiers that were taken."""
        agency, code = request.args.get("agency", ""), request.args.get("code", "")
        entries = [plain(row) for row in self._office.book.ledger(agency, code)]
        for entry in entries:
            entry["taken"] = bool(entry["taken"])
        return jsonify(entries=entries, taken=sum(entry["taken"] for entry in entries))

    def dossiers(self, agency: str) -> Response:
        """List an agency's dossiers, newest first."""
        rows = self._office.book.dossiers(agency)
        return jsonify(dossiers=[_short(row) for row in rows])

    def dossier(self, agency: str, code: str) -> Response:
        """Tell all about one dossier: what came, what was done, what the portal answered."""
        row = self._office.book.find(agency, code)
        if row is None:
            return problem(404, error="unknown")
        news = [_told(item) for item in self._office.book.news(agency, code)]
        letters = self._office.letters.about(agency, code)
        told = {"body": json.loads(row["body"]), "news": news, "letters": letters}
        return jsonify(_short(row) | told)

    def act(self, agency: str, code: str) -> Response:
        """Do an officer's deed; the news goes out by itself."""
        try:
            deed = read_deed(self._office.files, agency, code, json_object())
        except BadDeed as error:
            return problem(422, errors=error.errors)
        news = self._office.book.act(agency, code, deed)
        if news is None:
            return problem(404, error="unknown")
        return make_response(jsonify(news), 201)

    def send(self, agency: str) -> Response:
        """Try at once whatever waits for its next try."""
        self._office.outbox.at_once(agency)
        return jsonify(waiting=self._office.outbox.waiting(agency))

    def autopilot(self, agency: str) -> Response:
        """Switch the autopilot with ``{"on": true}``, or tell how it stands."""
        if request.method == "POST":
            self._office.book.set_autopilot(agency, json_object().get("on") is True)
        return jsonify(on=self._office.autopilot(agency))

    def faults(self, agency: str) -> Response:
        """Switch an agency's faults."""
        return answer_switches(self._office.faults, [agency])


def _short(row: sqlite3.Row) -> dict[str, Any]:
    told = plain(row)
    del told["body"], told["number"]
    return told


def _told(row: sqlite3.Row) -> dict[str, Any]:
    fate = {name: row[name] for name in ("attempts", "sent_at", "answer")}
    told: dict[str, Any] = json.loads(row["body"])
    return told | fate
