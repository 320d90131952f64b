"""The whole system as `make run` starts it, and citizens in a real browser."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import Store
from tests.jobs.houses import House, living
from tests.jobs.test_run import PORTAL
from tests.servers.ports import free_ports
from tests.servers.postgresql import PostgreSQL

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def agency_of(code: str) -> str:
    """Give the agency a dossier code begins with."""
    return code.partition("-")[0]


@dataclass(frozen=True)
class System:
    """A running portal and its counterparties."""

    port: int

    @property
    def base(self) -> str:
        """Where the portal is."""
        return f"http://127.0.0.1:{self.port}"

    def beside(self, offset: int, path: str) -> str:
        """Give an address at a counterparty: 1 identity, 2 agency, 3 SMS centre."""
        return f"http://127.0.0.1:{self.port + offset}{path}"

    def agency_says(self, code: str, kind: str, **told: object) -> None:
        """Let the agency's officer do something to a dossier."""
        address = self.beside(2, f"/control/agencies/{agency_of(code)}/dossiers/{code}/news")
        answer = requests.post(address, json={"kind": kind, **told}, timeout=10)
        assert answer.ok, answer.text

    def agency_holds(self, code: str) -> bool:
        """Say whether the agency has a dossier."""
        address = self.beside(2, f"/control/agencies/{agency_of(code)}/dossiers/{code}")
        return requests.get(address, timeout=10).status_code == 200

    def letters(self, code: str) -> list[dict[str, Any]]:
        """List what the agency was sent after a dossier."""
        address = self.beside(2, f"/control/agencies/{agency_of(code)}/dossiers/{code}")
        held: list[dict[str, Any]] = requests.get(address, timeout=10).json()["letters"]
        return held

    def taken(self, code: str) -> int:
        """Count, in the agency's own ledger, how often it took a dossier."""
        address = self.beside(2, f"/ledger?agency={agency_of(code)}&code={code}")
        return int(requests.get(address, timeout=10).json()["taken"])

    def faults(self, offset: int, path: str, **switches: object) -> None:
        """Switch a counterparty's faults."""
        requests.post(self.beside(offset, path), json=switches, timeout=10).raise_for_status()

    def messages(self, about: str) -> list[str]:
        """List the texts of SMS about a dossier, newest first."""
        inbox = requests.get(self.beside(3, "/inbox"), timeout=10).json()
        return [each["text"] for each in inbox if about in each["text"]]


@pytest.fixture(scope="module")
def system(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Run the whole system on this store, once for the tests of a file."""
    folder, port = tmp_path_factory.mktemp("system"), free_ports(7)[0]
    given = {"DATA_DIR": str(folder / "var"), "PORT": str(port)}
    given |= {name: "" for name in ("DATABASE_URL", "REDIS_URL", "BLOB_URL")}
    with ExitStack() as held:
        if isinstance(store.template, PostgreSQL):
            given["DATABASE_URL"] = held.enter_context(store.template.fresh())
            given["REDIS_URL"] = store.broker_url
        house = held.enter_context(living(House(folder, PORTAL, **given)))
        house.says("Ready in", seconds=90)
        yield System(port)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """Run Chromium."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()
