"""The page's script in a real browser: it sends by itself, goes on, and says what is wrong."""

import hashlib
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect, sync_playwright

from portal.models import Attachment
from portal.web.context import SESSION_COOKIE
from tests.furnished.papers import pdf
from tests.journeys.conftest import ARGUMENTS
from tests.servers.browser import find_chromium
from tests.servers.cut_line import cut_line

LONG = pdf(size=3_500_000)
FILE = {"name": "nhà.pdf", "mimeType": "application/pdf", "buffer": LONG}
WRONG = {"name": "đơn.pdf", "mimeType": "application/pdf", "buffer": b"MZ" + bytes(3000)}
MINUTE = 60_000


@pytest.fixture
def page(sender) -> Iterator[Page]:
    """Give Ms Hà's browser."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        context = chromium.new_context(viewport={"width": 360, "height": 800})
        here = {"domain": "127.0.0.1", "path": "/"}
        for name in (SESSION_COOKIE, "lt_visit"):
            if found := sender.browser.client.get_cookie(name):
                context.add_cookies([{"name": name, "value": found.value, **here}])
        yield context.new_page()
        chromium.close()


def test_a_file_arrives_whole_over_a_line_that_is_cut_twice(page, sender, address, rt):
    with cut_line(int(address.rpartition(":")[2]), [1_200_000, 2_600_000]) as line:
        page.goto(f"http://127.0.0.1:{line.port}{sender.page}")
        page.locator("input[type=file]").first.set_input_files(FILE)
        expect(page.locator("ul.files a")).to_have_text("nhà.pdf", timeout=2 * MINUTE)
        expect(page.locator("p[role=status].unseen")).to_have_text("Đã tải lên nhà.pdf")
        assert line.left == []
    with rt.db.read() as session:
        (file,) = session.scalars(sa.select(Attachment))
    assert file.received_sha256 == hashlib.sha256(LONG).hexdigest()


def test_a_file_that_is_turned_away_is_named_beside_the_input(page, sender, address):
    page.goto(address + sender.page)
    page.locator("input[type=file]").first.set_input_files([WRONG, FILE])
    wrong = page.locator(".sending .govuk-error-message")
    expect(wrong).to_contain_text("Tệp “đơn.pdf” không phải PDF hay ảnh", timeout=MINUTE)
    expect(page.locator("ul.files a")).to_have_text("nhà.pdf", timeout=MINUTE)


def test_what_a_file_is_handed_in_as_goes_along_and_is_asked_once(page, sender, address, rt):
    page.goto(f"{address}{sender.page}")
    page.get_by_label("Bản chính").check()
    form = page.locator("form:has([data-presented])")
    form.locator("input[type=file]").set_input_files({**FILE, "buffer": pdf()})
    expect(page.locator("ul.files a")).to_have_text("nhà.pdf", timeout=MINUTE)
    expect(page.get_by_label("Bản chính")).to_have_count(1)
    expect(page.get_by_label("Bản chính")).to_be_checked()
    with rt.db.read() as session:
        assert session.scalars(sa.select(Attachment)).one().presented_as == "original"
