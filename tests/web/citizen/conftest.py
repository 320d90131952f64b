"""A portal with an agency and a form, and citizens who are signed in to it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from forms.loader import load
from portal import clock
from portal.domain.calendar_seed import seed
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import agencies, calendars, citizens, publishing, sessions
from portal.services.agencies import NewAgency
from portal.services.citizens import Identity
from portal.services.sessions import SignIn
from portal.web.context import SESSION_COOKIE
from tests.conftest import Store
from tests.furnished import lasting
from tests.furnished.fixtures import rt as empty
from tests.web.citizen.browsing import Browser

__all__ = ["empty"]
MOVING = "9.000002"
SOURCE = (Path(__file__).parent / "moving.yaml").read_text()
MONDAY = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
HA = {
    "full_name": "Nguyễn Thị Thu Hà",
    "citizen_number": "000190012345",
    "birth_date": "1990-03-27",
    "gender": "female",
    "phone": "0912345678",
}
Enter = Callable[..., Browser]


class Hands:
    """A clock whose hands a test may turn."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        """Say what moment it is."""
        return self.now


@pytest.fixture
def hands() -> Iterator[Hands]:
    """Live on a Monday morning, until the test turns the hands."""
    turned = Hands()
    with clock.at(turned):
        yield turned


def move_in(rt: Runtime) -> None:
    """Put the room's form and a calendar in, on that Monday."""
    with clock.at(Hands()), rt.db.write() as session:
        publishing.publish(session, load(SOURCE), SOURCE, "test")
        calendars.publish(session, seed(2025, 2027), "test")


@pytest.fixture(scope="module")
def furnished(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """A portal that takes small files only, so that too big ones are small too."""
    small = {"file_limit": 200_000, "dossier_limit": 500_000}
    with lasting.portal(store, tmp_path_factory.mktemp("house"), move_in, **small) as runtime:
        yield runtime


@pytest.fixture
def rt(hands: Hands, empty: Runtime) -> Runtime:
    """Its runtime; nothing has happened yet."""
    return empty


@pytest.fixture
def agency(rt: Runtime) -> Agency:
    """A commune that takes dossiers."""
    new = NewAgency(
        code="H41.12.34",
        name="Ủy ban nhân dân phường Ba Đình",
        name_en="Ba Đình Ward People's Committee",
        level="commune",
        place="00004",
        connector="one_stop",
        endpoint={"base_url": "http://127.0.0.1:1"},
        secret={"key": "k", "secret": "s"},
    )
    with rt.db.write() as session:
        return agencies.add(session, rt, new)


@pytest.fixture
def app(rt: Runtime, agency: Agency) -> Flask:
    """The web application."""
    return lasting.app_of(rt)


@pytest.fixture
def enter(app: Flask, rt: Runtime) -> Enter:
    """Open a browser in which somebody is signed in; by their own name they are somebody else."""

    def browser(subject: str = "ha", **profile: str) -> Browser:
        identity = Identity("https://issuer.example", subject, "2", False, {**HA, **profile})
        with rt.db.write() as session:
            citizen = citizens.recognise(session, rt, identity)
            token = sessions.start(session, rt, citizen, SignIn("national", None, "2", "id-token"))
        client = app.test_client()
        client.set_cookie(SESSION_COOKIE, token)
        return Browser(client)

    return browser


@pytest.fixture
def ha(enter: Enter) -> Browser:
    """Ms Hà's browser, signed in."""
    return enter()


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app.test_client())


@pytest.fixture
def draft(ha: Browser, agency: Agency) -> str:
    """The address of a draft Ms Hà has just begun."""
    page = ha.open(f"/thu-tuc/{MOVING}/bat-dau")
    begun = ha.send(page, {"case": "usual", "agency": str(agency.id)})
    return begun.leads_to
