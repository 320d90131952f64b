"""Fetches what is for an agency that opens no port: reads its list, takes, confirms."""

import io
import json
import logging
import sqlite3
import threading
from typing import Any

import urllib3

from portal.sandbox.agency.book import Delivery
from portal.sandbox.agency.calling import Portal
from portal.sandbox.agency.canonical import content_hash
from portal.sandbox.agency.intake import reasons_against, reasons_against_letter
from portal.sandbox.agency.letters import MESSAGE, RATING, SUPPLEMENT, WITHDRAWAL, Letter
from portal.sandbox.agency.office import Office
from portal.sandbox.agency.parties import Agency
from portal.sandbox.agency.signing import hashed

PAUSE = 0.3
_ROOMS = {
    "supplements": SUPPLEMENT,
    "messages": MESSAGE,
    "ratings": RATING,
    "withdrawal": WITHDRAWAL,
}
_OTHER = "0" * 64


class Fetcher:
    """Walks the list from its beginning every time: what was confirmed has left it by then."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._portal = Portal(office)

    def start(self) -> None:
        """Fetch in the background until the process ends, for each agency that fetches."""
        for agency in self._office.agencies.values():
            if agency.fetches:
                name = f"fetcher {agency.code}"
                threading.Thread(target=self._run, args=(agency,), name=name, daemon=True).start()

    def _run(self, agency: Agency) -> None:
        stop = self._office.patience.stop
        while not stop.wait(PAUSE):
            try:
                self._round(agency)
            except (sqlite3.Error, OSError, ValueError, urllib3.exceptions.HTTPError):
                logging.getLogger("sandbox.fetcher").exception("The round of fetching broke off")

    def _round(self, agency: Agency) -> None:
        if "away" in self._office.faults.active(agency.code):
            return
        cursor = ""
        while True:
            status, _, body = self._call(agency, "GET", f"/outbox?after={cursor}&limit=100")
            page = json.loads(body) if status == 200 else {"items": []}
            for entry in page["items"]:
                self._take(agency, entry["id"])
            if not page["items"]:
                return
            cursor = page["next"]

    def _take(self, agency: Agency, key: str) -> None:
        status, headers, text = self._call(agency, "GET", f"/outbox/{key}")
        if status != 200:
            return
        body = json.loads(text)
        for described in body.get("files", []):
            self._fetch_file(agency, key, described["sha256"])
        said = self._verdict(agency, key, headers["X-LT-Target"], body)
        if self._office.faults.take(agency.code, "silent_after_fetching") is None:
            if self._office.faults.take(agency.code, "confirms_another") is not None:
                said["content_hash"] = _OTHER
            told = json.dumps(said, ensure_ascii=False).encode()
            self._call(agency, "POST", f"/outbox/{key}/confirmation", told)

    def _fetch_file(self, agency: Agency, key: str, sha256: str) -> None:
        if self._office.files.size(agency.code, sha256) is None:
            status, headers, data = self._call(agency, "GET", f"/outbox/{key}/files/{sha256}")
            if status == 200:
                media_type = headers.get("Content-Type", "")
                self._office.files.put(agency.code, sha256, io.BytesIO(data), media_type)

    def _verdict(
        self, agency: Agency, key: str, target: str, body: dict[str, Any]
    ) -> dict[str, Any]:
        """Take it as if it had been brought, and say what would have been answered."""
        if target == "/dossiers":
            reasons = reasons_against(body, agency.code, self._office.files)
        else:
            reasons = reasons_against_letter(body, agency.code, self._office.files)
        if self._office.faults.take(agency.code, "refuse") is not None:
            reasons = [{"field": "answers", "message": "Không nhận (sự cố giả lập)"}]
        if reasons:
            return {"outcome": "refused", "reasons": reasons}
        # What is confirmed is the hash of what came, worked out here.
        return {"content_hash": content_hash(body)} | self._keep(agency, key, target, body)

    def _keep(self, agency: Agency, key: str, target: str, body: dict[str, Any]) -> dict[str, Any]:
        if target == "/dossiers":
            delivery = Delivery(agency.code, body["code"], key, body["content_hash"], body)
            deeds = self._office.deeds_at_once(delivery)
            outcome, row = self._office.book.take(delivery, deeds)
            return {"outcome": outcome, "reference": row["reference"]}
        _, code, room = target.removeprefix("/").split("/")
        letter = Letter(agency.code, code, _ROOMS[room], key, body)
        return {"outcome": self._office.letters.take(letter)}

    def _call(
        self, agency: Agency, method: str, path: str, body: bytes = b""
    ) -> tuple[int, Any, bytes]:
        content = (body, "application/json", hashed(body))
        return self._portal.call(agency, method, path, content)
