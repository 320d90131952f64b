"""What the scripts add for comfort, and that nothing is missing without them."""

from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def bare(browser: Browser) -> Iterator[Page]:
    """A tab with JavaScript off."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def test_choosing_a_province_brings_its_communes(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/gallery/step-empty")
    tab.select_option("#birth_place-province", "46")
    expect(tab.locator("#birth_place-commune option")).to_have_text(
        ["Chọn xã, phường, đặc khu", "Phường Thuận Hóa"]
    )


def test_the_button_for_communes_is_there_only_without_scripts(
    tab: Page, bare: Page, gallery: str
) -> None:
    for page, seen in ((tab, False), (bare, True)):
        page.goto(f"{gallery}/gallery/step-empty")
        button = page.get_by_role("button", name="Hiện các xã, phường")
        expect(button).to_be_visible(visible=seen)


def test_the_button_for_communes_comes_back_when_they_cannot_be_fetched(
    tab: Page, gallery: str
) -> None:
    tab.route("**/communes", lambda route: route.abort())
    tab.goto(f"{gallery}/gallery/step-empty")
    tab.select_option("#birth_place-province", "46")
    expect(tab.get_by_role("button", name="Hiện các xã, phường")).to_be_visible()
    tab.unroute("**/communes")


def test_typing_is_saved_and_says_so(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/gallery/step-filled")
    tab.fill("#full_name", "Nguyễn Thị Hà")
    expect(tab.locator(".saved")).to_have_text("Đã lưu lúc 10:15")
    expect(tab.locator("[name=version]")).to_have_value("4")


@pytest.mark.parametrize("broken", ["expired", "no line"])
def test_what_could_not_be_saved_is_told_and_told_again_when_it_could(
    tab: Page, gallery: str, broken: str
) -> None:
    tab.goto(f"{gallery}/gallery/step-filled")
    tab.route("**/luu", lambda it: it.abort() if broken == "no line" else it.fulfill(status=401))
    tab.fill("#full_name", "Nguyễn Thị Hà")
    expect(tab.locator(".saved")).to_have_text(
        "Chưa lưu được. Bấm “Tiếp tục” để lưu điều bạn vừa điền."
    )
    tab.unroute("**/luu")
    tab.fill("#full_name", "Nguyễn Thị Hà My")
    expect(tab.locator(".saved")).to_have_text("Đã lưu lúc 10:15")


def test_whoever_turns_away_in_the_middle_of_a_word_leaves_nothing_unsaved(
    tab: Page, gallery: str
) -> None:
    tab.goto(f"{gallery}/gallery/step-filled")
    tab.fill("#full_name", "Nguyễn Thị Hà")
    with tab.expect_request("**/luu", timeout=1000) as saved:
        tab.evaluate("""() => {
          Object.defineProperty(document, "visibilityState", { value: "hidden" });
          document.dispatchEvent(new Event("visibilitychange"));
        }""")
    assert parse_qs(saved.value.post_data)["full_name"] == ["Nguyễn Thị Hà"]


def test_a_save_under_way_is_waited_for_before_going_on(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/gallery/step-filled")
    with tab.expect_request("**/luu"):
        tab.fill("#full_name", "Nguyễn Thị Hà")
    with tab.expect_response("**/nhap/1/tre") as answer:
        tab.get_by_role("button", name="Tiếp tục").click()
    assert answer.value.json()["version"] == "4"
    assert answer.value.json()["action"] == "continue"


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_enter_in_a_field_goes_on_and_removes_nothing(
    tab: Page, bare: Page, gallery: str, scripts: str
) -> None:
    page = tab if scripts == "with scripts" else bare
    page.goto(f"{gallery}/gallery/step-filled")
    with page.expect_response("**/nhap/1/tre") as answer:
        page.press("#members-1-full_name", "Enter")
    assert answer.value.json()["action"] == "continue"


def test_the_error_summary_is_what_one_comes_to_and_leads_to_the_field(
    tab: Page, gallery: str
) -> None:
    tab.goto(f"{gallery}/gallery/step-error")
    expect(tab.locator(".govuk-error-summary")).to_be_focused()
    tab.get_by_role("link", name="Ngày 31/02/2020 không có trong lịch").click()
    expect(tab.locator("#birth_date")).to_be_focused()


def test_every_line_of_the_error_summary_leads_to_something(bare: Page, gallery: str) -> None:
    bare.goto(f"{gallery}/gallery/step-error")
    goals = [
        link.get_attribute("href") or "" for link in bare.locator(".govuk-error-summary a").all()
    ]
    assert [goal for goal in goals if bare.locator(goal).count() != 1] == []


def test_a_button_that_needs_scripts_is_not_shown_without(bare: Page, gallery: str) -> None:
    bare.goto(f"{gallery}/gallery/submitted")
    expect(bare.locator("[data-print], [data-copy]")).to_have_count(2)
    assert not any(each.is_visible() for each in bare.locator("[data-print], [data-copy]").all())


def test_what_is_left_of_a_long_text_is_counted(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/gallery/step-empty")
    tab.fill("#note", "Kết hôn")
    expect(tab.locator(".govuk-character-count__status")).to_have_text("Còn 493 ký tự")
