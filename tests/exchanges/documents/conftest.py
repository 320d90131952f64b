"""A commune on an axis that is up, with an officer."""

import pytest

from tests.furnished.axis import OURS, running_axis
from tests.furnished.desks import add_desk, officer
from tests.furnished.documents import lay_line


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    with running_axis(tmp_path_factory.mktemp("axis")) as axis:
        yield axis


@pytest.fixture
def axis(running):
    """An axis that is well and empty."""
    running.clear()
    yield running
    running.clear()


@pytest.fixture
def rt(alone):
    yield alone
    alone.partners.close()


@pytest.fixture
def at(rt, axis):
    """Give the commune and its officer."""
    agency = add_desk(rt, OURS)
    lay_line(rt, axis, agency)
    return agency, officer(rt, agency)
