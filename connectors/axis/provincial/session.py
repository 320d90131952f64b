"""Calls to a provincial axis: signed in by a token that is kept for a while and renewed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from connectors.axis.provincial import reading
from connectors.axis.provincial.config import ProvincialAxisConfig
from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.errors import ConnectorError, Misconfigured, Raw, Unavailable, Unknown
from connectors.http import Call, Client, Response

JSON = {"Content-Type": "application/json"}
ANSWERS = (400, 404, 409, 422)


@contextmanager
def harmless() -> Iterator[None]:
    """What is lost of a call that may be made again is simply not done yet."""
    try:
        yield
    except Unknown as error:
        raise Unavailable(error.message, error.raw) from error


class Session:
    """Keeps a token; one that is no longer taken is renewed once. Safe between threads."""

    def __init__(self, config: ProvincialAxisConfig, around: Surroundings) -> None:
        self._config, self._clock = config, around.clock
        # A fetched package comes as text inside JSON, and is bigger there than on the disk.
        wide = replace(config.destination, answer_limit=config.largest * 3 // 2)
        self._client = Client(wide, around)
        self._token: tuple[str, datetime] | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def told(self, make: Callable[[], Call]) -> tuple[dict[str, Any], Raw]:
        """Make a call and read its answer; ``make`` makes it anew, since what streams goes once.

        :raises Misconfigured: if the axis takes no token of ours.
        """
        for _ in range(2):
            token = self._current()
            response = self._sent(make(), token)
            if response.status != 401:
                return reading.opened(response), response.raw
            self._drop(token)
        raise Misconfigured("the axis takes no token of ours, a fresh one either", response.raw)

    def _sent(self, call: Call, token: str) -> Response:
        passes = {
            "Authorization": f"Bearer {token}",
            "X-SystemId": self._config.system_id,
            "X-SecretKey": self._config.secret,
        }
        headers, expected = {**call.headers, **passes}, (*ANSWERS, 401)
        try:
            return self._client.send(replace(call, headers=headers, expected=expected))
        except ConnectorError as error:
            error.raw = replace(error.raw, body=error.raw.body.replace(token.encode(), b"***"))
            raise

    def _current(self) -> str:
        with self._lock:
            if self._token is None or self._clock() >= self._token[1]:
                lasts = timedelta(seconds=self._config.token_seconds)
                self._token = (self._fetched(), self._clock() + lasts)
            return self._token[0]

    def _drop(self, token: str) -> None:
        with self._lock:
            if self._token is not None and self._token[0] == token:
                self._token = None

    def _fetched(self) -> str:
        config = self._config
        asked = {
            "username": config.username,
            "password": config.password,
            "applicationCode": config.application,
            "otp": "",
            "twoFactorProvider": "",
            "typeObjs": [],
        }
        body = json_text.plain(asked)
        call = Call("POST", config.paths["login"], JSON, body, expected=ANSWERS)
        try:
            with harmless():
                return reading.token(self._client.send(call))
        except ConnectorError as error:
            # What it answered may hold a token: nothing of it is kept.
            error.raw = replace(error.raw, body=b"")
            raise
