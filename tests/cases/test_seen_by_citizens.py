"""A press that fails and an agency away for a week, as a citizen's own browser shows them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from portal.app import create_app
from portal.models import Dossier
from portal.services.operations import parking
from portal.services.operations.deeds import Actor
from portal.web.context import SESSION_COOKIE
from tests.cases.conftest import token_of
from tests.furnished import house
from tests.furnished.background import delivered
from tests.furnished.partners import drain
from tests.servers.browser import chromium_arguments

ACTOR = Actor("test", reason="Cơ quan đã chạy lại")


@pytest.fixture
def base(rt) -> Iterator[str]:
    """Serve the portal of this test, its clock and its troubles included."""
    server = make_server("127.0.0.1", 0, create_app(runtime=rt), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Run Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=chromium_arguments())
        yield found
        found.close()


@pytest.fixture
def browsing(rt, base, citizen, browser):
    """Open the citizen's page on a phone, signed in anew each time."""

    @contextmanager
    def opened(path: str) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        cookie = {"name": SESSION_COOKIE, "value": token_of(rt, citizen), "url": base}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(base + path)
        yield page
        context.close()

    return opened


def text(page: Page) -> str:
    """Read what the page says."""
    return page.locator("main").inner_text()


def test_without_a_press_the_citizen_hands_in_reads_the_code_and_is_told_of_the_paper(
    rt, office, paper, browsing, no_press
):
    with browsing(f"/nhap/{paper.id}/kiem-tra") as page:
        page.get_by_role("button", name="Nộp hồ sơ").click()
        assert "Đã nhận hồ sơ của bạn" in text(page)
        page.get_by_role("link", name="giấy xác nhận").first.click()
        assert "Chưa in được giấy này" in text(page)
        assert "bạn không cần nộp lại" in text(page)
        page.get_by_role("link", name="Hồ sơ của tôi").last.click()
        assert "Chờ tiếp nhận" in text(page)
    drain(rt)
    with rt.db.read() as session:
        (dossier,) = session.scalars(sa.select(Dossier))
    assert delivered(rt, dossier) and office.taken(dossier.code) == 1


def test_while_the_agency_is_away_for_a_week_the_citizen_reads_that_the_portal_has_the_dossier(
    rt, office, ahead, submitted, browsing
):
    office.faults(away=True)
    drain(rt)
    for days in (1, 6):
        ahead.by += timedelta(days=days)
        drain(rt)
        with browsing(f"/ho-so/{submitted.code}") as page:
            assert "Cổng đã nhận hồ sơ" in text(page)
            assert "Cơ quan đã xác nhận" not in text(page)
    office.well()
    office.keep_time()
    with rt.db.write() as session:
        (group,) = parking.groups(session)
        parking.replay_group(session, group.key, ACTOR)
    drain(rt)
    assert delivered(rt, house.again(rt, submitted)) and office.taken(submitted.code) == 1
    with browsing(f"/ho-so/{submitted.code}") as page:
        assert "Đã chuyển đến cơ quan" in text(page)
