"""Counterparties that fail while a citizen submits: nothing is noticed, nothing doubles."""

from playwright.sync_api import Browser

from tests.journeys.citizen import Citizen
from tests.journeys.conftest import System
from tests.journeys.ways import submitted
from tests.servers.waiting import until

ONCE = {"value": True, "times": 1}


def test_an_agency_and_an_sms_centre_that_fail_and_drop_are_told_once(
    browser: Browser, system: System
) -> None:
    agency = "/control/agencies/H41.90/faults"
    system.faults(2, agency, error500=ONCE, drop_after_taking=ONCE)
    system.faults(3, "/faults", drop_after_taking=ONCE)
    citizen = Citizen.arrive(browser, system.base, script=False)
    code = submitted(citizen)

    def confirmed() -> bool:
        citizen.go(f"/ho-so/{code}")
        return "Cơ quan đã xác nhận" in citizen.text()

    until(confirmed, seconds=40)
    until(lambda: system.messages(code), seconds=40)
    assert system.taken(code) == 1
    assert len(system.messages(code)) == 1
