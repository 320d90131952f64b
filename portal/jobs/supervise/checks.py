"""How the supervisor sees that a child is ready to be used: by asking, never by waiting."""

import http.client
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_PATIENCE = 1.0  # seconds one question may take; it is asked again anyway


class Check(Protocol):
    """A question with a yes or a no."""

    def __call__(self) -> bool:
        """Say whether the child can be used now."""


@dataclass(frozen=True)
class Listens:
    """Ready when a loopback TCP port takes connections."""

    port: int

    def __call__(self) -> bool:
        """Connect once."""
        try:
            socket.create_connection(("127.0.0.1", self.port), _PATIENCE).close()
        except OSError:
            return False
        return True


@dataclass(frozen=True)
class Answers:
    """Ready when a loopback HTTP server answers 200 on a path."""

    port: int
    path: str = "/alive"

    def __call__(self) -> bool:
        """Ask once."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            asked.request("GET", self.path)
            return asked.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            asked.close()


@dataclass(frozen=True)
class Pongs:
    """Ready when a broker behind a Unix socket answers PING.

    While it reads its append-only file it takes connections and refuses with LOADING.
    """

    path: Path

    def __call__(self) -> bool:
        """Ask once."""
        try:
            with socket.socket(socket.AF_UNIX) as asked:
                asked.settimeout(_PATIENCE)
                asked.connect(str(self.path))
                asked.sendall(b"PING\r\n")
                return asked.recv(64).startswith(b"+PONG")
        except OSError:
            return False


@dataclass(frozen=True)
class Exists:
    """Ready when the child has made a file, which is taken away before each start."""

    path: Path

    def __call__(self) -> bool:
        """Look once."""
        return self.path.exists()
