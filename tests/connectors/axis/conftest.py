"""An axis that is up, and lines to it in either dialect."""

import pytest

from connectors import registry
from tests.furnished.axis import OURS, running_axis


@pytest.fixture(scope="package")
def process(tmp_path_factory):
    with running_axis(tmp_path_factory.mktemp("axis")) as axis:
        yield axis


@pytest.fixture
def axis(process):
    """An axis that is well and empty."""
    process.clear()
    yield process
    process.clear()


@pytest.fixture
def line(axis, around):
    """Make lines of organisations to the axis; whatever is given changes their settings."""
    made = []

    def make(dialect="national_axis", organ=OURS, surroundings=around, **more):
        given = axis.settings(dialect, organ, **more)
        made.append(registry.documents(dialect, given, surroundings))
        return made[-1]

    yield make
    for one in made:
        one.close()
