"""Every page of the gallery, in a real browser: readable by all, narrow, light, and translated."""

import gzip
import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.web.gallery.app import create_gallery
from tests.web.gallery.pages import PAGES

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


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_on_phone_or_desktop_in_light_or_dark(
    tab: Page, gallery: str, name: str
) -> None:
    tab.goto(f"{gallery}/gallery/{name}")
    found = {}
    for width, scheme in LOOKS:
        tab.set_viewport_size({"width": width, "height": 800})
        tab.emulate_media(color_scheme=scheme)
        results = Axe().run(tab, options={"runOnly": {"type": "tag", "values": TAGS}})
        if results.violations_count:
            found[width, scheme] = results.generate_report()
    assert found == {}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_at_320_px(tab: Page, gallery: str, name: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto(f"{gallery}/gallery/{name}")
    assert tab.evaluate("document.documentElement.scrollWidth") == 320


# Links inside a sentence may be as high as its lines (WCAG 2.2, 2.5.8).
TOO_SMALL = """(thumb) => {
  const kinds = "a, button, select, summary, textarea, input:not([type=hidden])";
  const text = (each) => each.textContent.trim();
  const around = (each) => each.matches("a") && each.closest("p, li, dd");
  const inSentence = (each) => around(each) && text(around(each)) !== text(each);
  return [...document.querySelectorAll(kinds)]
    .filter((each) => each.offsetParent && !each.matches(".skip, [tabindex='-1']"))
    .filter((each) => !inSentence(each))
    .filter((each) => each.getBoundingClientRect().height < thumb - 0.5)
    .map((each) => each.outerHTML.slice(0, 160));
}"""


@pytest.mark.parametrize("name", PAGES)
def test_whatever_stands_alone_is_high_enough_for_a_thumb(
    tab: Page, gallery: str, name: str
) -> None:
    tab.set_viewport_size({"width": 360, "height": 800})
    tab.goto(f"{gallery}/gallery/{name}")
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
def test_the_browser_complains_of_nothing(tab: Page, gallery: str, name: str) -> None:
    complaints: list[str] = []

    def complain(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    tab.on("console", complain)
    tab.goto(f"{gallery}/gallery/{name}")
    tab.remove_listener("console", complain)
    assert complaints == []
