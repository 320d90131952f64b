"""Who opens the console, and for how long."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.domain.errors import NotFound
from portal.runtime import Runtime
from portal.services.operations import deeds, staff, staff_sessions
from portal.services.operations.staff import OPERATOR, Role
from portal.services.operations.staff_sessions import CONSOLE
from portal.web.console.guard import COOKIE
from portal.web.context import SESSION_COOKIE
from tests.furnished.house import Hands, sign_in
from tests.web.citizen.browsing import Browser
from tests.web.console.conftest import ADMIN, AN, as_operator, token_of

FORMS = "/console/bieu-mau"


def test_nobody_is_let_in_without_signing_in(app: Flask) -> None:
    page = Browser(app.test_client()).open(FORMS)
    assert (page.status, page.leads_to) == (303, "/console/dang-nhap?tiep=%2Fconsole%2Fbieu-mau")


def test_an_operator_is_let_in_and_named(an: Browser) -> None:
    page = an.open(FORMS)
    assert page.status == 200
    assert AN.name in page.answer.text


def test_a_citizens_session_opens_nothing(app: Flask, rt: Runtime) -> None:
    citizen = sign_in(rt)
    browser = Browser(app.test_client())
    browser.client.set_cookie(SESSION_COOKIE, "of a citizen")
    browser.client.set_cookie(COOKIE, "of a citizen", path="/console")
    page = browser.open(FORMS)
    assert page.status == 303
    assert citizen.name not in page.answer.text


def test_an_operators_token_opens_no_citizens_page(app: Flask, rt: Runtime) -> None:
    browser = Browser(app.test_client())
    browser.client.set_cookie(SESSION_COOKIE, token_of(rt, as_operator(rt)))
    assert browser.open("/ho-so").leads_to.startswith("/dang-nhap")


def test_a_session_of_another_audience_opens_nothing(app: Flask, rt: Runtime) -> None:
    browser = Browser(app.test_client())
    browser.client.set_cookie(COOKIE, token_of(rt, as_operator(rt), "desk"), path="/console")
    assert browser.open(FORMS).status == 303


def test_another_role_finds_nothing_here(app: Flask, rt: Runtime) -> None:
    browser = Browser(app.test_client())
    token = token_of(rt, as_operator(rt, AN, "officer"))
    browser.client.set_cookie(COOKIE, token, path="/console")
    assert browser.open(FORMS).status == 404


def test_whoever_is_relieved_is_out_with_the_next_page(an: Browser, rt: Runtime) -> None:
    assert an.open(FORMS).status == 200
    with rt.db.write() as session:
        staff.take(session, AN.issuer, AN.subject, Role(OPERATOR), ADMIN)
    assert an.open(FORMS).status == 404


def test_an_idle_session_ends(an: Browser, hands: Hands) -> None:
    hands.turn(minutes=14)
    assert an.open(FORMS).status == 200
    hands.turn(minutes=14)
    assert an.open(FORMS).status == 200
    hands.turn(minutes=16)
    assert an.open(FORMS).status == 303


def test_a_session_in_use_ends_after_ten_hours(an: Browser, hands: Hands) -> None:
    for _ in range(59):
        hands.turn(minutes=10)
        assert an.open(FORMS).status == 200
    hands.turn(minutes=10)
    assert an.open(FORMS).status == 303


def test_what_was_typed_into_a_session_that_ended_is_given_back(an: Browser, hands: Hands) -> None:
    page = an.open(f"{FORMS}/moi")
    hands.turn(hours=1)
    page = an.send(page, {"source": "procedure: một bản dài"})
    assert page.status == 401
    assert "procedure: một bản dài" in page.text


def test_a_deed_without_the_pages_own_token_is_refused(an: Browser) -> None:
    assert an.post(f"{FORMS}/moi", [("source", "x")]).status == 400


def test_signing_out_ends_the_session(an: Browser, rt: Runtime) -> None:
    page = an.open(FORMS)
    button = page.tree.xpath("//form[@action='/console/dang-xuat']/input")[0]
    answer = an.post("/console/dang-xuat", [("csrf_token", button.get("value"))])
    assert answer.leads_to == "/console/dang-xuat/xong"
    assert an.open(FORMS).status == 303
    with rt.db.read() as session:
        assert deeds.recent(session)[0].deed == "signed_out"


def test_of_two_sessions_ending_one_leaves_the_other(
    enter: Callable[..., Browser], rt: Runtime
) -> None:
    one, other = enter(), enter()
    cookie = one.client.get_cookie(COOKIE, path="/console")
    assert cookie is not None
    with rt.db.write() as session:
        staff_sessions.end(session, rt, cookie.value, CONSOLE)
    assert (one.open(FORMS).status, other.open(FORMS).status) == (303, 200)


def test_roles_are_kept_as_they_were(rt: Runtime) -> None:
    as_operator(rt)
    with rt.db.write() as session:
        assert not staff.give(session, AN, Role(OPERATOR), ADMIN)
        staff.take(session, AN.issuer, AN.subject, Role(OPERATOR), ADMIN)
        with pytest.raises(NotFound):
            staff.take(session, AN.issuer, AN.subject, Role(OPERATOR), ADMIN)
        assert staff.give(session, AN, Role(OPERATOR), ADMIN)
        told = [(row.deed, row.by, row.reason) for row in deeds.of_target(session, "staff:an")]
    assert sorted(told) == [
        ("role_given", "admin", "làm quen"),
        ("role_given", "admin", "làm quen"),
        ("role_taken", "admin", "làm quen"),
    ]
