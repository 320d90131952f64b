"""Status by link and by look-up: code, state and dates, nothing personal, nothing to guess at."""

from datetime import timedelta

import pytest

from portal.runtime import Runtime
from portal.services import dossiers, notifications, numbering
from tests.web.citizen.browsing import Browser, Page
from tests.web.citizen.conftest import HA
from tests.web.citizen.filling import submitted

PERSONAL = ("Nguyễn Thị Thu Hà", "000190012345", "678", "Đội Cấn", "chuyển nhà", "nha.pdf")


@pytest.fixture
def code(ha: Browser, draft: str) -> str:
    """The code of a dossier Ms Hà has just submitted."""
    return submitted(ha, draft)


@pytest.fixture
def link(rt: Runtime, code: str) -> str:
    """The path in the SMS about it."""
    with rt.db.read() as session:
        dossier = dossiers.at(session, numbering.find(session, code))
        address = notifications.link(session, rt, dossier).address
    return address.removeprefix(rt.settings.base_url)


def test_a_link_tells_where_the_dossier_stands_and_nothing_personal(
    stranger: Browser, link: str, code: str
):
    page = stranger.open(link)
    assert page.status == 200
    assert code in page.heading and "Cổng đã nhận hồ sơ" in page.text
    assert not [word for word in PERSONAL if word in page.answer.text]


def test_a_link_leaves_no_trace(stranger: Browser, link: str):
    answer = stranger.open(link).answer
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert 'content="noindex, nofollow"' in answer.text


def test_search_engines_find_the_look_up_and_nothing_that_was_looked_up(
    stranger: Browser, code: str
):
    asked = stranger.open("/tra-cuu")
    assert "X-Robots-Tag" not in asked.answer.headers and "noindex" not in asked.answer.text
    found = stranger.send(asked, {"code": code, "citizen_number": HA["citizen_number"]})
    assert code in found.text
    assert "noindex" in found.answer.headers["X-Robots-Tag"] and "noindex" in found.answer.text


def test_links_that_do_not_work_all_look_the_same(stranger: Browser, rt, hands, link: str):
    broken = [
        stranger.open(p)
        for p in ("/s/AAAAAAAAAAAAAAAAAAAAAA", "/s/x", "/s/%C3%A9%00", "/s/" + "a" * 500)
    ]
    hands.now += timedelta(days=rt.settings.link_days)
    broken.append(stranger.open(link))
    assert {page.status for page in broken} == {404}
    assert {page.text for page in broken} == {
        "Liên kết này không còn dùng được Bạn có thể tra cứu bằng mã hồ sơ. Tra cứu hồ sơ"
    }


def look_up(browser: Browser, code: str, number: str) -> Page:
    """Look a dossier up."""
    return browser.send(browser.open("/tra-cuu"), {"code": code, "citizen_number": number})


def test_code_and_number_together_find_a_dossier(stranger: Browser, code: str):
    page = look_up(stranger, f" {code.lower()} ", "000 190 012 345")
    assert code in page.heading
    assert not [word for word in PERSONAL if word in page.answer.text]


def test_a_wrong_code_is_not_told_from_a_wrong_number(stranger: Browser, code: str):
    wrong_code = look_up(stranger, "H41.12.34-261123-9999", HA["citizen_number"])
    wrong_number = look_up(stranger, code, "000190099999")
    assert wrong_code.status == wrong_number.status
    assert "Không tìm thấy hồ sơ" in wrong_code.text
    assert wrong_code.text == wrong_number.text


def test_a_number_with_letters_is_said_to_be_wrong(stranger: Browser, code: str):
    page = look_up(stranger, code, "00119001234a")
    assert page.status == 422
    assert page.errors == {"citizen_number": "Số định danh cá nhân gồm đúng 12 chữ số"}
    assert page.value("citizen_number") == "00119001234a"


def test_guessing_is_slowed_down(stranger: Browser, code: str, rt: Runtime):
    rate = int(rt.settings.door_rate.split()[0])
    statuses = [look_up(stranger, code, "000190099999").status for _ in range(rate + 1)]
    assert statuses[-1] == 429 and 200 in statuses
