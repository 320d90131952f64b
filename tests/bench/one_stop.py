"""A one-stop system that takes everything at once: what deliveries are timed against.

``python -m tests.bench.one_stop PORT`` serves until killed, on kept connections.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_TAKEN = json.dumps({"outcome": "accepted", "reference": "1"}).encode()


class Taking(BaseHTTPRequestHandler):
    """Says yes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_POST(self) -> None:
        """Take a dossier."""
        self._take(200)

    def do_PUT(self) -> None:
        """Take a file."""
        self._take(201)

    def _take(self, status: int) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(_TAKEN)))
        self.end_headers()
        self.wfile.write(_TAKEN)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Taking).serve_forever()
