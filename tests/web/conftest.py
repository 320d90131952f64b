"""The gallery in a real browser, shared by the tests of templates and of scripts."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.web.gallery.app import create_gallery
from tests.web.gallery.pages import PAGES

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
def browser(chromium: str) -> Iterator[Browser]:
    """Run Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab, in which all pages are looked at one after the other."""
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


@dataclass(frozen=True)
class Visit:
    """A page that is open in the browser, and what the browser complained of while opening it."""

    name: str
    tab: Page
    complaints: list[str]


@pytest.fixture(scope="module", params=PAGES)
def visit(request: pytest.FixtureRequest, tab: Page, gallery: str) -> Iterator[Visit]:
    """Each page of the gallery in turn, opened once for all the tests that look at it."""
    complaints: list[str] = []

    def complain(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    tab.on("console", complain)
    tab.goto(f"{gallery}/gallery/{request.param}")
    yield Visit(request.param, tab, complaints)
    tab.remove_listener("console", complain)
