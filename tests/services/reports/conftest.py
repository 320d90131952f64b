"""The furnished house, for the tests of reports."""

import pytest

from portal.models import Agency
from portal.runtime import Runtime
from tests.furnished import reporting
from tests.furnished.fixtures import agency, furnished, hands, rt
from tests.furnished.house import Hands
from tests.furnished.reporting import AFTER_Q1, LATE, OPEN, Office

__all__ = ["agency", "furnished", "hands", "rt"]


@pytest.fixture
def office(rt: Runtime, agency: Agency, hands: Hands) -> Office:
    """Give an agency that owes a report of two dossiers, the day after its period ended."""
    hands.now = AFTER_Q1
    reporting.put(rt, agency, LATE, OPEN)
    return reporting.office(rt, agency)


@pytest.fixture
def frozen(office: Office) -> Office:
    """Give the same with its report frozen."""
    office.freeze()
    return office
