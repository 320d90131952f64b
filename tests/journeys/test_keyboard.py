"""A whole form by keyboard alone, from the search to the papers: Tab, Space, arrows, letters."""

from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Browser, Page

from tests.journeys.citizen import Citizen, answers_of
from tests.journeys.conftest import System
from tests.servers.waiting import until

_ROUND = 300  # presses of Tab that lead round any page
_HERE = """() => {
  const each = document.activeElement;
  return { name: each.name || "", type: each.type || "", value: each.value || "", tag: each.tagName,
    text: (each.innerText || "").trim(), checked: each.checked === true,
    at: each.id === "main" ? "main" : "" };
}"""
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
    hands.answer({"case": [case]})
    with page.expect_navigation():
        hands.press("Enter")
    for _ in range(20):
        if page.url.endswith("/giay-to"):
            break
        hands.answer(answers)
        with page.expect_navigation():
            hands.press("Enter")
    assert page.url.endswith("/giay-to"), page.locator("main").inner_text()


def _come_to(hands: Hands, name: str) -> None:
    for _ in range(_ROUND):
        hands.press("Tab")
        if hands.here()["name"] == name:
            return
    raise AssertionError(f"the Tab key never came to {name!r}")
