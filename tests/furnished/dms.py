"""A document system as tests meet it: a real process."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.sandbox.conftest import running

TOKEN = "ma-truy-cap-cua-he-thong-0123456789"


@dataclass(frozen=True)
class Dms:
    """The document system, and what tests may do to it."""

    url: str

    def settings(self, **more: object) -> dict[str, object]:
        """Give the settings of a line to it."""
        base = {"base_url": f"{self.url}/api", "token": TOKEN}
        return {**base, "allow_private": True, "read_seconds": 2, **more}

    def faults(self, **wanted: object) -> None:
        """Switch faults."""
        requests.post(f"{self.url}/faults", json=wanted, timeout=10).raise_for_status()

    def documents(self) -> list[dict]:
        """List what it holds."""
        found = requests.get(f"{self.url}/control/documents", timeout=10)
        return found.json()["documents"]

    def act(self, id: object, state: str, **more: str) -> None:
        """Let somebody there do something with a document."""
        place = f"{self.url}/control/documents/{id}/state"
        requests.post(place, json={"state": state, **more}, timeout=10).raise_for_status()

    def clear(self) -> None:
        """Forget documents and faults."""
        requests.delete(f"{self.url}/control/documents", timeout=10)
        requests.delete(f"{self.url}/faults", timeout=10)


@contextmanager
def running_dms(folder: Path) -> Iterator[Dms]:
    """Run a document system until the block ends."""
    with running("dms", folder, SANDBOX_DMS_TOKEN=TOKEN) as process:
        yield Dms(process.url)
