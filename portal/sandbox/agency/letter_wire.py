"""The wire of what citizens send after their dossier; who calls has been checked before."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from portal.sandbox.agency.intake import Reason, reasons_against_letter
from portal.sandbox.agency.letters import MESSAGE, RATING, SUPPLEMENT, WITHDRAWAL, Letter
from portal.sandbox.agency.office import Office
from portal.sandbox.shell.pages import json_object, problem
from portal.sandbox.shell.troubles import drop

_OVER = ("refused", "stopped", "decided", "returned", "withdrawn")


class LetterWire:
    """The routes under ``/dossiers/<code>``."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def add_to(self, routes: Blueprint) -> None:
        """Add the routes to those of the wire."""
        base = "/dossiers/<code>"
        routes.post(f"{base}/supplements")(self.take_supplement)
        routes.get(f"{base}/supplements/<id>")(self.tell_supplement)
        routes.post(f"{base}/messages")(self.take_message)
        routes.get(f"{base}/messages/<id>")(self.tell_message)
        routes.post(f"{base}/ratings")(self.take_rating)
        routes.get(f"{base}/ratings/<id>")(self.tell_rating)
        routes.post(f"{base}/withdrawal")(self.take_withdrawal)
        routes.get(f"{base}/withdrawal")(self.tell_withdrawal)

    def take_supplement(self, agency: str, code: str) -> Response:
        """Take a supplement once, or say why not."""
        return self._take(agency, code, SUPPLEMENT)

    def take_message(self, agency: str, code: str) -> Response:
        """Take a message once, or say why not; an officer answers it."""
        return self._take(agency, code, MESSAGE)

    def tell_message(self, agency: str, code: str, id: str) -> Response:
        """Say whether a message is held."""
        return self._tell(agency, code, MESSAGE, id)

    def take_rating(self, agency: str, code: str) -> Response:
        """Take a rating once, or say why not; a later revision comes under an id of its own."""
        return self._take(agency, code, RATING)

    def tell_rating(self, agency: str, code: str, id: str) -> Response:
        """Say whether a rating is held."""
        return self._tell(agency, code, RATING, id)

    def take_withdrawal(self, agency: str, code: str) -> Response:
        """Take a wish to withdraw once, or say why not; an officer confirms it."""
        return self._take(agency, code, WITHDRAWAL)

    def tell_supplement(self, agency: str, code: str, id: str) -> Response:
        """Say whether a supplement is held, for a portal that got no answer."""
        return self._tell(agency, code, SUPPLEMENT, id)

    def tell_withdrawal(self, agency: str, code: str) -> Response:
        """Say whether a wish to withdraw is held."""
        return self._tell(agency, code, WITHDRAWAL, "")

    def _tell(self, agency: str, code: str, kind: str, id: str) -> Response:
        row = self._office.letters.find(agency, code, kind, id)
        if row is None:
            return problem(404, error="unknown")
        names = ("id", "content_hash", "received_at")
        return jsonify({name: row[name] for name in names})

    def _take(self, agency: str, code: str, kind: str) -> Response:
        key = request.headers.get("Idempotency-Key", "")
        letter = Letter(agency, code, kind, key, json_object())
        status, said = self._verdict(letter)
        if status:
            answer = problem(status, **said)
            if status == 429:
                answer.headers["Retry-After"] = "1"
            return answer
        outcome = self._office.letters.take(letter)
        if outcome == "conflict":
            return problem(409, error="conflict")
        if self._on(agency, "drop_after_taking"):
            return drop()
        return jsonify(outcome=outcome)

    def _verdict(self, letter: Letter) -> tuple[int, dict[str, Any]]:
        """Say why a letter takes no effect: status and answer; 0 if it may be taken."""
        if self._on(letter.agency, "throttle"):
            return 429, {"error": "throttled"}
        if not letter.key:
            return 400, {"error": "Idempotency-Key"}
        row = self._office.book.find(letter.agency, letter.code)
        if row is None:
            return 404, {"error": "unknown"}
        if reasons := self._reasons(letter, row["state"]):
            return 422, {"outcome": "refused", "reasons": reasons}
        if self._on(letter.agency, "yes_without_effect"):
            return 200, {"outcome": "accepted"}
        return 0, {}

    def _reasons(self, letter: Letter, state: str) -> list[Reason]:
        reasons = reasons_against_letter(letter.body, letter.agency, self._office.files)
        if letter.body.get("code") != letter.code:
            reasons.append({"field": "code", "message": "Khác mã hồ sơ trong địa chỉ"})
        known = self._office.letters.find(letter.agency, letter.code, letter.kind)
        if letter.kind == WITHDRAWAL and state in _OVER and known is None:
            reasons.append({"field": "", "message": "Hồ sơ đã giải quyết xong"})
        if self._on(letter.agency, "refuse"):
            reasons.append({"field": "", "message": "Không nhận (sự cố giả lập)"})
        return reasons

    def _on(self, agency: str, fault: str) -> bool:
        return self._office.faults.take(agency, fault) is not None
