"""The furnished house and its partners, for the tests of this room."""

from collections.abc import Iterator

import pytest

from portal.models import Agency
from portal.runtime import Runtime
from tests.furnished import house
from tests.furnished.fixtures import citizen, furnished, hands, paper
from tests.furnished.fixtures import rt as alone
from tests.furnished.fixtures import submitted
from tests.furnished.partners import (
    Centre,
    Office,
    agency_sandbox,
    ahead,
    centre,
    office,
    sms_sandbox,
    with_centre,
)

__all__ = [
    "agency_sandbox",
    "ahead",
    "alone",
    "centre",
    "citizen",
    "furnished",
    "hands",
    "office",
    "paper",
    "sms_sandbox",
    "submitted",
]


@pytest.fixture
def rt(alone: Runtime, centre: Centre) -> Iterator[Runtime]:
    """Give the runtime of a furnished portal that knows where the SMS centre is."""
    told = with_centre(alone, centre)
    yield told
    told.partners.close()


@pytest.fixture
def agency(rt: Runtime, office: Office) -> Agency:
    """Give a commune whose system is the sandbox."""
    return house.add_agency(rt, office.code, office.url)
