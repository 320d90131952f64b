"""A big file over a bad line: it arrives whole, and without scripts the same page takes it too."""

import hashlib

from playwright.sync_api import Browser, expect

from tests.furnished.papers import scan
from tests.journeys.citizen import Citizen, answers_of
from tests.journeys.conftest import System
from tests.servers.cut_line import cut_line

PROCEDURE = "1.004873"
BIG = {"name": "ban quet.pdf", "mimeType": "application/pdf", "buffer": scan(20_000_000)}
DIGEST = hashlib.sha256(BIG["buffer"]).hexdigest()


def at_papers(browser: Browser, system: System, *, script: bool) -> Citizen:
    """Bring a citizen to the step of papers."""
    citizen = Citizen.arrive(browser, system.base, script=script)
    _form, case, answers = answers_of(PROCEDURE)
    citizen.start(PROCEDURE, case)
    citizen.fill_all(answers)
    assert citizen.page.url.endswith("/giay-to"), citizen.page.url
    return citizen


def test_a_big_file_arrives_whole_over_a_line_that_is_cut_twice(
    browser: Browser, system: System
) -> None:
    citizen = at_papers(browser, system, script=True)
    with cut_line(system.port, [6_000_000, 13_000_000]) as line:
        path = citizen.page.url.removeprefix(system.base)
        citizen.page.goto(f"http://127.0.0.1:{line.port}{path}")
        citizen.page.locator("input[type=file]").first.set_input_files(BIG)
        expect(citizen.page.locator(".sending progress")).to_be_visible()
        citizen.look()
        link = citizen.page.locator("ul.files").get_by_role("link", name="ban quet.pdf")
        expect(link).to_be_visible(timeout=60_000)
        told = citizen.page.locator("p[role=status].unseen")
        expect(told).to_have_text("Đã tải lên ban quet.pdf")
        assert line.left == []
    assert hashlib.sha256(citizen.download("ban quet.pdf")).hexdigest() == DIGEST
    assert citizen.seen == {}


def test_without_scripts_the_same_page_takes_it(browser: Browser, system: System) -> None:
    citizen = at_papers(browser, system, script=False)
    citizen.page.locator("input[type=file]").first.set_input_files(BIG)
    citizen.page.get_by_role("button", name="Tải lên").first.click()
    citizen.page.wait_for_load_state()
    assert hashlib.sha256(citizen.download("ban quet.pdf")).hexdigest() == DIGEST
