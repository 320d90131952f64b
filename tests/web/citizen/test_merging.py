"""Several photos of one paper become one PDF, at the press of a button, with no script."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.furnished.papers import pdf, photo, picture
from tests.web.citizen.browsing import Browser, Page

LYING, UPRIGHT = photo(drawn=picture(90, 60)), photo("PNG", picture(60, 90))
BUTTON = "//button[starts-with(@value, 'merge:')]"


def upload(browser: Browser, draft: str, *files: tuple[str, bytes]) -> Page:
    """Hand files in as the house papers, and look at the page again."""
    return browser.follow(browser.upload(browser.open(f"{draft}/giay-to"), "proof", files))


def press(browser: Browser, page: Page) -> Page:
    """Press the button that makes one PDF of the photos."""
    return browser.send(page, {}, button="merge:proof")


def test_photos_become_one_pdf_in_the_order_they_came(ha: Browser, draft: str) -> None:
    upload(ha, draft, ("hai.png", UPRIGHT))
    page = upload(ha, draft, ("một.jpg", LYING))
    (button,) = page.tree.xpath(BUTTON)
    assert button.text_content() == "Gộp 2 ảnh thành một PDF: Giấy tờ nhà"
    merged = ha.follow(press(ha, page))
    assert "hai.jpg" not in merged.text and "Giấy tờ nhà.pdf" in merged.text
    (href,) = merged.tree.xpath("//ul[@class='files']//a/@href")
    pages = PdfReader(io.BytesIO(ha.client.get(href).data), strict=True).pages
    boxes = [(round(each.mediabox.width), round(each.mediabox.height)) for each in pages]
    assert boxes == [(595, 842), (842, 595)]
    assert [each.images[0].image.size for each in pages] == [(60, 90), (90, 60)]


@pytest.mark.parametrize("second", [[], [("2.pdf", pdf())]])
def test_one_photo_alone_is_not_merged(
    ha: Browser, draft: str, second: list[tuple[str, bytes]]
) -> None:
    page = upload(ha, draft, ("1.jpg", LYING), *second)
    assert page.tree.xpath(BUTTON) == []
    assert "1.jpg" in ha.follow(press(ha, page)).text


def test_pressing_twice_is_as_good_as_once(ha: Browser, draft: str) -> None:
    page = upload(ha, draft, ("1.jpg", LYING), ("2.jpg", LYING))
    press(ha, page)
    again = ha.follow(press(ha, page))
    assert len(again.tree.xpath("//ul[@class='files']/li")) == 1


def test_a_document_nobody_knows_is_not_merged(ha: Browser, draft: str) -> None:
    page = upload(ha, draft, ("1.jpg", LYING), ("2.jpg", LYING))
    assert len(ha.follow(ha.send(page, {}, button="merge:ghost")).tree.xpath(BUTTON)) == 1


def test_photos_too_heavy_for_one_file_stay_as_they_are(ha: Browser, draft: str) -> None:
    grain = photo(drawn=Image.effect_noise((420, 360), 90))
    page = upload(ha, draft, ("1.jpg", grain), ("2.jpg", grain))
    told = press(ha, page)
    assert told.status == 413
    assert "Mỗi tệp tối đa 195 KB" in told.errors["file-proof"]
    assert len(told.tree.xpath("//ul[@class='files']/li")) == 2
