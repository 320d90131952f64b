"""The gallery in a real browser, shared by the tests of templates and of scripts."""

from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.web.gallery.app import create_gallery

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Quiet(WSGIRequestHandler):
    """Serve without a line of log per request."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Keep silent."""


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of the gallery, served on a port of its own."""
    server = make_server("127.0.0.1", 0, create_gallery(), threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium of the system."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """One tab, in which all pages are looked at one after the other."""
    with chromium.new_context(reduced_motion="reduce") as context:
        yield context.new_page()
