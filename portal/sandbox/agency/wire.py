"""The agency's side of the wire contract: what the portal calls, with signed requests."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, abort, jsonify, make_response, request

from portal.sandbox.agency.book import Delivery
from portal.sandbox.agency.files import is_hash
from portal.sandbox.agency.intake import reasons_against
from portal.sandbox.agency.letter_wire import LetterWire
from portal.sandbox.agency.news import Deed
from portal.sandbox.agency.office import Office
from portal.sandbox.agency.signing import Asked, NotSigned, hashed, verify
from portal.sandbox.shell.pages import json_object, problem
from portal.sandbox.shell.troubles import drop, dropped

_MOST_NEWS = 500
_TOLD = ("code", "reference", "content_hash", "state", "received_at")
# Between a naive agency's look into its book and its writing.
_GAP_SECONDS = 0.15


class Wire:
    """The routes under ``/agencies/<code>`` that only the portal may call."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def routes(self) -> Blueprint:
        """Give the routes of the wire contract."""
        routes = Blueprint("wire", __name__, url_prefix="/agencies/<agency>")
        routes.before_request(self.enter)
        routes.after_request(self.leave)
        routes.put("/files/<sha256>")(self.put_file)
        routes.get("/files/<sha256>")(self.get_file)
        routes.post("/dossiers")(self.take)
        routes.get("/dossiers")(self.tell_all)
        routes.get("/dossiers/<code>")(self.tell)
        LetterWire(self._office).add_to(routes)
        routes.get("/news")(self.news)
        return routes

    def enter(self) -> Response | None:
        """Let in what the portal signed, unless the agency is out of order."""
        agency = (request.view_args or {})["agency"]
        if agency not in self._office.agencies:
            return problem(404, error="agency")
        hung = self._office.patience.hang(self._office.faults, agency)
        if hung is not None:
            return hung
        if self._on(agency, "away"):
            return problem(503, error="away")
        try:
            self._prove(agency)
        except NotSigned as error:
            return problem(401, error=error.reason)
        if request.endpoint != "wire.take" and self._on(agency, "error500"):
            return problem(500, error="error500")
        return None

    def _prove(self, agency: str) -> None:
        """Check that it is the portal that calls, and never the same call again."""
        known, skew = self._office.agencies[agency], self._office.skew(agency)
        nonce = verify(known, _asked(), request.headers, skew)
        if self._on(agency, "wrong_key"):
            raise NotSigned("signature")
        if not self._office.book.first_seen(agency, nonce):
            raise NotSigned("replayed")

    def leave(self, answer: Response) -> Response:
        """Answer late when told to be slow, if anybody waits; the deed is done by then."""
        agency = (request.view_args or {}).get("agency", "")
        if dropped():
            return answer
        self._office.patience.slow(self._office.faults.take(agency, "slow") or 0)
        return answer

    def put_file(self, agency: str, sha256: str) -> Response:
        """Keep a file whose bytes are what its address says."""
        if not is_hash(sha256):
            return problem(422, error="hash")
        if self._office.files.size(agency, sha256) is not None:
            return jsonify(sha256=sha256)
        if not self._office.files.put(agency, sha256, request.stream, request.mimetype):
            return problem(422, error="hash")
        return make_response(jsonify(sha256=sha256), 201)

    def get_file(self, agency: str, sha256: str) -> Response:
        """Hand a file out."""
        found = self._office.files.read(agency, sha256) if is_hash(sha256) else None
        if found is None:
            return problem(404, error="unknown")
        return Response(found[0], mimetype=found[1] or "application/octet-stream")

    def take(self, agency: str) -> Response:
        """Take a dossier once, or say why not."""
        delivery = _delivery(agency, json_object())
        status, outcome, body = self._verdict(delivery)
        if outcome:
            self._office.book.note_attempt(delivery, outcome)
            answer = problem(status, **body)
            if status == 429:
                answer.headers["Retry-After"] = "1"
            return answer
        return self._keep(delivery)

    def tell(self, agency: str, code: str) -> Response:
        """Say what the agency holds under a code, for a portal that got no answer."""
        row = self._office.book.find(agency, code)
        if row is None:
            return problem(404, error="unknown")
        return jsonify({name: row[name] for name in _TOLD})

    def tell_all(self, agency: str) -> Response:
        """Say what the agency holds, for a portal that compares."""
        if self._on(agency, "no_list"):
            return problem(404, error="no list")
        after, limit = _asked_page(_MOST_NEWS)
        rows = self._office.book.dossiers_after(agency, after, limit)
        items = [{name: row[name] for name in _TOLD} for row in rows]
        return jsonify(items=items, next=str(rows[-1]["number"]) if rows else str(after))

    def news(self, agency: str) -> Response:
        """Tell the news after a cursor, for a portal that polls."""
        after, limit = _asked_page(_MOST_NEWS)
        rows = self._office.book.news_after(agency, after, limit)
        cursor = str(rows[-1]["number"]) if rows else str(after)
        items = [json.loads(row["body"]) for row in rows]
        if self._on(agency, "duplicate_news"):
            items = [item for item in items for _ in range(2)]
        if self._on(agency, "reordered_news"):
            items.reverse()
        return jsonify(items=items, next=cursor)

    def _verdict(self, delivery: Delivery) -> tuple[int, str, dict[str, Any]]:
        """Say why a delivery takes no effect: status, word for the ledger, answer."""
        if self._on(delivery.agency, "error500"):
            return 500, "error500", {"error": "error500"}
        if self._on(delivery.agency, "throttle"):
            return 429, "throttled", {"error": "throttled"}
        if not delivery.key:
            return 400, "no key", {"error": "Idempotency-Key"}
        reasons = reasons_against(delivery.body, delivery.agency, self._office.files)
        if self._on(delivery.agency, "refuse"):
            message = "Nội dung này chưa đúng quy định (sự cố giả lập)"
            reasons = [{"field": "answers", "message": message}]
        if reasons:
            return 422, "refused", {"outcome": "refused", "reasons": reasons}
        if self._on(delivery.agency, "yes_without_effect"):
            said = {"outcome": "accepted", "reference": "MC-KHONG-CO"}
            return 200, "yes without effect", said
        return 0, "", {}

    def _keep(self, delivery: Delivery) -> Response:
        take = self._naively if self._on(delivery.agency, "naive") else self._office.book.take
        outcome, row = take(delivery, self._office.deeds_at_once(delivery))
        if outcome == "conflict":
            return problem(409, error="conflict")
        if self._on(delivery.agency, "drop_after_taking"):
            return drop()
        reference = row["reference"]
        if outcome == "duplicate" and self._on(delivery.agency, "twice"):
            outcome, reference = "accepted", f"{reference}-2"
        return jsonify(outcome=outcome, reference=reference)

    def _naively(self, delivery: Delivery, deeds: Iterable[Deed]) -> tuple[str, sqlite3.Row]:
        """Look for the key first and write later, as many systems do, with a gap between."""
        known = self._office.book.knows(delivery)
        if known is not None:
            self._office.book.note_attempt(delivery, "duplicate")
            return "duplicate", known
        self._office.patience.slow(_GAP_SECONDS)
        return "accepted", self._office.book.take_again(delivery, deeds)

    def _on(self, agency: str, fault: str) -> bool:
        return self._office.faults.take(agency, fault) is not None


def _asked() -> Asked:
    """What the signature must cover; a file's hash stands in its address, so it may stream."""
    args = request.view_args or {}
    body_hash = args.get("sha256") if request.method == "PUT" else hashed(request.get_data())
    # The target as it was asked for, before anybody decoded it.
    return Asked(request.method, request.environ["REQUEST_URI"], str(body_hash))


def _asked_page(most: int) -> tuple[int, int]:
    """Read after which entry to go on, and how many are wanted."""
    after, limit = request.args.get("after", "") or "0", request.args.get("limit", "100")
    if not all(text.isascii() and text.isdigit() and len(text) < 16 for text in (after, limit)):
        abort(400)
    return int(after), min(int(limit), most)


def _delivery(agency: str, body: dict[str, Any]) -> Delivery:
    code, content_hash = body.get("code"), body.get("content_hash")
    return Delivery(
        agency=agency,
        # A code nobody could type is not one; the ledger keeps the attempt without it.
        code=code if isinstance(code, str) and code.isprintable() else "",
        key=request.headers.get("Idempotency-Key", ""),
        content_hash=(
            content_hash if isinstance(content_hash, str) and is_hash(content_hash) else ""
        ),
        body=body,
    )
