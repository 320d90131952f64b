"""Calls to a ministry's adapter: signed in with a token, which is kept and renewed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from connectors.agencies.ministry.config import MinistryConfig
from connectors.agencies.ministry.envelope import Envelope, opened
from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.errors import ConnectorError, Misconfigured, Raw, Unavailable, Unknown
from connectors.http import Call, Client, Response

JSON = {"Content-Type": "application/json"}
Told = tuple[Response, Envelope]
# A token is renewed this much before its end, or after half its time if it lives no longer.
_EARLY = timedelta(seconds=60)
_FOREVER = timedelta(days=3650)
_NOT_SIGNED_IN = "401"


@contextmanager
def _harmless() -> Iterator[None]:
    """What is lost of a call that may be made again is simply not done yet."""
    try:
        yield
    except Unknown as error:
        raise Unavailable(error.message, error.raw) from error


@contextmanager
def _harmful() -> Iterator[None]:
    """A gateway that gives up (502) may have handed the call on: without a key, nobody knows."""
    try:
        yield
    except Unavailable as error:
        if (error.raw.status or 0) < 500:
            raise
        raise Unknown(error.message, error.raw) from error


@dataclass(frozen=True, slots=True)
class _Token:
    text: str = field(repr=False)
    until: datetime


class Session:
    """Keeps a token and renews it: at its end, and once when the adapter no longer takes it.

    Calls come as functions that make them, since what streams can be sent only once.
    """

    def __init__(self, config: MinistryConfig, around: Surroundings) -> None:
        self._config = config
        self._clock = around.clock
        self._client = Client(config.destination, around)
        self._token: _Token | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def repeatable(self, make: Callable[[], Call]) -> Told:
        """Make a call that does no harm when it is made again, whatever became of it.

        :raises Unavailable: also if it was sent and nobody knows what became of it.
        """
        return self._told(make, _harmless)

    def once(self, make: Callable[[], Call]) -> Told:
        """Make a call that carries no key, so that a second one may have a second effect.

        :raises Unknown: also for every 5xx.
        """
        return self._told(make, _harmful)

    def sign_in(self) -> None:
        """Fetch a fresh token, which proves address, TLS and credentials and does nothing else."""
        with self._lock:
            self._token = self._fetched()

    def _told(
        self, make: Callable[[], Call], guard: Callable[[], AbstractContextManager[None]]
    ) -> Told:
        for _ in range(2):
            token = self._current()
            with guard():
                response = self._sent(make(), token)
                if response.status != int(_NOT_SIGNED_IN):
                    said = opened(response)
                    if said.code != _NOT_SIGNED_IN:
                        return response, said
            self._drop(token)
        raise Misconfigured("the adapter takes no token of ours, a fresh one either", response.raw)

    def _sent(self, call: Call, token: _Token) -> Response:
        headers = {**call.headers, "Authorization": f"Bearer {token.text}"}
        expected = (*call.expected, int(_NOT_SIGNED_IN))
        try:
            response = self._client.send(replace(call, headers=headers, expected=expected))
        except ConnectorError as error:
            error.raw = _blotted(error.raw, token.text)
            raise
        return replace(response, raw=_blotted(response.raw, token.text))

    def _current(self) -> _Token:
        with self._lock:
            if self._token is None or self._clock() >= self._token.until:
                self._token = self._fetched()
            return self._token

    def _drop(self, token: _Token) -> None:
        with self._lock:
            if self._token is token:
                self._token = None

    def _fetched(self) -> _Token:
        config, now = self._config, self._clock()
        asked = {"client_id": config.client_id, "client_secret": config.client_secret}
        call = Call(
            "POST", config.paths["token"], JSON, json_text.plain(asked), expected=(400, 404)
        )
        try:
            with _harmless():
                response = self._client.send(call)
                return _read_token(response, now)
        except ConnectorError as error:
            # What it answered may hold a token: nothing of it is kept.
            error.raw = replace(error.raw, body=b"")
            raise


def _read_token(response: Response, now: datetime) -> _Token:
    said = opened(response)
    text = said.inside.get("access_token")
    if response.status >= 400 or not isinstance(text, str) or not _fits_a_header(text):
        why = f"the adapter gives no token ({response.status}, code {said.code[:20]})"
        raise Misconfigured(why, response.raw)
    return _Token(text, now + _lifetime(said.inside.get("expires_in")))


def _lifetime(seconds: object) -> timedelta:
    """How long a token is used; one that tells no end is used until it is no longer taken."""
    try:
        whole = timedelta(seconds=float(str(seconds)))
    except (ValueError, OverflowError):
        return _FOREVER
    return min(max(whole - _EARLY, whole / 2), _FOREVER)


def _fits_a_header(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable() and " " not in text


def _blotted(raw: Raw, token: str) -> Raw:
    return replace(raw, body=raw.body.replace(token.encode(), b"***"))
