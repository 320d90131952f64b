"""The whole system as ``make run`` starts it, and the rehearsal as an operator calls it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.conftest import Store
from tests.jobs.houses import House, living
from tests.servers.ports import free_ports
from tests.servers.postgresql import PostgreSQL

PORTAL = Path(sys.executable).with_name("portal")


@dataclass(frozen=True)
class System:
    """A running portal with its counterparties, and its database."""

    port: int
    database_url: str

    @property
    def base_url(self) -> str:
        """Where the portal is."""
        return f"http://127.0.0.1:{self.port}"

    def rehearse(self, *options: str) -> tuple[subprocess.CompletedProcess[str], dict[str, Any]]:
        """Rehearse here; give how it ended, and its report."""
        done = rehearse("--base-url", self.base_url, "--json", *options)
        return done, json.loads(done.stdout)

    def agency_fault(self, agency: str, **switches: bool) -> None:
        """Switch an agency's faults."""
        address = f"http://127.0.0.1:{self.port + 2}/control/agencies/{agency}/faults"
        requests.post(address, json=switches, timeout=10).raise_for_status()


def rehearse(*options: str) -> subprocess.CompletedProcess[str]:
    """Call ``portal rehearse``."""
    argv = [str(PORTAL), "rehearse", *options]
    return subprocess.run(argv, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def system(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Run the whole system on this store, once for the tests of a file."""
    folder, port = tmp_path_factory.mktemp("system"), free_ports(7)[0]
    given = {name: "" for name in ("DATABASE_URL", "REDIS_URL", "BLOB_URL")}
    given |= {"DATA_DIR": str(folder / "var"), "PORT": str(port)}
    database_url = f"sqlite:///{folder}/var/portal.db"
    with ExitStack() as held:
        if isinstance(store.template, PostgreSQL):
            database_url = held.enter_context(store.template.fresh())
            given |= {"DATABASE_URL": database_url, "REDIS_URL": store.broker_url}
        house = held.enter_context(living(House(folder, [str(PORTAL), "run"], **given)))
        house.says("Ready in", seconds=90)
        yield System(port, database_url)
