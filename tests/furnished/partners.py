"""Partners as the portal meets them: the sandboxes, real processes with their fault switches."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
import requests

from portal import clock
from portal.jobs.drain import Drain
from portal.models import Agency, AgencyCursor
from portal.runtime import Partners, Runtime
from tests.furnished import house
from tests.furnished.house import KEY_ID, NOWHERE, SECRET, Ahead
from tests.sandbox.conftest import Process, running
from tests.sandbox.national.hand import INWARD, NATIONAL

CODES = ("H41.90.01", "H41.90.02")
TOKEN = "the token of this test"


@dataclass(frozen=True)
class Office:
    """An agency's one-stop system, from behind the counter."""

    url: str
    code: str = CODES[0]

    @property
    def control(self) -> str:
        """The address its switches are at."""
        return f"{self.url}/control/agencies/{self.code}"

    def faults(self, **wanted: object) -> None:
        """Switch faults."""
        requests.post(f"{self.control}/faults", json=wanted, timeout=10).raise_for_status()

    def well(self) -> None:
        """Switch all faults off."""
        requests.delete(f"{self.control}/faults", timeout=10).raise_for_status()

    def keep_time(self) -> None:
        """Let its clock go as the portal's, wherever a test has turned that."""
        self.faults(clock_skew=(clock.now() - datetime.now(UTC)).total_seconds())

    def ledger(self, code: str) -> list[dict]:
        """Read what was handed in for a dossier, and what it did."""
        query = {"agency": self.code, "code": code}
        answer = requests.get(f"{self.url}/ledger", params=query, timeout=10)
        return answer.json()["entries"]

    def taken(self, code: str) -> int:
        """Count how often a dossier was taken."""
        return sum(entry["taken"] for entry in self.ledger(code))

    def holds(self, code: str) -> dict:
        """Look at a dossier."""
        return requests.get(f"{self.control}/dossiers/{code}", timeout=10).json()

    def act(self, code: str, kind: str, **deed: object) -> dict:
        """Do an officer's deed, and give the news it makes."""
        told = requests.post(
            f"{self.control}/dossiers/{code}/news", json={"kind": kind, **deed}, timeout=10
        )
        told.raise_for_status()
        return told.json()


@dataclass(frozen=True)
class Centre:
    """The SMS centre, and the telephones behind it."""

    url: str

    def faults(self, **wanted: object) -> None:
        """Switch faults."""
        requests.post(f"{self.url}/faults", json=wanted, timeout=10).raise_for_status()

    def inbox(self, reference: str) -> list[dict]:
        """List the messages with a reference that a telephone has got."""
        got = requests.get(f"{self.url}/inbox", timeout=10).json()
        return [message for message in got if message["reference"] == reference]


@pytest.fixture(scope="session")
def agency_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """Run two agencies whose news nobody hears until it is fetched."""
    agencies = [
        {"code": code, "name": code, "key_id": KEY_ID, "secret": SECRET, "portal_url": NOWHERE}
        for code in CODES
    ]
    folder = tmp_path_factory.mktemp("agency")
    with running("agency", folder, SANDBOX_AGENCIES=json.dumps(agencies)) as process:
        yield process


@pytest.fixture(scope="session")
def sms_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """Run an SMS centre."""
    folder = tmp_path_factory.mktemp("sms")
    with running("sms", folder, SANDBOX_SMS_TOKEN=TOKEN) as process:
        yield process


@pytest.fixture
def office(agency_sandbox: Process) -> Iterator[Office]:
    """Give an agency's system that is well."""
    office = Office(agency_sandbox.url)
    yield office
    office.well()


@pytest.fixture
def centre(sms_sandbox: Process) -> Iterator[Centre]:
    """Give an SMS centre that is well."""
    yield Centre(sms_sandbox.url)
    requests.delete(f"{sms_sandbox.url}/faults", timeout=10)


@pytest.fixture
def ahead() -> Iterator[Ahead]:
    """Live by a clock that may be put ahead (partners take five minutes of it)."""
    running_clock = Ahead()
    with clock.at(running_clock):
        yield running_clock


def with_centre(rt: Runtime, centre: Centre) -> Runtime:
    """Tell a runtime where the SMS centre is."""
    secrets = replace(rt.settings.secrets, partners={"sms": TOKEN})
    settings = replace(rt.settings, sms_url=centre.url, secrets=secrets)
    return replace(rt, settings=settings, partners=Partners(settings, rt.keyring, rt.db))


def polled_agency(rt: Runtime, office: Office) -> Agency:
    """Add a commune whose system brings no news: it is asked, from now on."""
    polled = house.add_agency(rt, office.code, office.url, polled=True)
    cursor, connector = "", rt.partners.agency(polled)
    while True:
        _, following = connector.poll(cursor)
        if following == cursor:
            break
        cursor = following
    move_cursor(rt, polled, cursor)
    return polled


def move_cursor(rt: Runtime, agency: Agency, cursor: str) -> None:
    """Let an agency's news be read from a place on."""
    with rt.db.write() as session:
        moved = AgencyCursor(agency_id=agency.id, stream="news", cursor=cursor,
                             moved_at=agency.created_at)  # fmt: skip
        session.merge(moved)


def drain(rt: Runtime, worker: str = "test") -> int:
    """Keep every promise that is due."""
    draining = Drain(rt, worker)
    try:
        return draining.run()
    finally:
        draining.close()


def with_national(rt: Runtime, url: str) -> Runtime:
    """Tell a runtime where the national portal is."""
    way = {
        "base_url": url,
        "username": NATIONAL["SANDBOX_NATIONAL_USERNAME"],
        "password": NATIONAL["SANDBOX_NATIONAL_PASSWORD"],
        "unit": NATIONAL["SANDBOX_NATIONAL_UNIT"],
        "read_seconds": 2,
        "files_url": f"{url}/tep",
        "inward_token": INWARD,
        "store": {
            "base_url": url,
            "username": NATIONAL["SANDBOX_NATIONAL_UNIT"],
            "password": NATIONAL["SANDBOX_NATIONAL_PASSWORD"],
            "seconds": 3,
        },
    }
    settings = replace(rt.settings, national=way)
    return replace(rt, settings=settings, partners=Partners(settings, rt.keyring, rt.db))
