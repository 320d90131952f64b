"""The other ends, where they can be asked: what the agency holds, what the telephones got.

Both speak the addresses of the sandboxes; a deployment that has none leaves them out.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import requests

from portal import clock
from portal.rehearsal.browser import TIMEOUT
from portal.rehearsal.outcome import Unexpected

_AHEAD = timedelta(days=3)


@dataclass(frozen=True)
class Agencies:
    """The control address of the sandbox agencies."""

    url: str

    def decides_alone(self, agency: str) -> bool:
        """Say whether an agency accepts and decides by itself."""
        return bool(_asked("GET", f"{self._of(agency)}/autopilot").get("on"))

    def act(self, agency: str, code: str, kind: str, **more: Any) -> None:
        """Do an officer's deed, such as ``accepted``."""
        _asked("POST", f"{self._of(agency)}/dossiers/{quote(code)}/news", {"kind": kind, **more})

    def due(self, agency: str, code: str) -> date:
        """Say on which day the agency owes the result.

        :raises Unexpected: if it has promised none.
        """
        told = _asked("GET", f"{self._of(agency)}/dossiers/{quote(code)}").get("due_at")
        if not told:
            raise Unexpected("a due date at the agency", "none")
        return clock.day(datetime.fromisoformat(told))

    def results(self, agency: str, code: str) -> tuple[bytes, ...]:
        """Give the result files the agency holds of a dossier."""
        told = _asked("GET", f"{self._of(agency)}/dossiers/{quote(code)}")
        hashes = [
            f["sha256"] for one in told["news"] if one["kind"] == "decided" for f in one["files"]
        ]
        return tuple(self._file(agency, sha256) for sha256 in hashes)

    def _file(self, agency: str, sha256: str) -> bytes:
        answer = requests.get(f"{self.url}/mot-cua/{agency}/tep/{sha256}", timeout=TIMEOUT)
        if answer.status_code != 200:
            raise Unexpected("the agency's own copy of the result", f"status {answer.status_code}")
        return answer.content

    def _of(self, agency: str) -> str:
        return f"{self.url}/control/agencies/{quote(agency)}"


@dataclass(frozen=True)
class Inbox:
    """The telephones of the sandbox SMS centre."""

    url: str

    def texts(self, code: str) -> tuple[str, ...]:
        """Give the messages that name a dossier, newest first."""
        messages = _asked("GET", f"{self.url}/inbox")
        return tuple(one["text"] for one in messages if code in one["text"])


def due_moment() -> str:
    """Choose when a result is due, as an officer would: some days ahead."""
    return clock.local(clock.now() + _AHEAD).isoformat(timespec="seconds")


def _asked(method: str, url: str, body: object = None) -> Any:
    answer = requests.request(method, url, json=body, timeout=TIMEOUT)
    if not answer.ok:
        raise Unexpected(f"an answer from {url}", f"status {answer.status_code}")
    try:
        return answer.json()
    except ValueError as error:
        raise Unexpected(f"JSON from {url}", answer.headers.get("Content-Type", "")) from error
