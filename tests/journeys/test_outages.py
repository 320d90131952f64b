"""Counterparties that fail while a citizen submits: nothing is noticed, nothing doubles."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.citizen import Citizen, answers_of
from tests.journeys.conftest import System
from tests.journeys.ways import submitted
from tests.servers.waiting import until

ONCE = {"value": True, "times": 1}


@pytest.fixture(autouse=True)
def well_again(system: System) -> Iterator[None]:
    """Let no outage outlive its test."""
    yield
    system.faults(1, "/faults", down=False)
    system.faults(2, "/control/agencies/H41.90/faults", away=False)
    system.faults(3, "/faults", down=False)


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


def test_without_the_identity_provider_one_browses_goes_on_and_is_told_the_truth(
    browser: Browser, system: System
) -> None:
    form, case, answers = answers_of("1.001193")
    inside = Citizen.arrive(browser, system.base)
    inside.start(form.code, case)
    system.faults(1, "/faults", down=True)
    stranger = Citizen.arrive(browser, system.base)
    stranger.go("/?q=lam+giay+khai+sinh")
    stranger.press(form.name.vi)
    stranger.press("Bắt đầu")
    stranger.press("Đăng nhập để bắt đầu")
    # The portal says so, or the provider itself where the portal had its address at hand.
    assert stranger.heading().startswith("Hệ thống định danh đang ")
    # Whoever is inside does not notice.
    inside.fill_all(answers)
    inside.hand_in()
    inside.fill(answers)
    inside.press("Nộp hồ sơ")
    assert "Đã nhận hồ sơ của bạn" in inside.heading()
    system.faults(1, "/faults", down=False)
    stranger.go(f"/thu-tuc/{form.code}/bat-dau")
    stranger.press("Đăng nhập để bắt đầu")
    stranger.sign_in()
    assert f"/thu-tuc/{form.code}/bat-dau" in stranger.page.url
    assert (inside.seen, stranger.seen) == ({}, {})


def test_while_the_sms_centre_is_down_everything_goes_on_and_the_message_comes_once(
    browser: Browser, system: System
) -> None:
    system.faults(3, "/faults", down=True)
    citizen = Citizen.arrive(browser, system.base)
    code = submitted(citizen)
    until(lambda: system.agency_holds(code), seconds=40)
    assert system.messages(code) == []
    system.faults(3, "/faults", down=False)
    until(lambda: system.messages(code), seconds=60)
    assert len(system.messages(code)) == 1
    assert citizen.seen == {}


def test_while_the_agency_is_away_the_portal_says_that_it_has_the_dossier_itself(
    browser: Browser, system: System
) -> None:
    away = "/control/agencies/H41.90/faults"
    system.faults(2, away, away=True)
    citizen = Citizen.arrive(browser, system.base)
    code = submitted(citizen)
    citizen.go(f"/ho-so/{code}")
    assert "Hiện nay:\nCổng đã nhận hồ sơ" in citizen.text()
    assert "Cơ quan đã xác nhận" not in citizen.text()
    system.faults(2, away, away=False)

    def confirmed() -> bool:
        citizen.go(f"/ho-so/{code}")
        return "Cơ quan đã xác nhận" in citizen.text()

    until(confirmed, seconds=60)
    assert system.taken(code) == 1
    assert citizen.seen == {}
