"""A portal whose agency's dossiers are told to the national portal of the sandbox."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portal.exchanges.callers import Call
from portal.exchanges.national import arriving, asking
from portal.models import Agency
from portal.runtime import Runtime
from tests.connectors.national.conftest import There
from tests.furnished import house
from tests.furnished.partners import with_national
from tests.sandbox.conftest import running
from tests.sandbox.national.hand import INWARD, NATIONAL


class Door(BaseHTTPRequestHandler):
    """Where the portal of a test takes what is handed over, as its pages' process would."""

    def do_POST(self):
        """Take one dossier, or say what is to be paid for one."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        call = Call("POST", self.path, dict(self.headers))
        asked = self.path.endswith("/dptracuuthanhtoanhs")
        reply = (asking.tell if asked else arriving.receive)(self.server.rt, call, body)
        self.send_response(reply.status)
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_):
        """Keep quiet."""


@pytest.fixture(scope="package")
def door():
    """Listen where the national portal hands dossiers over."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="package")
def process(tmp_path_factory, door):
    """Run the national portal."""
    told = {
        "SANDBOX_NATIONAL_HAND_OVER_URL": f"http://127.0.0.1:{door.server_port}/nhanhsdvcqg",
        "SANDBOX_NATIONAL_TOKEN": INWARD,
        "SANDBOX_NATIONAL_UNITS": "H41.90.01",
    }
    with running("national", tmp_path_factory.mktemp("national"), **NATIONAL, **told) as started:
        yield started


@pytest.fixture
def there(process):
    """Give a national portal that holds nothing and is well."""
    found = There(process.url)
    found.anew()
    yield found
    found.anew()


@pytest.fixture
def rt(rt: Runtime, there: There, door: ThreadingHTTPServer) -> Iterator[Runtime]:
    """Give the runtime of a portal that knows where the national portal is."""
    told = door.rt = with_national(rt, there.url)
    yield told
    told.partners.close()


@pytest.fixture
def agency(rt: Runtime) -> Agency:
    """Give a commune whose system is away and whose dossiers are told."""
    return house.add_agency(rt, synchronised=True)
