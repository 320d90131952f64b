"""A document exchange axis as tests meet it: a real process, three organisations on it."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import requests

from connectors.axis.national import NationalAxis, NationalAxisConfig
from connectors.base import Surroundings
from connectors.codecs import edxml
from connectors.document_messages import PackageKind
from connectors.documents import Package
from tests.sandbox.conftest import running

OURS, THEIRS, THIRD = "H41.77.01", "000.00.11.H53", "000.00.00.G22"
NAMES = {OURS: "UBND xã mẫu", THEIRS: "Sở Tài chính (mẫu)", THIRD: "Văn phòng (mẫu)"}
MEMBERS = [
    {
        "organ": organ,
        "name": name,
        "system_id": f"he-thong-{organ}",
        "secret": f"khoa-cua-{organ}-0123456789abcdef",
        "password": f"mat-khau-{organ}",
    }
    for organ, name in NAMES.items()
]


@dataclass(frozen=True)
class Axis:
    """The axis, and what tests may do to it."""

    url: str

    def settings(self, dialect: str, organ: str = OURS, **more: object) -> dict[str, object]:
        """Give the settings of an organisation's line."""
        member = next(one for one in MEMBERS if one["organ"] == organ)
        given: dict[str, object] = {
            "base_url": self.url,
            "organ": organ,
            "system_id": member["system_id"],
            "secret": member["secret"],
            "allow_private": True,
            "read_seconds": 2,
        }
        if dialect == "provincial_axis":
            given |= {"username": organ, "password": member["password"]}
        return given | more

    def faults(self, **wanted: object) -> None:
        """Switch faults."""
        requests.post(f"{self.url}/faults", json=wanted, timeout=10).raise_for_status()

    def packages(self) -> list[dict]:
        """List what lies there, newest first."""
        return requests.get(f"{self.url}/control/packages", timeout=10).json()["packages"]

    def statuses(self, document_id: str) -> list[str]:
        """List the statuses that were told of a document, oldest first."""
        told = [one for one in self.packages() if one["document_id"] == document_id]
        return [one["status"] for one in told[::-1] if one["status"]]

    def put(self, body: bytes, **query: str) -> None:
        """Lay a package down as if its sender had sent it."""
        url = f"{self.url}/control/packages"
        requests.post(url, params=query, data=body, timeout=10).raise_for_status()

    def clear(self) -> None:
        """Forget packages and faults."""
        requests.delete(f"{self.url}/control/packages", timeout=10)
        requests.delete(f"{self.url}/faults", timeout=10)


@contextmanager
def running_axis(folder: Path) -> Iterator[Axis]:
    """Run an axis until the block ends."""
    with running("axis", folder, SANDBOX_MEMBERS=json.dumps(MEMBERS)) as process:
        yield Axis(process.url)


@contextmanager
def package_of(axis: Axis, organ: str, number: int = -1) -> Iterator[Package]:
    """Fetch a document as one of its recipients does, the newest one."""
    around = Surroundings(lambda: datetime.now(UTC), lambda key, nonce: False)
    config = NationalAxisConfig.from_mapping(axis.settings("national_axis", organ))
    line = NationalAxis(config, around)
    waiting = [one for one in line.waiting() if one.kind is PackageKind.DOCUMENT]
    with tempfile.TemporaryDirectory() as folder:
        file = line.fetch(waiting[number].reference, Path(folder))
        yield edxml.read([file.read_bytes()], Path(folder))
    line.close()
