"""A portal with a staff's provider, and operators who are signed in to its console."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask

from portal.runtime import Runtime
from portal.services.operations import staff, staff_sessions
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import Member, Person, Role
from portal.services.operations.staff_sessions import CONSOLE
from portal.services.sessions import SignIn
from portal.settings import Settings
from portal.web.console.guard import COOKIE
from tests.conftest import Store
from tests.furnished import lasting
from tests.furnished.fixtures import agency, citizen, hands, paper
from tests.furnished.fixtures import rt as empty
from tests.furnished.fixtures import submitted
from tests.web.citizen.browsing import Browser

__all__ = ["agency", "citizen", "empty", "hands", "paper", "submitted"]
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


@pytest.fixture(scope="module")
def furnished(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """Make the runtime of a furnished portal that knows where the staff signs in."""
    staff_at = Settings.load({}).staff_provider
    assert staff_at is not None
    told = {"staff_provider": replace(staff_at, issuer=ISSUER)}
    with lasting.portal(store, tmp_path_factory.mktemp("house"), **told) as runtime:
        yield runtime


@pytest.fixture
def rt(hands: object, empty: Runtime) -> Runtime:
    """Give it; nothing has happened yet, and it is Monday morning."""
    return empty


@pytest.fixture
def app(rt: Runtime) -> Flask:
    """The web application."""
    return lasting.app_of(rt)


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
