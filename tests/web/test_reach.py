"""Whoever comes, however they look and type: every page of the gallery held to WCAG 2.2 AA where
axe cannot look: bigger letters, wider spacing, the keyboard, forced colours, titles, help."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.web.conftest import Visit

# Of a dossier, or of whoever signed in to the console without a right to it.
CODE = re.compile(r"H41\.|^[0-9a-f]{8}-[0-9a-f]{3}$")
PHONE: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 800}

# The spacing of WCAG 1.4.12, put on from outside as readers' extensions do; letters twice as big.
WEAR = """(css) => {
  const worn = new CSSStyleSheet();
  worn.replaceSync(css);
  document.adoptedStyleSheets = [worn];
}"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
BIG = "html { font-size: 200% !important; }"

# Whatever cuts its own text off, or pushes the page sideways.
CUT_OFF = """() => [...document.querySelectorAll("body *")]
  .filter((each) => each.offsetParent)
  .filter((each) => !each.closest(".unseen, .govuk-visually-hidden, .skip, input, select"))
  .filter((each) => /hidden|clip/.test(getComputedStyle(each).overflow))
  .filter((each) => each.scrollWidth > each.clientWidth + 1
    || each.scrollHeight > each.clientHeight + 1)
  .map((each) => each.outerHTML.slice(0, 160))"""
WIDTH = "document.documentElement.scrollWidth"

# What can be reached with the Tab key; of radios that belong together, one.
REACHABLE = """() => {
  const groups = new Set();
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((each) => !each.disabled && each.tabIndex >= 0 && each.type !== "hidden")
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => each.type !== "radio" || (!groups.has(each.name) && groups.add(each.name)))
    .length;
}"""

# How the focused element shows: a ring or a bar, on it or on the label drawn for it, in sight.
FOCUSED = """() => {
  const each = document.activeElement;
  if (each === document.body) return null;
  const ticked = each.matches("[type=radio], [type=checkbox]");
  const style = ticked
    ? getComputedStyle(each.nextElementSibling, "::before") : getComputedStyle(each);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = each.getBoundingClientRect();
  const label = each.labels?.[0];
  const clear = (down) => {
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height * down);
    return each.contains(there) || there?.contains(each) || (there && label?.contains(there));
  };
  return {
    html: each.outerHTML.slice(0, 120),
    shown: ring || style.boxShadow !== "none",
    clear: each.matches("main") || [0.01, 0.1, 0.5, 0.9].some(clear),
  };
}"""
# Written down on the page as each key is let go: to ask after each key takes twice as long.
NOTE = f"""() => {{
  const focused = {FOCUSED};
  window.found = [];
  document.addEventListener("keyup", () => window.found.push(focused()), true);
}}"""

# With the colours of the reader's own: what has lost its edge, its bar or its mark.
FLAT = """() => {
  const style = (each) => getComputedStyle(each);
  const flat = (what, holds) => [...document.querySelectorAll(what)]
    .filter((each) => each.checkVisibility() && !holds(style(each)))
    .map((each) => each.outerHTML.slice(0, 120));
  const paper = style(document.body).backgroundColor;
  return [
    ...flat(".button, .govuk-input, .govuk-select, .govuk-textarea, .tag",
      (its) => parseFloat(its.borderTopWidth) >= 1),
    ...flat(".govuk-error-summary, .govuk-form-group--error, .panel--wait, .panel--error, .warning",
      (its) => parseFloat(its.borderLeftWidth) >= 4),
    ...flat("main svg", (its) => its.stroke !== paper),
  ];
}"""
# What could be pressed shows, and every code as it shows: one that does not is empty.
IN_PRINT = """() => {
  const shows = (each) => each.checkVisibility({ visibilityProperty: true })
    && each.getBoundingClientRect().width * each.getBoundingClientRect().height > 0;
  const all = (what) => [...document.querySelectorAll(what)];
  return [
    all(".ways a, .ways button, .button, .back, .skip, input[type=file]")
      .filter(shows).map((each) => each.outerHTML.slice(0, 120)),
    all("main :is(.code, .code-small)").map((each) => shows(each) ? each.innerText : ""),
  ];
}"""


@pytest.fixture
def page(visit: Visit) -> Iterator[Page]:
    """The page as wide as a desk, with nothing worn; left as it was found."""
    visit.tab.set_viewport_size(DESK)
    yield visit.tab
    visit.tab.evaluate("document.adoptedStyleSheets = []")
    visit.tab.emulate_media(media="screen", forced_colors="none")


@pytest.mark.parametrize(("worn", "size"), [(SPACED, PHONE), (SPACED, DESK), (BIG, DESK)])
def test_wider_spacing_and_bigger_letters_cut_nothing_off(
    page: Page, worn: str, size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    page.evaluate(WEAR, worn)
    assert page.evaluate(WIDTH) == size["width"]
    assert page.evaluate(CUT_OFF) == []


def test_zoomed_to_twice_the_size_nothing_scrolls_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 400})
    assert page.evaluate(WIDTH) == 640


def test_the_tab_key_reaches_everything_and_shows_where_it_is(page: Page) -> None:
    page.focus(".skip")
    page.keyboard.press("Shift+Tab")
    page.evaluate(NOTE)
    stops = page.evaluate(REACHABLE)
    for _ in range(stops):
        page.keyboard.press("Tab")
    found = page.evaluate("window.found")
    assert len(found) == stops
    assert None not in found
    assert [each for each in found if not (each["shown"] and each["clear"])] == []


def test_forced_colours_leave_edges_marks_and_rings(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    assert page.evaluate(FLAT) == []


def test_nothing_moves_for_whoever_wants_no_motion(page: Page) -> None:
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((each) => {
          const style = getComputedStyle(each);
          return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
        }).length""")
    assert moving == 0


def test_the_title_names_the_page_and_says_first_that_something_is_wrong(page: Page) -> None:
    title, wrong = page.title(), page.locator(".govuk-error-summary").count() > 0
    assert title.endswith(" – Liên Thông")
    assert title.startswith("Lỗi: ") is wrong


def test_every_line_of_an_error_summary_leads_to_something_to_type_in(page: Page) -> None:
    for link in page.locator(".govuk-error-summary a").all():
        link.click()
        goal = (link.get_attribute("href") or "").removeprefix("#")
        assert page.evaluate("document.activeElement.id") == goal


def test_help_stands_in_the_same_place_on_every_page(page: Page) -> None:
    rooms = ("console-", "administration-", "desk-", "reports-")
    if any(f"/gallery/{room}" in page.url for room in rooms):
        # Operators are a small circle with rooms of their own; there it is the journal that stays.
        assert page.locator(".rooms a").count() + page.locator("main a").count() > 0
        return
    ways = page.locator(".footer nav a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert ways == ["/tra-cuu", "/phan-anh", "/tro-giup", "/tiep-can", "/rieng-tu", "/progress"]
    assert page.locator(".footer a[href^='tel:']").count() == 1


def test_other_languages_say_that_they_are(page: Page) -> None:
    assert page.locator("html").get_attribute("lang") == "vi"
    spoken = page.locator(".language a").evaluate_all(
        "all => all.map(a => [a.lang, a.textContent])"
    )
    assert spoken == [["en", "English"]]


def test_a_page_in_print_keeps_its_code_and_has_nothing_to_press(page: Page) -> None:
    page.emulate_media(media="print")
    pressed, codes = page.evaluate(IN_PRINT)
    assert pressed == []
    assert [code for code in codes if not CODE.search(code)] == []
