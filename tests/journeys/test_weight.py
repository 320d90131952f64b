"""What a first visit of each page brings over the line, from the portal as it really runs.

A page is opened by a browser that has seen nothing yet, and every byte of every answer is counted,
headers and all, as it came: packed.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.journeys.citizen import Citizen, answers_of
from tests.journeys.conftest import System
from tests.servers.waiting import until

OPEN = ("/", "/?q=lam+giay+khai+sinh", "/?q=zzz", "/tra-cuu", "/tro-giup", "/tiep-can", "/rieng-tu")
PAGE_LIMIT = 60 * 1024
STATUS_LIMIT = 14 * 1024


def brought(browser: Browser, citizen: Citizen, address: str) -> dict[str, int]:
    """Open a page as a browser that keeps only the citizen's cookies; give bytes by address."""
    answers: list[Response] = []
    context = browser.new_context(storage_state=citizen.page.context.storage_state())
    page = context.new_page()
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address if address.startswith("http") else citizen.base + address)
    page.wait_for_load_state("networkidle")
    bytes_of = {each.url: _size(each) for each in answers}
    context.close()
    return bytes_of


def _size(answer: Response) -> int:
    told = answer.request.sizes()
    return told["responseHeadersSize"] + told["responseBodySize"]


def _walk(citizen: Citizen) -> Iterator[str]:
    """Go through a dossier and name each page on the way."""
    form, case, answers = answers_of("1.001193")
    yield f"/thu-tuc/{form.code}"
    yield f"/thu-tuc/{form.code}/bat-dau"
    citizen.start(form.code, case)
    yield f"/thu-tuc/{form.code}/bat-dau"
    while not citizen.page.url.endswith("/giay-to"):
        yield citizen.page.url
        citizen.fill(answers)
        citizen.press("Tiếp tục")
    yield citizen.page.url
    citizen.hand_in()
    yield citizen.page.url
    citizen.fill(answers)
    citizen.press("Nộp hồ sơ")
    yield citizen.page.url


def _dossier(page: Page) -> str:
    found = re.search(r"H41[\d.]*-\d{6}-\d{4,}", page.locator("main").inner_text())
    assert found
    return found.group()


@pytest.fixture(scope="module")
def visits(browser: Browser, system: System) -> dict[str, dict[str, int]]:
    """Open every page of a citizen's way once for the first time."""
    citizen = Citizen.arrive(browser, system.base, script=False)
    seen = {each: brought(browser, citizen, each) for each in (*OPEN, "/khong-co")}
    seen |= {each: brought(browser, citizen, each) for each in _walk(citizen)}
    code = _dossier(citizen.page)
    more = ("/ho-so", f"/ho-so/{code}", f"/ho-so/{code}/rut-ho-so", "/")
    seen |= {each: brought(browser, citizen, each) for each in more}
    until(lambda: system.messages(code))
    link = re.search(r"http://\S+/s/\S{22}", system.messages(code)[-1])
    assert link
    stranger = Citizen.arrive(browser, system.base, script=False)
    return seen | {"status": brought(browser, stranger, link.group())}


def test_a_first_visit_of_any_page_brings_at_most_60_kb(
    visits: dict[str, dict[str, int]],
) -> None:
    assert len(visits) >= 20
    weights = {page: sum(brought_in.values()) for page, brought_in in visits.items()}
    assert {page: weight for page, weight in weights.items() if weight > PAGE_LIMIT} == {}


def test_the_page_behind_the_message_comes_in_one_round_trip(
    visits: dict[str, dict[str, int]],
) -> None:
    assert 0 < sum(visits["status"].values()) <= STATUS_LIMIT


def test_a_page_brings_its_style_and_its_script_and_nothing_else(
    visits: dict[str, dict[str, int]],
) -> None:
    # The mark in the window's tab is fetched whenever the browser likes.
    others = {
        page: {re.sub(r".*/(\w+)-\w{12}\.", r"\1.", each) for each in list(brought_in)[1:]}
        for page, brought_in in visits.items()
    }
    assert others.pop("status") <= {"mark.svg"}
    wanted = {
        page: {"portal.css", "portal.js"}
        | ({"uploading.js"} if page.endswith("/giay-to") else set())
        for page in others
    }
    assert {page: its - {"mark.svg"} for page, its in others.items()} == wanted
