"""Operators sign in at a certified OpenID provider of their own."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
import requests

from portal.app import create_app
from portal.models import StaffSession
from portal.runtime import Runtime
from portal.services.operations import deeds, staff, staff_sessions
from portal.services.operations.staff import OPERATOR, Person, Role
from portal.settings import Settings
from portal.web.console.guard import COOKIE
from tests.servers.openid_provider import OpenID, openid_provider
from tests.servers.ports import free_port
from tests.web.auth.conftest import BASE, Portal, as_provider
from tests.web.console.conftest import ADMIN

DOOR = "/console/dang-nhap"


@pytest.fixture(scope="session")
def openid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenID]:
    """Run the staff's provider once for all tests."""
    log = tmp_path_factory.mktemp("staff-openid") / "log"
    with openid_provider(BASE, log, entry="/console") as provider:
        yield provider


@pytest.fixture
def portal(settings: Settings, openid: OpenID) -> Iterator[Portal]:
    """Give a portal whose staff signs in at the provider, and whose citizens do nowhere."""
    with ExitStack() as open_now:
        provider = as_provider(openid, name="staff")
        told = replace(settings, base_url=BASE, providers=(), staff_provider=provider)
        rt = Runtime.make(told)
        open_now.callback(rt.db.close)
        app = create_app(runtime=rt)
        elsewhere = open_now.enter_context(requests.Session())
        yield Portal(app, rt, app.test_client(), elsewhere)


def let_operate(portal: Portal, openid: OpenID, subject: str = "sample-1") -> None:
    """Give somebody the operators' role before they ever sign in."""
    person = Person(openid.issuer, subject, "chưa biết tên")
    with portal.rt.db.write() as session:
        staff.give(session, person, Role(OPERATOR), ADMIN)


def test_an_operator_signs_in_and_goes_on_where_they_were_going(
    portal: Portal, openid: OpenID
) -> None:
    let_operate(portal, openid)
    answer = portal.sign_in(f"{DOOR}?tiep=/console/nhat-ky")
    assert (answer.status_code, answer.location) == (303, "/console/nhat-ky")
    page = portal.client.get("/console/nhat-ky")
    assert page.status_code == 200
    assert "Trần Văn Thử" in page.text
    with portal.rt.db.read() as session:
        assert deeds.recent(session)[0].deed == "signed_in"


def test_whoever_has_no_role_is_told_their_identifier_and_gets_no_session(
    portal: Portal,
) -> None:
    answer = portal.sign_in(DOOR, hint="sample-9")
    assert answer.status_code == 403
    assert "sample-9" in answer.text
    assert portal.client.get_cookie(COOKIE, path="/console") is None


def test_the_number_the_provider_tells_is_known_to_that_browser_alone(
    portal: Portal, openid: OpenID
) -> None:
    let_operate(portal, openid)
    portal.sign_in(DOOR)
    cookie = portal.client.get_cookie(COOKIE, path="/console")
    assert cookie is not None
    with portal.rt.db.read() as session:
        found = staff_sessions.find(session, portal.rt, cookie.value, staff_sessions.CONSOLE)
        (row,) = session.query(StaffSession)
        known = staff.named(session, openid.issuer, "sample-1")
    assert found is not None and found.member.number == "000088000001"
    assert known.number == "" and b"000088000001" not in (row.sealed_number or b"")


def test_the_cookie_goes_to_the_console_alone(portal: Portal, openid: OpenID) -> None:
    let_operate(portal, openid)
    answer = portal.sign_in(DOOR)
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith(COOKIE))
    assert {"HttpOnly", "SameSite=Lax", "Path=/console"} <= set(cookie.split("; "))


def test_signing_in_again_gives_a_fresh_token(portal: Portal, openid: OpenID) -> None:
    let_operate(portal, openid)
    portal.sign_in(DOOR)
    first = portal.client.get_cookie(COOKIE, path="/console")
    portal.sign_in(DOOR)
    second = portal.client.get_cookie(COOKIE, path="/console")
    assert first and second and first.value != second.value
    portal.client.set_cookie(COOKIE, first.value, path="/console")
    assert portal.client.get("/console/nhat-ky").status_code == 303


def test_no_address_outside_the_console_is_gone_to(portal: Portal, openid: OpenID) -> None:
    let_operate(portal, openid)
    for there in ("//evil.example", "https://evil.example", "/ho-so", "/consolex"):
        assert portal.sign_in(f"{DOOR}?tiep={there}").location == "/console", there


def test_a_replayed_callback_is_refused(portal: Portal, openid: OpenID) -> None:
    let_operate(portal, openid)
    back = portal.at_provider(portal.to_provider(DOOR))
    assert portal.client.get(back).status_code == 303
    assert portal.client.get(back).status_code == 400


def test_the_staffs_provider_signs_no_citizen_in(portal: Portal) -> None:
    assert portal.client.get("/dang-nhap?noi=staff").status_code == 503


def test_without_a_provider_there_is_no_console(settings: Settings) -> None:
    rt = Runtime.make(replace(settings, staff_provider=None))
    client = create_app(runtime=rt).test_client()
    for path in ("/console", DOOR, "/console/bieu-mau", "/console/dang-xuat/xong"):
        assert client.get(path).status_code == 404, path
    rt.close()


def test_a_provider_that_is_down_is_told_honestly(settings: Settings, openid: OpenID) -> None:
    provider = as_provider(openid, name="staff", issuer=f"http://127.0.0.1:{free_port()}")
    rt = Runtime.make(replace(settings, staff_provider=provider))
    answer = create_app(runtime=rt).test_client().get(DOOR)
    assert answer.status_code == 503
    assert "định danh cán bộ đang gián đoạn" in answer.text
    rt.close()
