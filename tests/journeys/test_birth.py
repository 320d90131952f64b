"""A birth is registered from a phone: from the first search to the result."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.journeys.citizen import Citizen, answers_of
from tests.journeys.conftest import System
from tests.servers.waiting import until

CODE = re.compile(r"H41[\d.]*-\d{6}-\d{4,}")


def submitted(citizen: Citizen) -> str:
    """Search, sign in, fill in, hand in and submit; give the code shown at once."""
    form, case, answers = answers_of("1.001193")
    citizen.go("/?q=lam+giay+khai+sinh")
    citizen.press(form.name.vi)
    citizen.start(form.code, case)
    citizen.fill_all(answers)
    citizen.hand_in()
    assert answers["child_name"][0] in citizen.text()
    citizen.fill(answers)
    citizen.press("Nộp hồ sơ")
    assert "Đã nhận hồ sơ của bạn" in citizen.heading()
    found = CODE.search(citizen.text())
    assert found, citizen.text()
    return found.group()


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_birth_is_registered_from_search_to_result(
    browser: Browser, system: System, script: bool
) -> None:
    citizen = Citizen.arrive(browser, system.base, script=script)
    code = submitted(citizen)
    until(lambda: system.agency_holds(code))
    until(lambda: system.messages(code))
    link = re.search(r"http://\S+/s/\S{22}", system.messages(code)[-1])
    assert link
    until(lambda: "Cơ quan đã xác nhận" in _status(citizen, link.group()))

    system.agency_says(code, "accepted", due_at="2027-01-05T10:00:00Z", officer="Cán bộ Mẫu")
    until(lambda: len(system.messages(code)) == 2)
    citizen.go(f"/ho-so/{code}")
    receipt = PdfReader(BytesIO(citizen.download("Giấy tiếp nhận"))).pages[0].extract_text()
    assert code in receipt and "05 tháng 01 năm 2027" in receipt

    system.agency_says(code, "decided")
    until(lambda: len(system.messages(code)) == 3)
    citizen.go(f"/ho-so/{code}")
    assert citizen.result().startswith(b"%PDF-")
    assert system.taken(code) == 1
    assert citizen.seen == {}


def _status(citizen: Citizen, link: str) -> str:
    """Open the link of an SMS where nobody is signed in; nobody can be known from it."""
    other = citizen.page.context.browser
    assert other is not None
    stranger = Citizen.arrive(other, citizen.base, script=citizen.script)
    stranger.go(link)
    text = stranger.text()
    assert not any(told in text for told in ("Nguyễn", "Minh An", "091", "giấy chứng sinh"))
    citizen.seen |= stranger.seen
    stranger.page.context.close()
    return text
