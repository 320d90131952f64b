"""A whole form by keyboard alone, from the search to its code: Tab, Space, arrows, letters."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.journeys.citizen import PDF, Citizen, answers_of
from tests.journeys.conftest import System
from tests.servers.waiting import until

_ROUND = 300  # presses of Tab that lead round any page
_HERE = """() => {
  const each = document.activeElement;
  return { name: each.name || "", type: each.type || "", value: each.value || "", tag: each.tagName,
    text: (each.innerText || "").trim(), checked: each.checked === true,
    at: each.id === "main" ? "main" : "" };
}"""
CODE = re.compile(r"H41\.[0-9.]+-[0-9]{6}-[0-9]+")
_CHOICES = "e => [...e.options].map(o => [o.value, o.text])"


class Hands:
    """Two hands on a keyboard."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def press(self, key: str) -> None:
        """Press a key."""
        self._page.keyboard.press(key)

    def here(self) -> dict[str, Any]:
        """Say what has the focus."""
        found: dict[str, Any] = self._page.evaluate(_HERE)
        return found

    def to(self, words: str) -> None:
        """Go on with Tab until a link or button that says so has the focus."""
        for _ in range(_ROUND):
            self.press("Tab")
            now = self.here()
            if now["tag"] in ("A", "BUTTON") and now["text"].startswith(words):
                return
        raise AssertionError(f"the Tab key never came to {words!r}")

    def go(self, words: str) -> None:
        """Come to a link or button and press Enter; the next page is there afterwards."""
        self.to(words)
        with self._page.expect_navigation():
            self.press("Enter")

    def hand_in(self) -> None:
        """Choose a file, from the keyboard, for every paper that is required and has none."""
        empty = self._page.locator("section.document:not(:has(.files)):not(:has(.optional))")
        while left := empty.count():
            wanted = empty.first.locator("input[type=file]").get_attribute("id")
            self._to_id(str(wanted))
            with self._page.expect_file_chooser() as choosing:
                self.press("Space")
            choosing.value.set_files(PDF)
            expect(empty).to_have_count(left - 1)

    def _to_id(self, wanted: str) -> None:
        for _ in range(_ROUND):
            if self._page.evaluate("document.activeElement.id") == wanted:
                return
            self.press("Tab")
        raise AssertionError(f"the Tab key never came to #{wanted}")

    def tick(self) -> None:
        """Go on to the next box, and tick it: the pledge above the last button."""
        for _ in range(_ROUND):
            self.press("Tab")
            if self.here()["type"] == "checkbox":
                self.press("Space")
                return
        raise AssertionError("the Tab key never came to a box")

    def answer(self, answers: Mapping[str, Sequence[str]]) -> None:
        """Go through a step from its beginning and answer what is asked, up to its button."""
        for _ in range(_ROUND):
            self.press("Tab")
            now = self.here()
            if now["tag"] == "BUTTON" and now["text"] == "Tiếp tục":
                return
            if now["name"] in answers:
                self._answer(now, answers[now["name"]])
        raise AssertionError("the Tab key never came to the end of the step")

    def _answer(self, now: Mapping[str, Any], wanted: Sequence[str]) -> None:
        if now["type"] == "radio":
            self._choose_radio(wanted[0])
        elif now["type"] == "checkbox":
            if (now["value"] in wanted) is not now["checked"]:
                self.press("Space")
        elif now["tag"] == "SELECT":
            self._choose(wanted[0])
        elif not now["value"] and now["type"] != "submit":
            self._page.keyboard.type(wanted[0])

    def _choose_radio(self, wanted: str) -> None:
        self.press("Space")
        for _ in range(20):
            if self.here()["value"] == wanted:
                return
            self.press("ArrowDown")
        raise AssertionError(f"no choice {wanted!r}")

    def _choose(self, wanted: str) -> None:
        """Go down a list to what is wanted, by value or by what people read."""

        def fitting() -> list[str]:
            options = self._page.locator(":focus").evaluate(_CHOICES)
            return [value for value, label in options if wanted in (value, label)]

        # The communes of a province come a moment after it was chosen.
        value = until(fitting)[0]
        self.press("Home")
        for _ in range(_ROUND):
            if self.here()["value"] == value:
                return
            self.press("ArrowDown")
        raise AssertionError(f"the arrows never came to {wanted!r}")


def test_a_whole_form_is_filled_in_by_keyboard_alone(browser: Browser, system: System) -> None:
    form, case, answers = answers_of("1.001193")
    page = Citizen.arrive(browser, system.base).page
    hands = Hands(page)
    page.goto(f"{system.base}/")
    _come_to(hands, "q")
    page.keyboard.type("lam giay khai sinh")
    with page.expect_navigation():
        hands.press("Enter")
    hands.go(form.name.vi)
    hands.go("Bắt đầu")
    hands.go("Đăng nhập để bắt đầu")
    hands.go("Đăng nhập là Nguyễn Thị Mẫu")
    agency = page.get_by_role("radio", name="Thành Vinh").get_attribute("value")
    hands.answer({"case": [case], "agency": [str(agency)]})
    with page.expect_navigation():
        hands.press("Enter")
    for _ in range(20):
        if page.url.endswith("/giay-to"):
            break
        hands.answer(answers)
        with page.expect_navigation():
            hands.press("Enter")
    assert page.url.endswith("/giay-to"), page.locator("main").inner_text()
    code = _submit(hands, page)
    until(lambda: system.agency_holds(code))


def _submit(hands: Hands, page: Page) -> str:
    """Hand in the papers, pledge and submit; gives the dossier's code."""
    hands.hand_in()
    hands.go("Tiếp tục")
    assert page.url.endswith("/kiem-tra"), page.locator("main").inner_text()
    hands.tick()
    hands.go("Nộp hồ sơ")
    code = CODE.search(page.locator("main").inner_text())
    assert code, page.locator("main").inner_text()
    return code[0]


def _come_to(hands: Hands, name: str) -> None:
    for _ in range(_ROUND):
        hands.press("Tab")
        if hands.here()["name"] == name:
            return
    raise AssertionError(f"the Tab key never came to {name!r}")
