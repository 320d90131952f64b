"""A portal with an agency that owes reports, and people who are signed in to its reports."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.models import Agency
from portal.runtime import Runtime
from portal.services.operations import staff_sessions
from portal.services.operations.staff import Member
from portal.services.sessions import SignIn
from portal.web.reports.guard import DOOR
from tests.furnished import house, reporting
from tests.furnished.fixtures import hands
from tests.furnished.house import Hands
from tests.furnished.reporting import AFTER_Q1, LATE, OPEN, Office
from tests.web.citizen.browsing import Browser
from tests.web.console.conftest import app, empty, furnished, rt

__all__ = ["app", "empty", "furnished", "hands", "rt"]


@pytest.fixture
def agency(rt: Runtime) -> Agency:
    """Give a commune."""
    return house.add_agency(rt)


@pytest.fixture
def frozen(rt: Runtime, agency: Agency, hands: Hands) -> Office:
    """Give an agency whose report of two dossiers is frozen; its parent collects nothing."""
    hands.now = AFTER_Q1
    reporting.put(rt, agency, LATE, OPEN)
    house.add_agency(rt, "H41")
    office = reporting.office(rt, agency, parent="H41")
    office.freeze()
    return office


@pytest.fixture
def enter(app: Flask, rt: Runtime) -> Callable[[Member], Browser]:
    """Open a browser in which somebody is signed in to reports."""

    def browser(member: Member) -> Browser:
        with rt.db.write() as session:
            made = SignIn("staff", None, "2", "id-token")
            token = staff_sessions.start(session, rt, member, DOOR.audience, made)
        client = app.test_client()
        client.set_cookie(DOOR.cookie, token, path=DOOR.home)
        return Browser(client)

    return browser


@pytest.fixture
def writer(enter: Callable[[Member], Browser], frozen: Office) -> Browser:
    """The browser of whoever writes the report."""
    return enter(frozen.writer)


@pytest.fixture
def approver(enter: Callable[[Member], Browser], frozen: Office) -> Browser:
    """The browser of whoever approves it."""
    return enter(frozen.approver)
