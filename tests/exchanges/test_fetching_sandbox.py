"""A system that opens no port, played by the sandbox: it fetches over HTTP whatever is for it."""

import json
import threading

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from werkzeug.serving import WSGIRequestHandler, make_server

from connectors.codecs.ed25519 import written
from portal.app import create_app
from tests.furnished import house
from tests.furnished.fetching import CODE, fetching_agency
from tests.furnished.house import KEY_ID, SECRET
from tests.furnished.partners import Office, drain
from tests.sandbox.conftest import running
from tests.servers.waiting import until
from tests.services.test_supplements import hear, send, write


def public(seed):
    return written(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


class Quiet(WSGIRequestHandler):
    """Serve without a line of log per request."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Keep silent."""


SEED, OTHER = bytes(range(32)), bytes(32)
PASSWORD = "a secret of the vendor's programme"
# How the system proves who it is: what our settings say of it, and what it is told itself.
WAYS = {
    "secret": ({}, {}),
    "key": ({"public_keys": {KEY_ID: public(SEED)}}, {"seed": SEED.hex()}),
    "token": (
        {"client_secrets": {"vendor": PASSWORD}, "public_keys": {KEY_ID: public(OTHER)}},
        {"client_id": "vendor", "client_secret": PASSWORD},
    ),
}


@pytest.fixture(params=WAYS)
def way(request):
    return WAYS[request.param]


@pytest.fixture
def agency(rt, way):
    return fetching_agency(rt, **way[0])


@pytest.fixture
def fetching(rt, agency, way, tmp_path):
    """Run the portal's doors, and a system that comes to them."""
    server = make_server("127.0.0.1", 0, create_app(runtime=rt), threaded=True,
                         request_handler=Quiet)  # fmt: skip
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}/api/v1/agencies/{CODE}"
    known = {"code": CODE, "name": "Xã mẫu", "key_id": KEY_ID, "secret": SECRET}
    told = json.dumps([{**known, "portal_url": url, "fetches": True, **way[1]}])
    with running("agency", tmp_path, SANDBOX_AGENCIES=told) as process:
        yield Office(process.url, CODE)
    server.shutdown()
    thread.join()
    server.server_close()


def arrived(rt, dossier):
    drain(rt)
    return house.again(rt, dossier).agency_reference


def test_it_fetches_a_dossier_and_what_follows_and_gets_each_once(
    rt, citizen, agency, submitted, fetching
):
    fetching.faults(
        confirms_another={"value": True, "times": 1}, silent_after_fetching={"times": 1}
    )
    until(lambda: arrived(rt, submitted))
    assert fetching.taken(submitted.code) == 1
    held = fetching.holds(submitted.code)
    assert house.again(rt, submitted).agency_reference == held["reference"]
    hear(rt, agency, submitted, "supplement_requested", id="tin-1", reasons=("Ảnh mờ",))
    write(rt, citizen, submitted, "Tôi gửi lại ảnh.", house.PDF)
    send(rt, citizen, submitted)
    drain(rt)
    until(lambda: fetching.holds(submitted.code)["letters"])
    (letter,) = fetching.holds(submitted.code)["letters"]
    assert (letter["kind"], letter["text"]) == ("supplement", "Tôi gửi lại ảnh.")
    assert len(letter["files"]) == 1
