"""Every page of the gallery, in a real browser: readable by all, narrow, light, and translated."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from forms.kinds import KINDS
from portal.web.citizen.present import Field
from tests.servers.axe import ALL, judge, stand_ready
from tests.web.conftest import Visit
from tests.web.gallery.app import create_gallery
from tests.web.gallery.pages import PAGES

# Dark differs from light in colours alone, English from Vietnamese in everything else, and a desk
# from a phone in layout where the same elements show, for nothing is painted by width: what cannot
# differ is not looked for again, which is more than half the time of these tests.
COLOURS = {**ALL, "runOnly": {"type": "rule", "values": ["color-contrast"]}, "rules": {}}
BY_LAYOUT = ["target-size", "scrollable-region-focusable"]
LAYOUT = {**ALL, "runOnly": {"type": "rule", "values": BY_LAYOUT}, "rules": {}}
WORDS = {**ALL, "rules": {**ALL["rules"], "color-contrast": {"enabled": False}}}
# Whether each element shows.
SHOWN = """() => [...document.querySelectorAll("body *")].map((each) =>
  each.checkVisibility({ visibilityProperty: true }) ? 1 : 0).join("")"""
# Rules that paint by the width of the page: with none, dark needs to be judged at one width only.
PAINTED_BY_WIDTH = """() => {
  const paints = /^(color|background-color|background-image|opacity|filter|--.*)$/;
  const inside = (rule, wide) => [
    ...(wide && [...(rule.style ?? [])].some((each) => paints.test(each))
      ? [rule.cssText.slice(0, 160)] : []),
    ...[...(rule.cssRules ?? [])].flatMap((each) =>
      inside(each, wide || /width|orientation/.test(rule.conditionText ?? ""))),
  ];
  return [...document.styleSheets].flatMap((sheet) => inside(sheet, false));
}"""
PAGE_LIMIT = 60 * 1024
STATUS_LIMIT = 14 * 1024
THUMB = 44


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


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab, in which axe stands ready on every page."""
    with browser.new_context(reduced_motion="reduce") as context:
        stand_ready(context)
        yield context.new_page()


def look(tab: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    """Show the page on a phone or a desk, in light or dark."""
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme=scheme)


def test_the_browser_complains_of_nothing(visit: Visit) -> None:
    assert visit.complaints == []


def test_nothing_scrolls_sideways_at_320_px(visit: Visit) -> None:
    visit.tab.set_viewport_size({"width": 320, "height": 640})
    assert visit.tab.evaluate("document.documentElement.scrollWidth") == 320


def test_whatever_stands_alone_is_high_enough_for_a_thumb(visit: Visit) -> None:
    visit.tab.set_viewport_size({"width": 360, "height": 800})
    assert visit.tab.evaluate(TOO_SMALL, THUMB) == []


def test_axe_finds_nothing_on_phone_or_desktop_in_light_or_dark(visit: Visit) -> None:
    tab = visit.tab
    look(tab, 360, "light")
    found, shown = [judge(tab, ALL)], tab.evaluate(SHOWN)
    look(tab, 360, "dark")
    found.append(judge(tab, COLOURS))
    look(tab, 1280, "light")
    found.append(judge(tab, LAYOUT if tab.evaluate(SHOWN) == shown else ALL))
    assert "".join(found) == ""


def test_nothing_is_painted_by_the_width_of_the_page(visit: Visit) -> None:
    assert visit.tab.evaluate(PAINTED_BY_WIDTH) == []


def test_in_english_axe_finds_nothing_and_nothing_scrolls_sideways(visit: Visit) -> None:
    """The last test of each page: it leaves the tab at the English one."""
    tab = visit.tab
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.emulate_media(color_scheme="light")
    tab.goto(f"{tab.url}?lang=en")
    assert tab.evaluate("document.documentElement.lang") == "en"
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    assert judge(tab, WORDS) == ""


def test_every_kind_of_question_has_a_template() -> None:
    templates = create_gallery().jinja_env.list_templates()
    assert [kind for kind in KINDS if Field("x", kind, "X").template not in templates] == []


def test_every_template_of_a_page_is_shown_in_the_gallery() -> None:
    shared = ("macros/", "kinds/", "drawings/", "govuk_frontend_jinja/")
    layouts = {"base.html", "console/base.html", "desk/base.html", "message.html"}
    layouts |= {"desk/counter_frame.html", "reports/base.html"}
    templates = {
        name
        for name in create_gallery().jinja_env.list_templates()
        if not name.startswith(shared) and name not in layouts
    }
    assert templates - {page.template for page in PAGES.values()} == set()


def weigh(address: str) -> int:
    """Sum what a first visit brings, packed: the page and every asset it names."""
    client = create_gallery().test_client()
    taken = {"Accept-Encoding": "gzip"}
    page = client.get(address).text
    total = len(client.get(address, headers=taken).data)
    for each in set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', page)):
        with client.get(each, headers=taken) as asset:
            total += len(asset.data)
    return total


@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_brings_at_most_60_kb(name: str) -> None:
    assert weigh(f"/gallery/{name}") <= PAGE_LIMIT


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("status")])
def test_the_status_page_of_the_sms_link_comes_in_one_round_trip(name: str) -> None:
    assert weigh(f"/gallery/{name}") <= STATUS_LIMIT
