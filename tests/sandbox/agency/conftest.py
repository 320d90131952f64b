"""An agency that is up, and the portal's hand towards it."""

import json

import pytest
import requests

from tests.sandbox.agency.hand import CODE, PILOTED, SECRET, Hand
from tests.sandbox.conftest import running
from tests.servers.waiting import until


@pytest.fixture(scope="package")
def office(tmp_path_factory, portal_end):
    """Run two agencies, one of them on autopilot, that report to the listening end."""
    agencies = [
        {
            "code": code,
            "name": f"UBND mẫu {code}",
            "key_id": "khoa-1",
            "secret": SECRET,
            "portal_url": f"{portal_end.url}/{code}",
            "autopilot": code == PILOTED,
        }
        for code in (CODE, PILOTED)
    ]
    folder = tmp_path_factory.mktemp("agency")
    with running("agency", folder, SANDBOX_AGENCIES=json.dumps(agencies)) as process:
        yield process


@pytest.fixture
def hand(office):
    """Give the portal's hand, with all faults off and no news of earlier tests on the way."""
    hand = Hand(office.url)
    until(lambda: requests.post(f"{hand.control}/send", timeout=10).json() == {"waiting": 0})
    yield hand
    requests.delete(f"{hand.control}/faults", timeout=10)
