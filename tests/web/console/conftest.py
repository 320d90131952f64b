"""A portal with a staff's provider, and operators who are signed in to its console."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from portal.app import create_app
from portal.runtime import Runtime
from portal.services.operations import staff, staff_sessions
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import Member, Person, Role
from portal.services.operations.staff_sessions import CONSOLE
from portal.services.sessions import SignIn
from portal.settings import Settings
from portal.web.console.guard import COOKIE
from tests.furnished import house
from tests.furnished.fixtures import agency, citizen, hands, paper, submitted
from tests.web.citizen.browsing import Browser

__all__ = ["agency", "citizen", "hands", "paper", "submitted"]
ISSUER = "https://staff.example"
AN = Person(ISSUER, "an", "Phạm Thị Điều Hành")
ADMIN = Actor("admin", reason="làm quen")


def as_operator(rt: Runtime, person: Person = AN, role: str = staff.OPERATOR) -> Member:
    """Give somebody a role and let them sign in."""
    with rt.db.write() as session:
        staff.give(session, person, Role(role), ADMIN)
        member = staff.recognise(session, person)
    assert member is not None
    return member


def token_of(rt: Runtime, member: Member, audience: str = CONSOLE) -> str:
    """Begin a session of somebody."""
    with rt.db.write() as session:
        made = SignIn("staff", None, "2", "id-token")
        return staff_sessions.start(session, rt, member, audience, made)


@pytest.fixture
def rt(settings: Settings, hands: object) -> Iterator[Runtime]:
    """Give the runtime of a furnished portal that knows where the staff signs in."""
    given = settings.staff_provider
    assert given is not None
    runtime = Runtime.make(replace(settings, staff_provider=replace(given, issuer=ISSUER)))
    house.furnish(runtime)
    yield runtime
    runtime.close()


@pytest.fixture
def app(rt: Runtime) -> Flask:
    """The web application."""
    return create_app(runtime=rt)


@pytest.fixture
def enter(app: Flask, rt: Runtime) -> Callable[..., Browser]:
    """Open a browser in which an operator is signed in."""

    def browser(person: Person = AN) -> Browser:
        client = app.test_client()
        client.set_cookie(COOKIE, token_of(rt, as_operator(rt, person)), path="/console")
        return Browser(client)

    return browser


@pytest.fixture
def an(enter: Callable[..., Browser]) -> Browser:
    """The operator An's browser, signed in."""
    return enter()
