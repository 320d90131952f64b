"""The keys of the desk in a real browser: they go to what is there, and never get in the way."""

from playwright.sync_api import Page, expect

from tests.servers.axe import judge, stand_ready

HERE = "document.activeElement.textContent"


def test_keys_lead_through_the_queue_and_rest_once_something_is_chosen(
    tab: Page, gallery: str
) -> None:
    tab.goto(f"{gallery}/gallery/desk-queue")
    codes = tab.locator("tbody th a").all_text_contents()
    tab.keyboard.press("j")
    assert tab.evaluate(HERE) == codes[0]
    tab.keyboard.press("j")
    assert tab.evaluate(HERE) == codes[1]
    tab.keyboard.press("k")
    tab.keyboard.press("x")
    expect(tab.locator("tbody [type=checkbox]").first).to_be_checked()
    # What was ticked would be gone on another page.
    there = tab.url
    for key in ("q", "n", "2"):
        tab.keyboard.press(key)
    assert tab.url == there
    tab.keyboard.press("/")
    tab.keyboard.type("qjx?1")
    expect(tab.locator("#tim")).to_have_value("qjx?1")
    expect(tab.locator("dialog")).to_be_hidden()
    assert tab.url == there


def test_keys_are_told_by_a_box_that_everyone_can_read(tab: Page, gallery: str) -> None:
    stand_ready(tab.context)
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto(f"{gallery}/gallery/desk-case-work")
    tab.keyboard.press("?")
    expect(tab.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    assert judge(tab) == ""
    there = tab.url
    tab.keyboard.press("2")
    assert tab.url == there
    tab.keyboard.press("Escape")
    expect(tab.locator("dialog")).to_be_hidden()
    tab.keyboard.press("Control+2")
    assert tab.url == there
    second = tab.locator(".deeds a[aria-keyshortcuts='2']").get_attribute("href")
    with tab.expect_request(f"**{second}"):
        tab.keyboard.press("2")
