"""Calls to the national portal: signed in with a session, which is kept and renewed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.errors import ConnectorError, Misconfigured, Raw, Unavailable, Unknown
from connectors.http import Call, Client
from connectors.messages import Json
from connectors.national.portal.config import PortalConfig
from connectors.national.portal.envelope import Envelope, opened
from connectors.national_ways import Kept, Key


class Session:
    """Keeps a session for its ten minutes, and fetches a new one when it is no longer taken."""

    def __init__(self, config: PortalConfig, around: Surroundings) -> None:
        self._config = config
        self._clock = around.clock
        self._client = Client(config.destination, around)
        self._kept = Kept(around.clock)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def sign_in(self) -> None:
        """Fetch a fresh session, which proves address, way and credentials and does no more."""
        self._kept.renew(self._fetched)

    def ask(self, path: str, said: Mapping[str, Json]) -> Envelope:
        """Make a call that changes nothing there, so that it may be made again.

        :raises Unavailable: also if it was sent and nobody knows what became of it.
        """
        try:
            return self._told(path, said)
        except Unknown as error:
            raise Unavailable(error.message, error.raw) from error

    def tell(self, path: str, said: Mapping[str, Json]) -> Envelope:
        """Make a call that changes something there.

        :raises Unknown: also for a gateway that gave up (5xx): it may have handed the call on.
        """
        try:
            return self._told(path, said)
        except Unavailable as error:
            if (error.raw.status or 0) < 500:
                raise
            raise Unknown(error.message, error.raw) from error

    def _told(self, path: str, said: Mapping[str, Json]) -> Envelope:
        for _ in range(2):
            key = self._kept.current(self._fetched)
            told = self._sent(path, {"session": key.text, "madonvi": self._config.unit, **said})
            if told.means("yes") or not told.means("session_over"):
                return told
            self._kept.drop(key)
        raise Misconfigured("the national portal takes no session of ours", told.response.raw)

    def _sent(self, path: str, body: Mapping[str, Json]) -> Envelope:
        call = Call(
            "POST",
            self._config.target(path),
            self._config.headers,
            json_text.plain(body),
            expected=(400, 401, 404),
        )
        try:
            return opened(self._client.send(call), self._config.tables)
        except ConnectorError as error:
            error.raw = _blotted(error.raw, str(body.get("session", "")))
            raise

    def _fetched(self) -> Key:
        config, now = self._config, self._clock()
        asked = {"username": config.username, "password": config.password}
        try:
            told = self._sent("auth_path", asked)
        except ConnectorError as error:
            # What it answered may hold a session: nothing of it is kept.
            error.raw = replace(error.raw, body=b"")
            if isinstance(error, Unknown):
                raise Unavailable(error.message, error.raw) from error
            raise
        text = told.whole.get("session")
        if not told.means("yes") or not isinstance(text, str) or not text:
            why = f"the national portal gives no session (code {told.code[:20]})"
            raise Misconfigured(why, replace(told.response.raw, body=b""))
        return Key(text, now + timedelta(seconds=config.session_seconds))


def _blotted(raw: Raw, session: str) -> Raw:
    return replace(raw, body=raw.body.replace(session.encode(), b"***")) if session else raw
