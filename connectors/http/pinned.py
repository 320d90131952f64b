"""Connections that go to a judged address only, and never wait longer than their call may.

They lean on three seams of urllib3 2 and http.client that its own contributions use as well:
``_new_conn``, ``response_class`` and ``ConnectionCls``. Tests with real sockets guard them.
"""

import io
import ssl
import time
from contextvars import ContextVar
from dataclasses import dataclass
from http.client import HTTPResponse
from socket import socket
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util.connection import create_connection

from connectors.base import Resolve
from connectors.http.addresses import Base, judged


@dataclass(slots=True)
class Progress:
    """How far one call has come. ``deadline`` is on the monotonic clock."""

    deadline: float
    wait_seconds: float
    sent: bool = False

    def allowance(self) -> float:
        """Say how many seconds the next wait on the socket may take.

        :raises TimeoutError: if the call has used up its time.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the call took longer than it may in all")
        return min(left, self.wait_seconds)


PROGRESS: ContextVar[Progress] = ContextVar("progress")


@dataclass(frozen=True, slots=True)
class Way:
    """How connections of one destination find their address, and whom they trust for TLS."""

    resolve: Resolve
    allow_private: bool
    trust: ssl.SSLContext | None
    pool_size: int


class _PacedRaw(io.RawIOBase):
    """A socket's bytes, each wait limited by what is left of the call's time."""

    def __init__(self, inner: io.RawIOBase, sock: socket) -> None:
        super().__init__()
        self._inner, self._sock, self._progress = inner, sock, PROGRESS.get()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> Any:
        self._sock.settimeout(self._progress.allowance())
        return self._inner.readinto(buffer)

    def close(self) -> None:
        self._inner.close()
        super().close()


class _PacedResponse(HTTPResponse):
    """An answer read through ``_PacedRaw``, status line and headers included."""

    def __init__(self, sock: socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        plain: Any = self.fp
        self.fp: Any = io.BufferedReader(_PacedRaw(plain.detach(), sock))


class _Pinned(HTTPConnection):
    """Plain http, on a private line. Marks the moment from which the request may have effect."""

    response_class = _PacedResponse

    def __init__(self, *args: Any, way: Way, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._way = way

    def _new_conn(self) -> socket:
        # Host header, SNI and the name wanted on the certificate stay the destination's own:
        # only the place the socket goes to is pinned.
        progress = PROGRESS.get()
        failure = OSError(f"{self.host} has no address")
        addresses = judged(self.host, self.port, self._way.resolve, self._way.allow_private)
        for address in addresses:
            wait = min(float(self.timeout or progress.wait_seconds), progress.allowance())
            try:
                return create_connection(
                    (address, self.port), wait, socket_options=self.socket_options
                )
            except OSError as error:
                failure = error
        raise failure

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        progress = PROGRESS.get()
        self.sock.settimeout(progress.allowance())
        progress.sent = True
        super().send(data)


class _PinnedTls(_Pinned, HTTPSConnection):
    """The same with TLS, always verified."""


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Pinned


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _PinnedTls


def open_pool(base: Base, way: Way) -> urllib3.HTTPConnectionPool:
    """Make the pool of kept-alive connections of one destination; connects to nothing yet."""
    if base.scheme == "http":
        return _Pool(base.host, base.port, maxsize=way.pool_size, way=way)
    return _TlsPool(
        base.host,
        base.port,
        maxsize=way.pool_size,
        cert_reqs="CERT_REQUIRED",
        ssl_context=way.trust,
        way=way,
    )
