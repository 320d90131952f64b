"""A portal with a desk, and an officer who is signed in to it."""

from collections.abc import Callable

import pytest
from flask import Flask

from portal.models import Agency, Dossier
from portal.runtime import Runtime
from portal.services.citizens import Signed
from portal.services.operations import staff_sessions
from portal.services.operations.staff import Member
from portal.services.sessions import SignIn
from portal.web.desk.guard import DOOR
from tests.furnished import house
from tests.furnished.desks import add_desk
from tests.furnished.desks import officer as hire
from tests.furnished.fixtures import citizen, hands
from tests.furnished.partners import drain
from tests.furnished.stores import at_home, process, there
from tests.web.citizen.browsing import Browser
from tests.web.console.conftest import app, empty, furnished, rt

__all__ = ["app", "at_home", "citizen", "empty", "furnished", "hands", "process", "rt", "there"]


@pytest.fixture
def agency(rt: Runtime) -> Agency:
    """Give a commune without a system."""
    return add_desk(rt)


@pytest.fixture
def lying(rt: Runtime, citizen: Signed, agency: Agency) -> Dossier:
    """Give a dossier that lies on its desk."""
    made = house.submit_new(rt, citizen, agency)
    drain(rt)
    return house.again(rt, made)


@pytest.fixture
def enter(app: Flask, rt: Runtime) -> Callable[[Member], Browser]:
    """Open a browser in which somebody is signed in at the desk."""

    def browser(member: Member) -> Browser:
        with rt.db.write() as session:
            made = SignIn("staff", None, "2", "id-token")
            token = staff_sessions.start(session, rt, member, DOOR.audience, made)
        client = app.test_client()
        client.set_cookie(DOOR.cookie, token, path=DOOR.home)
        return Browser(client)

    return browser


@pytest.fixture
def binh(enter: Callable[[Member], Browser], rt: Runtime, agency: Agency) -> Browser:
    """The officer Bình's browser, signed in."""
    return enter(hire(rt, agency))
