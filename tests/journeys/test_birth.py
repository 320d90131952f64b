"""A birth is registered from a phone: from the first search to the result."""

import re
from io import BytesIO

from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.journeys.citizen import Citizen
from tests.journeys.conftest import System
from tests.journeys.ways import DUE, seen_by_a_stranger, submitted
from tests.servers.waiting import until


def test_a_birth_is_registered_from_search_to_result(browser: Browser, system: System) -> None:
    walk(Citizen.arrive(browser, system.base), system)


def walk(citizen: Citizen, system: System) -> None:
    """Go the whole way, from the search to the result in hand."""
    code = submitted(citizen)
    until(lambda: system.agency_holds(code))
    until(lambda: system.messages(code))
    link = re.search(r"http://\S+/s/\S{22}", system.messages(code)[-1])
    assert link
    until(lambda: "Cơ quan đã xác nhận" in seen_by_a_stranger(citizen, link.group()))

    system.agency_says(code, "accepted", due_at=DUE, officer="Cán bộ Mẫu")
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
