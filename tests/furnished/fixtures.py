"""The furnished house as tests ask for it; imported by the conftest of each room that does."""

from collections.abc import Iterator

import pytest

from portal import clock
from portal.models import Agency, Dossier
from portal.runtime import Runtime
from portal.services.citizens import Signed
from tests.conftest import Store
from tests.furnished import house, lasting
from tests.furnished.house import Hands


@pytest.fixture
def hands() -> Iterator[Hands]:
    """Live on a Monday morning, until the test turns the hands."""
    turned = Hands()
    with clock.at(turned):
        yield turned


@pytest.fixture(scope="module")
def furnished(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runtime]:
    """Make the runtime of a furnished portal; files are small, partners are given up on soon."""
    folder = tmp_path_factory.mktemp("house")
    small = {"file_limit": 200_000, "dossier_limit": 500_000, "partner_timeout": 2.0}
    with lasting.portal(store, folder, **small) as runtime:
        yield runtime


@pytest.fixture
def rt(furnished: Runtime, broker_url: str, request: pytest.FixtureRequest) -> Iterator[Runtime]:
    """Give the runtime of a furnished portal in which nothing has happened yet."""
    if "hands" in request.fixturenames:
        # Whatever a test has made for it is made at the hour of its hands, not of today.
        request.getfixturevalue("hands")
    yield furnished
    lasting.put_back(furnished)


@pytest.fixture
def agency(rt: Runtime) -> Agency:
    """Give a commune whose system nobody has ever reached."""
    return house.add_agency(rt)


@pytest.fixture
def citizen(rt: Runtime) -> Signed:
    """Give somebody who is signed in."""
    return house.sign_in(rt)


@pytest.fixture
def paper(rt: Runtime, citizen: Signed, agency: Agency) -> house.Paper:
    """Give a draft that is ready to be handed in."""
    return house.begin(rt, citizen, agency).fill().attach()


@pytest.fixture
def submitted(paper: house.Paper) -> Dossier:
    """Give a dossier that was handed in and has gone nowhere yet."""
    return paper.submit()
