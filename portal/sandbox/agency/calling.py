"""Calls the portal as an agency does: each request signed, or with a token it was given."""

import json
import threading
import time
from typing import Any
from urllib.parse import urlsplit

import urllib3

from portal.sandbox.agency.office import Office
from portal.sandbox.agency.parties import Agency
from portal.sandbox.agency.signing import Asked, hashed, sign

# A token is asked for anew so many seconds before it is over.
_EARLY = 30


class Portal:
    """The way to the portal, for all agencies of the process."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._pool = urllib3.PoolManager(
            retries=False, maxsize=8, timeout=urllib3.Timeout(connect=2.0, read=10.0)
        )
        self._tokens: dict[str, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def call(
        self, agency: Agency, method: str, path: str, content: tuple[bytes, str, str]
    ) -> tuple[int, Any, bytes]:
        """Make one call; ``content`` is the body, its media type, and the hash it is signed by."""
        body, media_type, body_hash = content
        url = agency.portal_url + path
        headers = self._proof(agency, method, url, body_hash) | {"Content-Type": media_type}
        answer = self._pool.request(method, url, body=body, headers=headers, redirect=False)
        return answer.status, answer.headers, answer.data

    def _proof(self, agency: Agency, method: str, url: str, body_hash: str) -> dict[str, str]:
        if agency.client_id:
            return {"Authorization": f"Bearer {self._token(agency)}"}
        if self._office.faults.take(agency.code, "wrong_signature") is not None:
            body_hash = hashed(b"something else")
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        asked = Asked(method, target, body_hash)
        return sign(agency, asked, self._office.skew(agency.code))

    def _token(self, agency: Agency) -> str:
        """Give a token that lives long enough; none is an empty one, which the portal refuses."""
        with self._lock:
            token, until = self._tokens.get(agency.code, ("", 0.0))
            if until < time.monotonic():
                token, seconds = self._ask(agency)
                self._tokens[agency.code] = (token, time.monotonic() + seconds - _EARLY)
            return token

    def _ask(self, agency: Agency) -> tuple[str, float]:
        secret = urllib3.make_headers(basic_auth=f"{agency.client_id}:{agency.client_secret}")
        answer = self._pool.request(
            "POST",
            agency.portal_url + "/token",
            fields={"grant_type": "client_credentials"},
            encode_multipart=False,
            headers=secret,
            redirect=False,
        )
        if answer.status != 200:
            return "", 0.0
        said = json.loads(answer.data)
        return str(said["access_token"]), float(said["expires_in"])
