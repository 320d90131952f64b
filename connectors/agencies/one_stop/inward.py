"""What a one-stop system says to us: who is it, and what does it say."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from connectors.agencies.one_stop import clients, reading, replying
from connectors.agencies.one_stop.config import OneStopConfig
from connectors.arriving import ArrivingFile
from connectors.base import Surroundings
from connectors.codecs.signed import EMPTY_HASH, Signable, verify
from connectors.errors import ConnectorError, NotAuthentic, Unreadable
from connectors.grants import Grant, Scope
from connectors.messages import Heard, News, Reply

_DECLARATION_PATH = re.compile(r"/dossiers/([^/?]{1,60})/declaration\Z", re.ASCII)
_FILE_PATH = re.compile(r"/files/([0-9a-f]{64})\Z", re.ASCII)


class Inward:
    """The inward half of ``connectors.base.AgencyConnector``, the same on every road."""

    def __init__(self, config: OneStopConfig, around: Surroundings) -> None:
        self._config = config
        self._around = around

    def read(
        self, headers: Mapping[str, str], method: str, path: str, body: bytes
    ) -> Sequence[News]:
        """Read the piece of news the agency brings, after checking that it is that agency."""
        self._verify(headers, Signable(method, path, hashlib.sha256(body).hexdigest()), Scope.NEWS)
        return (reading.one_news(body),)

    def reread(self, raw: bytes) -> News:
        """Read once more what was kept of a piece of news, whose sender was known then."""
        return reading.one_news(raw)

    def read_file(
        self, headers: Mapping[str, str], method: str, path: str, chunks: Iterator[bytes]
    ) -> ArrivingFile:
        """Read a file the agency brings; the signature covers the hash its address names."""
        named = _FILE_PATH.search(path)
        if not named:
            raise Unreadable({"sha256": [reading.NO_FILE_HASH]})
        self._verify(headers, Signable(method, path, named[1]), Scope.NEWS)
        given = {name.lower(): value for name, value in headers.items()}
        media_type = given.get("content-type") or "application/octet-stream"
        limit = self._config.file_limit
        return ArrivingFile(named[1], media_type, reading.checked(chunks, named[1], limit))

    def read_wish(self, headers: Mapping[str, str], method: str, path: str) -> str:
        """Read whose declaration the agency asks for; the code in the address is signed."""
        self._verify(headers, Signable(method, path, EMPTY_HASH), Scope.OUTBOX)
        named = _DECLARATION_PATH.search(path)
        if not named:
            raise Unreadable({"code": ["không phải mã hồ sơ (no dossier code)"]})
        return named[1]

    def read_client(
        self, headers: Mapping[str, str], body: bytes, audiences: Collection[str]
    ) -> Grant:
        """Read which programme of the agency asks for a token, and what it may do."""
        asked = clients.Asked.read(headers, body)
        return clients.grant(asked, self._config.clients, audiences, self._around)

    def reply(self, heard: Heard | ConnectorError) -> Reply:
        """Put what became of it into the agency's words."""
        return replying.reply(heard)

    def _verify(self, headers: Mapping[str, str], what: Signable, scope: Scope) -> None:
        """Check who calls: by a token that allows it, else by the signature."""
        given = {name.lower(): value for name, value in headers.items()}
        scheme, _, token = given.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            grant = self._around.tokens.granted(token.strip()) if self._around.tokens else None
            # A client that was taken away since is nobody any more.
            if grant is None or grant.client_id not in self._config.clients:
                raise NotAuthentic("token")
            if scope not in grant.scopes:
                raise NotAuthentic("scope")
            return
        verify(headers, what, self._config.trusted_keys, self._around)
