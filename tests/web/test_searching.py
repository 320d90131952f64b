"""Long lists are searched by typing, and are plain lists where scripts do not run."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

SEARCH = "#homeland-search"
CHOSEN = "#homeland option:checked"


@pytest.fixture
def page(tab: Page, gallery: str) -> Page:
    """A form step with a long list, nothing chosen yet."""
    tab.goto(f"{gallery}/gallery/kinds-empty")
    return tab


@pytest.fixture
def bare(browser: Browser, gallery: str) -> Iterator[Page]:
    """The same with JavaScript off."""
    with browser.new_context(java_script_enabled=False) as context:
        opened = context.new_page()
        opened.goto(f"{gallery}/gallery/kinds-empty")
        yield opened


def found(page: Page) -> list[str]:
    """Read what the list offers, the empty choice left out."""
    return page.locator("#homeland option:not([value=''])").all_text_contents()


def test_typing_leaves_what_fits_accents_aside(page: Page) -> None:
    page.fill(SEARCH, "viet")
    assert found(page) == ["Việt Nam"]
    page.fill(SEARCH, "Đan")
    assert "Đan Mạch" in found(page)


def test_what_was_found_is_told_to_those_who_do_not_see_it(page: Page) -> None:
    status = page.locator(f"{SEARCH} + [role=status]")
    page.fill(SEARCH, "viet")
    expect(status).to_have_text("1 kết quả")
    page.fill(SEARCH, "atlantis")
    expect(status).to_have_text("Không có. Thử gõ ít chữ hơn")
    page.fill(SEARCH, "")
    expect(status).to_have_text("")


def test_the_whole_list_is_back_when_nothing_is_searched(page: Page) -> None:
    every = found(page)
    page.fill(SEARCH, "viet")
    page.fill(SEARCH, "")
    assert found(page) == every


def test_enter_takes_the_only_one_there_is_and_does_not_send_the_form(page: Page) -> None:
    page.fill(SEARCH, "viet")
    page.press(SEARCH, "Enter")
    expect(page.locator(CHOSEN)).to_have_text("Việt Nam")
    expect(page.locator("#homeland")).to_be_focused()
    expect(page.locator(SEARCH)).to_have_value("")


def test_an_answer_is_not_undone_by_looking_around(page: Page) -> None:
    page.select_option("#homeland", "DE")
    page.fill(SEARCH, "viet nam")
    expect(page.locator(CHOSEN)).to_have_text("Đức")
    page.fill(SEARCH, "atlantis")
    expect(page.locator(CHOSEN)).to_have_text("Đức")


def test_a_list_that_was_narrowed_is_chosen_from_by_keyboard(page: Page) -> None:
    page.fill(SEARCH, "nam")
    page.press(SEARCH, "Tab")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(CHOSEN).text_content() or ""
    assert "nam" in chosen.lower()
    assert len(found(page)) > 200


def test_a_short_list_is_left_alone(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/gallery/step-empty")
    expect(page.locator("#people-search")).to_be_hidden()


def test_a_list_that_becomes_long_can_be_searched_then(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/gallery/step-empty")
    expect(page.locator("#birth_place-commune-search")).to_be_hidden()
    page.evaluate("""() => document.getElementById("birth_place-commune").append(
             ...Array.from({ length: 30 }, (_, n) => new Option(`Xã Số ${n}`, `${n}`)))""")
    page.fill("#birth_place-commune-search", "xa so 17")
    page.press("#birth_place-commune-search", "Enter")
    expect(page.locator("#birth_place-commune option:checked")).to_have_text("Xã Số 17")


def test_the_words_are_those_of_the_page(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/gallery/kinds-empty?lang=en")
    expect(page.locator("label[for=homeland-search]")).to_have_text("Type to search the list")


def test_without_scripts_the_list_is_a_list(bare: Page) -> None:
    expect(bare.locator(SEARCH)).to_have_count(0)
    bare.select_option("#homeland", "VN")
    expect(bare.locator(CHOSEN)).to_have_text("Việt Nam")
