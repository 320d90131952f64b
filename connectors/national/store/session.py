"""Calls to the store: signed in with a session of its own, kept and renewed, within a time."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from connectors.base import Surroundings
from connectors.codecs import json_text, long_answer
from connectors.errors import ConnectorError, Misconfigured, Raw, Rejected, Unavailable, Unknown
from connectors.http import Call, Client
from connectors.messages import Json
from connectors.national.store import reading
from connectors.national.store.config import StoreConfig
from connectors.national.store.reading import Said
from connectors.national_ways import Kept, Key

T = TypeVar("T")
_EXPECTED = (400, 401, 404)
_AROUND_FILE = 256 * 1024


class Patience:
    """How long somebody who waits will go on waiting, over all calls one deed takes."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Say how many seconds are left.

        :raises Unavailable: if none are.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise Unavailable("the national store took longer than we wait")
        return left


class _Over(Exception):
    """A session is taken no longer."""


class Session:
    """Keeps a session for its time, and fetches a new one when it is no longer taken."""

    def __init__(self, config: StoreConfig, around: Surroundings) -> None:
        self._config = config
        self._clock = around.clock
        self._client = Client(config.destination, around)
        self._kept = Kept(around.clock)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def sign_in(self) -> None:
        """Fetch a fresh session, which proves address, way and credentials and does no more."""
        patience = Patience(self._config.seconds)
        self._kept.renew(lambda: self._fetched(patience))

    def ask(self, asked: Mapping[str, Json], patience: Patience) -> Said:
        """Look papers up: nothing changes there, so it may be done again.

        :raises Unavailable: also if nobody knows what became of it, or it takes too long.
        """
        return self._signed_in(lambda key: self._asked(asked, key, patience), patience)

    def file(self, asked: Mapping[str, Json], patience: Patience, folder: Path) -> Path:
        """Fetch a file: its base64 is decoded on the disk, into ``folder``.

        :raises Unavailable: also if it is longer than the limit, or no base64.
        :raises Rejected: if the store has no such file (any more).
        """
        return self._signed_in(lambda key: self._file(asked, key, patience, folder), patience)

    def _signed_in(self, deed: Callable[[str], T], patience: Patience) -> T:
        for _ in range(2):
            key = self._kept.current(lambda: self._fetched(patience), patience.left())
            try:
                with _asking():
                    return deed(key.text)
            except _Over:
                self._kept.drop(key)
        raise Misconfigured("the national store takes no session of ours")

    def _asked(self, asked: Mapping[str, Json], key: str, patience: Patience) -> Said:
        said = self._sent("look_up_path", asked, key, patience)
        if said.means("session_over") and not said.means("yes"):
            raise _Over
        return said

    def _file(self, asked: Mapping[str, Json], key: str, patience: Patience, folder: Path) -> Path:
        limit = self._config.file_limit * 4 // 3 + _AROUND_FILE
        call = self._call("file_path", asked, key, patience)
        raw = Raw(f"POST {call.target}")
        try:
            chunks = self._client.download(call, limit)
            found = long_answer.read(chunks, self._config.file_field, folder)
        except ValueError as error:
            raise Unavailable(f"the file cannot be read: {error}"[:300], raw) from error
        except Misconfigured as error:
            if error.raw.status == 401:
                raise _Over from error
            raise
        said = reading.said(found.said, raw, self._config.tables)
        if said.means("session_over") and not said.means("yes"):
            raise _Over
        said.want_yes()
        if found.file is None:
            raise Rejected("the national store gives no file", raw)
        return found.file

    def _sent(self, path: str, body: Mapping[str, Json], key: str, patience: Patience) -> Said:
        answer = self._client.send(self._call(path, body, key, patience))
        if answer.status == 401:
            raise _Over
        try:
            whole = json_text.read_object(answer.body)
        except ValueError as error:
            if answer.status == 404:
                raise Misconfigured("there is no such address", answer.raw) from error
            raise answer.unclear(f"{error}"[:300]) from error
        return reading.said(whole, answer.raw, self._config.tables)

    def _call(self, path: str, body: Mapping[str, Json], key: str, patience: Patience) -> Call:
        config, headers = self._config, {"Content-Type": "application/json", "Charset": "utf-8"}
        if key and config.session_in == "bearer":
            headers["Authorization"] = f"Bearer {key}"
        elif key:
            body = {"session": key, **body}
        return Call(
            "POST",
            config.target(path),
            headers,
            json_text.plain(body),
            expected=_EXPECTED,
            seconds=patience.left(),
        )

    def _fetched(self, patience: Patience) -> Key:
        config, now = self._config, self._clock()
        asked: dict[str, Json] = {"username": config.username, "password": config.password}
        try:
            with _asking():
                said = self._sent("auth_path", asked, "", patience)
        except _Over as error:
            raise Misconfigured("the national store does not let us in") from error
        except ConnectorError as error:
            # What it answered may hold a session: nothing of it is kept.
            error.raw = replace(error.raw, body=b"")
            raise
        told = [said.whole.get(name) for name in config.tables.names["session"]]
        text = next((one for one in told if isinstance(one, str) and one), "")
        if not said.means("yes") or not text:
            why = f"the national store gives no session (code {said.code[:20]})"
            raise Misconfigured(why, replace(said.raw, body=b""))
        return Key(text, now + timedelta(seconds=config.session_seconds))


@contextmanager
def _asking() -> Iterator[None]:
    """Nothing that is asked here changes anything: what nobody knows may be asked again."""
    try:
        yield
    except Unknown as error:
        raise Unavailable(error.message, error.raw) from error
