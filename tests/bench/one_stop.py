"""A one-stop system that takes everything at once: what deliveries are timed against.

It tells under ``/arrivals`` when each dossier came first, by the machine's monotonic clock.

``python -m tests.bench.one_stop PORT`` serves until killed, on kept connections.
"""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_TAKEN = json.dumps({"outcome": "accepted", "reference": "1"}).encode()
_ARRIVALS: dict[str, float] = {}
_LOCK = threading.Lock()


class Taking(BaseHTTPRequestHandler):
    """Says yes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        """Tell what came when."""
        with _LOCK:
            self._say(200, json.dumps(_ARRIVALS).encode())

    def do_POST(self) -> None:
        """Take a dossier."""
        came, body = time.monotonic(), self._body()
        if "/agencies/" in self.path and self.path.endswith("/dossiers"):
            with _LOCK:
                _ARRIVALS.setdefault(json.loads(body)["code"], came)
        self._say(200, _TAKEN)

    def do_PUT(self) -> None:
        """Take a file."""
        self._body()
        self._say(201, _TAKEN)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _say(self, status: int, said: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Taking).serve_forever()
