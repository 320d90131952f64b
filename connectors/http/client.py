"""One destination, one client: make a call, get an answer read whole or a typed error."""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from json import dumps
from urllib.parse import quote, quote_plus

import urllib3
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from connectors.base import Surroundings
from connectors.errors import RAW_LIMIT, Misconfigured, Raw, Unavailable
from connectors.http.addresses import read_base
from connectors.http.destination import Destination
from connectors.http.pinned import PROGRESS, Progress, Way, open_pool
from connectors.http.wire import Call, Response, check

_BLOCK = 64 * 1024
_AGENT = "LienThong-connector/1"


def _trust(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except OSError as error:
        raise Misconfigured(f"the file of trusted authorities cannot be read: {error}") from error


class Client:
    """Calls one destination. Safe to share between threads; connects at the first call."""

    def __init__(self, destination: Destination, around: Surroundings) -> None:
        self.base = read_base(destination.base_url, destination.allow_private)
        self._destination = destination
        self._clock = around.clock
        trust = _trust(destination.ca_file) if self.base.scheme == "https" else None
        self._pool = open_pool(
            self.base,
            Way(around.resolve, destination.allow_private, trust, destination.pool_size),
        )

    def close(self) -> None:
        """Close what is kept alive; the client is of no use afterwards."""
        self._pool.close()

    def target(self, call: Call) -> str:
        """Say what the request line will carry, which is also what a signature covers."""
        return self.base.path + call.target

    def send(self, call: Call) -> Response:
        """Make one call and read the answer whole; any status but 2xx and expected ones raises."""
        limit = self._destination.answer_limit
        with self._calling(call) as progress:
            response, whole = self._whole(call, self._open(call, progress), limit)
        check(response, self._clock())
        if not whole:
            raise response.unclear(f"it is longer than {limit} bytes")
        return response

    def download(self, call: Call, limit: int) -> Iterator[bytes]:
        """Give an answer's bytes piece by piece; the call is made when the first is asked for.

        :raises Unavailable: also at the end, if there are more than ``limit`` bytes.
        """
        taken = 0
        with self._calling(call) as progress:
            answer = self._open(call, progress)
            try:
                if not 200 <= answer.status < 300:
                    check(self._whole(call, answer, RAW_LIMIT)[0], self._clock())
                for chunk in answer.stream(_BLOCK):
                    taken += len(chunk)
                    if taken > limit:
                        raise Unavailable(f"the file is longer than {limit} bytes", self._raw(call))
                    yield chunk
            finally:
                answer.close()

    def _open(self, call: Call, progress: Progress) -> BaseHTTPResponse:
        headers = {"User-Agent": _AGENT, "Accept": "application/json", **call.headers}
        if call.length is not None:
            headers["Content-Length"] = str(call.length)
        marked = PROGRESS.set(progress)
        try:
            return self._pool.urlopen(
                call.method,
                self.target(call),
                body=call.body,
                headers=headers,
                retries=False,
                redirect=False,
                timeout=urllib3.Timeout(
                    connect=self._destination.connect_seconds, read=progress.wait_seconds
                ),
                preload_content=False,
                decode_content=False,
            )
        finally:
            PROGRESS.reset(marked)

    @contextmanager
    def _calling(self, call: Call) -> Iterator[Progress]:
        """Turn whatever goes wrong on the wire into an error that says what to do about it."""
        total = call.seconds or self._destination.total_seconds
        progress = Progress(time.monotonic() + total, self._destination.read_seconds)
        try:
            yield progress
        except (HTTPError, HTTPException, OSError) as error:
            why = f"{type(error).__name__}: {error}"[:300]
            if progress.sent:
                said = f"no answer to a request that was sent ({why})"
                raise call.lost(said, self._raw(call)) from error
            raise Unavailable(f"the partner cannot be reached ({why})", self._raw(call)) from error

    def _whole(self, call: Call, answer: BaseHTTPResponse, limit: int) -> tuple[Response, bool]:
        """Read an answer up to the limit, and say whether that was all of it."""
        body = bytearray()
        for chunk in answer.stream(_BLOCK):
            body += chunk
            if len(body) > limit:
                answer.close()
                break
        answer.release_conn()
        headers = {name.lower(): value for name, value in answer.headers.items()}
        raw = self._raw(call, answer.status, bytes(body))
        response = Response(call, answer.status, headers, bytes(body[:limit]), raw)
        return response, len(body) <= limit

    def _raw(self, call: Call, status: int | None = None, body: bytes = b"") -> Raw:
        request = f"{call.method} {self.base}{call.target}"
        return Raw(
            self._blotted(request.encode()).decode(), status, self._blotted(body)[:RAW_LIMIT]
        )

    def _blotted(self, text: bytes) -> bytes:
        """Blot the secrets out, also as an address or JSON writes them."""
        for secret in filter(None, self._destination.secrets):
            spelled = (quote(secret, safe=""), quote_plus(secret), dumps(secret)[1:-1])
            for written in (secret, *spelled):
                text = text.replace(written.encode(), b"***")
        return text
