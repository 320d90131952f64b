"""The sandbox's national portal, and connectors to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests

from connectors import registry
from connectors.messages import State
from connectors.national_messages import Dates, Holder, Matter, Owner, Standing, Step
from tests.sandbox.conftest import running
from tests.sandbox.national.hand import NATIONAL

MORNING = datetime(2026, 11, 24, 2, 41, tzinfo=UTC)
CODE = "H41.90-261124-0001"


class There:
    """The national portal, from behind."""

    def __init__(self, url):
        self.url = url

    def faults(self, **wanted):
        requests.post(f"{self.url}/faults", json=wanted, timeout=10).raise_for_status()

    def holds(self, code=CODE):
        found = requests.get(f"{self.url}/control/dossiers/{code}", timeout=10)
        return found.json() if found.ok else None

    def calls(self):
        told = requests.get(f"{self.url}/control/calls", timeout=10).json()["calls"]
        return [call["service"] for call in told]

    def ways(self):
        told = requests.get(f"{self.url}/control/calls", timeout=10).json()["calls"]
        return {call["way"] for call in told}

    def hand_over(self, unit="H41.90.01", procedure="9.000101", **more):
        wanted = {"unit": unit, "procedure": procedure, "more": more}
        told = requests.post(f"{self.url}/control/handed", json=wanted, timeout=30)
        return told.json()

    def bill(self, code):
        return requests.get(f"{self.url}/control/bills/{code}", timeout=30).json()

    def handed(self):
        return requests.get(f"{self.url}/control/handed", timeout=10).json()["handed"]

    def ask(self, unit="H41.90.01", **more):
        wanted = {"unit": unit, "more": more}
        return requests.post(f"{self.url}/control/asked", json=wanted, timeout=10).json()["code"]

    def asked(self):
        told = requests.get(f"{self.url}/control/asked", timeout=10).json()["asked"]
        return {one["code"]: one for one in told}

    def anew(self):
        requests.delete(f"{self.url}/faults", timeout=10).raise_for_status()
        requests.delete(f"{self.url}/control", timeout=10).raise_for_status()
        requests.delete(f"{self.url}/control/papers", timeout=10).raise_for_status()

    def lay(self, code, title="Giấy tờ nhà", **more):
        """Lay a paper into the store of personal papers."""
        paper = {"owner": "000190000011", "number": "12/GT", "agency": "H41", **more}
        told = {"code": code, "title": title, **paper}
        url = f"{self.url}/control/papers"
        requests.post(url, json=told, timeout=10).raise_for_status()

    def questions(self):
        """Give what the store was asked, in order."""
        return requests.get(f"{self.url}/control/questions", timeout=10).json()["questions"]


@pytest.fixture(scope="package")
def process(tmp_path_factory):
    with running("national", tmp_path_factory.mktemp("national"), **NATIONAL) as started:
        yield started


@pytest.fixture
def there(process):
    """A national portal that holds nothing and is well."""
    found = There(process.url)
    found.anew()
    yield found
    found.anew()


@pytest.fixture
def connect(there, around):
    """Make connectors to it; whatever is given changes their settings."""
    made = []

    def make(surroundings=around, **settings):
        given = {
            "base_url": there.url,
            "username": NATIONAL["SANDBOX_NATIONAL_USERNAME"],
            "password": NATIONAL["SANDBOX_NATIONAL_PASSWORD"],
            "unit": NATIONAL["SANDBOX_NATIONAL_UNIT"],
            "allow_private": True,
            "read_seconds": 2,
            **settings,
        }
        connector = registry.national("national_portal", given, surroundings)
        made.append(connector)
        return connector

    yield make
    for connector in made:
        connector.close()


def standing(**more):
    """A dossier that was submitted and no more; whatever is given changes it."""
    made = Standing(
        code=CODE,
        matter=Matter("1.001193", "Đăng ký khai sinh", "G15-TP07", "Hộ tịch", "Khai sinh"),
        owner=Owner(Holder.CITIZEN, "Nguyễn Thị Mẫu", "000190000011", phone="84912345678"),
        dates=Dates(MORNING),
        state=State.SUBMITTED,
        channel="online",
        agency="H41.90",
        agency_name="UBND phường mẫu",
    )
    return replace(made, **more)


def steps(count=1, state=State.SUBMITTED):
    """So many pieces of progress, a minute apart."""
    return [Step(MORNING + timedelta(minutes=n), state, f"bước {n}") for n in range(count)]
