"""A ministry's adapter that is up, and the portal's end of its line."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests

from tests.sandbox.conftest import running
from tests.sandbox.ministry.hand import MINISTRY


class Heard(BaseHTTPRequestHandler):
    """Keeps the news that comes, and takes all of it."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.heard.append((self.headers["Authorization"], body))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"code": 200, "message": "OK", "data": null}')

    def log_message(self, *args):
        """Stay quiet."""


@contextmanager
def listening():
    """Listen where the portal would."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Heard) as server:
        server.heard = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="package")
def portal_end():
    with listening() as server:
        yield server


@pytest.fixture(scope="package")
def process(tmp_path_factory, portal_end):
    """Run the adapter."""
    told = {"SANDBOX_NEWS_URL": f"http://127.0.0.1:{portal_end.server_port}/news"}
    with running("ministry", tmp_path_factory.mktemp("ministry"), **MINISTRY | told) as started:
        yield started


@pytest.fixture
def url(process, portal_end):
    """Give its address, with all faults off and nothing heard."""
    requests.delete(f"{process.url}/faults", timeout=10)
    portal_end.heard.clear()
    yield process.url
    requests.delete(f"{process.url}/faults", timeout=10)


@pytest.fixture
def faults(url):
    """Switch faults."""

    def switch(**wanted):
        requests.post(f"{url}/faults", json=wanted, timeout=10).raise_for_status()

    return switch
