"""Every page of the gallery, in a real browser: readable by all, narrow, light, and translated."""

import gzip
import re
from collections.abc import Iterator
from threading import Thread
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.web.gallery.app import create_gallery
from tests.web.gallery.pages import PAGES

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (360, "light"),
    (360, "dark"),
    (1280, "dark"),
    (1280, "light"),
)
PAGE_LIMIT = 60 * 1024
STATUS_LIMIT = 14 * 1024
THUMB = 44


class Quiet(WSGIRequestHandler):
    """Serve without a line of log per request."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Keep silent."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The gallery, served on a port of its own."""
    server = make_server("127.0.0.1", 0, create_gallery(), threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the system."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab, in which all pages are looked at one after the other."""
    with browser.new_context(reduced_motion="reduce") as context:
        yield context.new_page()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_phone_or_desktop_in_light_or_dark(
    tab: Page, address: str, name: str
) -> None:
    tab.goto(f"{address}/gallery/{name}")
    found = {}
    for width, scheme in LOOKS:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=scheme)
        results = Axe().run(tab, options={"runOnly": {"type": "tag", "values": TAGS}})
        if results.violations_count:
            found[width, scheme] = results.generate_report()
    assert found == {}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_at_320_px(tab: Page, address: str, name: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto(f"{address}/gallery/{name}")
    assert tab.evaluate("document.documentElement.scrollWidth") == 320


TOO_SMALL = """(thumb) => [...document.querySelectorAll("a, button, select, summary, textarea, input:not([type=hidden])")]
  .filter((each) => each.offsetParent && !each.matches(".skip, [tabindex='-1']"))
  .filter((each) => !(each.matches("a") && each.closest("p, li, dd")?.textContent.trim() !== each.textContent.trim()))
  .filter((each) => each.getBoundingClientRect().height < thumb - 0.5)
  .map((each) => each.outerHTML.slice(0, 160))"""


@pytest.mark.parametrize("name", PAGES)
def test_whatever_stands_alone_is_high_enough_for_a_thumb(
    tab: Page, address: str, name: str
) -> None:
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(f"{address}/gallery/{name}")
    assert tab.evaluate(TOO_SMALL, THUMB) == []


def weigh(address_of: str) -> int:
    """Sum what a first visit brings, compressed: the page and every asset it names."""
    client = create_gallery().test_client()
    page = client.get(address_of).data
    named = set(re.findall(rb'(?:href|src)="(/assets/[^"]+)"', page))
    total = len(gzip.compress(page, 6))
    for each in named:
        with client.get(each.decode()) as asset:
            total += len(gzip.compress(asset.data, 6))
    return total


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_brings_at_most_60_kb(name: str) -> None:
    assert weigh(f"/gallery/{name}") <= PAGE_LIMIT


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("status")])
def test_the_status_page_of_the_sms_link_comes_in_one_round_trip(name: str) -> None:
    assert weigh(f"/gallery/{name}") <= STATUS_LIMIT


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_complains_of_nothing(tab: Page, address: str, name: str) -> None:
    complaints: list[str] = []
    tab.once("pageerror", lambda error: complaints.append(str(error)))
    with_console = lambda message: complaints.append(message.text)  # noqa: E731
    tab.on("console", with_console)
    tab.goto(f"{address}/gallery/{name}")
    tab.remove_listener("console", with_console)
    assert complaints == []
