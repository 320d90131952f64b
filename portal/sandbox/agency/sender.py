"""Brings news to the portal, again and again until it answers 2xx: a thread for each agency."""

import json
import logging
import sqlite3
import threading
from typing import Any

import urllib3

from portal.sandbox.agency.calling import Portal
from portal.sandbox.agency.office import Office
from portal.sandbox.agency.parties import Agency
from portal.sandbox.agency.signing import hashed

PAUSE = 0.1
FIRST_WAIT, LONGEST_WAIT = 0.5, 10.0
_TOLD = 300
_NOTHING = {"answer": "khong-co-muc-nay", "words": "Mục này sai (sự cố giả lập)"}

_RAISED = {"line": 1, "amount": 999_999_999}


class Sender:
    """Sends what waits in the outbox, in order for each dossier, as faulty as the switches say."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._portal = Portal(office)

    def start(self) -> None:
        """Send in the background until the process ends; no agency waits for another."""
        for agency in self._office.agencies.values():
            name = f"sender {agency.code}"
            threading.Thread(target=self._run, args=(agency,), name=name, daemon=True).start()

    def _run(self, agency: Agency) -> None:
        stop = self._office.patience.stop
        while not stop.is_set():
            try:
                sent = self._round(agency)
            except (sqlite3.Error, OSError):
                # A store that is busy or a disk that is full must not end the sender for good.
                logging.getLogger("sandbox.sender").exception("The round of news broke off")
                sent = 0
            if not sent:
                stop.wait(PAUSE)

    def _round(self, agency: Agency) -> int:
        faults = self._office.faults.active(agency.code)
        if "away" in faults:
            return 0
        rows = self._office.outbox.due(agency.code, newest_first="reordered_news" in faults)
        for row in rows:
            if self._office.patience.stop.is_set():
                break
            self._send(agency, row)
        return len(rows)

    def _send(self, agency: Agency, row: sqlite3.Row) -> None:
        try:
            good, answer = self._deliver(agency, json.loads(row["body"]))
            if good and self._office.faults.take(agency.code, "duplicate_news") is not None:
                self._deliver(agency, json.loads(row["body"]))
        except urllib3.exceptions.HTTPError as error:
            good, answer = False, str(error)
        if good:
            self._office.outbox.done(row["news"], answer[:_TOLD])
        else:
            wait = min(FIRST_WAIT * 2 ** min(row["attempts"], 10), LONGEST_WAIT)
            self._office.outbox.again(row["news"], answer[:_TOLD], wait)

    def _deliver(self, agency: Agency, news: dict[str, Any]) -> tuple[bool, str]:
        for described in news["files"]:
            good, answer = self._put_file(agency, described["sha256"])
            if not good:
                return False, f"files: {answer}"
        if news["kind"] == "supplement_requested" and self._on(agency, "wants_unknown"):
            news = news | {"wanted": [*news["wanted"], _NOTHING]}
        if news["kind"] == "claim_answered" and self._on(agency, "answers_unknown_claim"):
            news = news | {"answers": "de-nghi-khong-co"}
        if news["kind"] == "claim_answered" and self._on(agency, "raises_claimed"):
            news = news | {"claim": {"outcome": "lowered", "lines": [_RAISED]}}
        body = json.dumps(news, ensure_ascii=False).encode()
        return self._call(agency, "POST", "/news", (body, "application/json", hashed(body)))

    def _on(self, agency: Agency, fault: str) -> bool:
        return self._office.faults.take(agency.code, fault) is not None

    def _put_file(self, agency: Agency, sha256: str) -> tuple[bool, str]:
        found = self._office.files.read(agency.code, sha256)
        if found is None:
            # Only news made up for a test names a file that is not here: the portal must say so.
            return True, ""
        return self._call(agency, "PUT", f"/files/{sha256}", (*found, sha256))

    def _call(
        self, agency: Agency, method: str, path: str, content: tuple[bytes, str, str]
    ) -> tuple[bool, str]:
        status, _, data = self._portal.call(agency, method, path, content)
        return 200 <= status < 300, f"{status} {data.decode(errors='replace')}"
