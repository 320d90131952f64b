"""A birth goes on to the civil status system, once one is connected by the documented command."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
import yaml
from playwright.sync_api import Browser

from tests.journeys.citizen import Citizen
from tests.journeys.conftest import System
from tests.journeys.ways import DUE, submitted
from tests.sandbox.conftest import Process, running
from tests.servers.waiting import until
from tests.servers.whole_system import whole_system

CODE, SECRET = "H41.90.61", "a secret both sides of this journey know"
ROW = {
    "code": CODE,
    "name": "Hệ thống hộ tịch điện tử (mẫu)",
    "name_en": "Electronic civil status system (sample)",
    "level": "system_civil_status",
    "place": "",
    "connector": "one_stop",
    "secret": {"key_id": "khoa-1", "secret": SECRET},
}
NAME = "cơ sở dữ liệu hộ tịch điện tử"


@contextmanager
def civil_status(folder: Path, base: str) -> Iterator[Process]:
    """Run a civil status system, which the agency sandbox plays."""
    here = {"code": CODE, "name": ROW["name"], "key_id": "khoa-1", "secret": SECRET}
    told = [{**here, "portal_url": f"{base}/api/v1/agencies/{CODE}"}]
    with running("agency", folder / "civil", SANDBOX_AGENCIES=json.dumps(told)) as process:
        yield process


def connect(folder: Path, port: int, url: str) -> None:
    """Connect it as docs/specialised-systems.md says."""
    file = folder / "civil.yaml"
    row = {**ROW, "endpoint": {"base_url": f"{url}/agencies/{CODE}"}}
    file.write_text(yaml.safe_dump(row, allow_unicode=True))
    portal = str(Path(sys.executable).with_name("portal"))
    given = {"DATA_DIR": str(folder / "var"), "PORT": str(port)}
    unset = {name: "" for name in ("DATABASE_URL", "REDIS_URL", "BLOB_URL", "BASE_URL")}
    subprocess.run(
        [portal, "agency", "add", str(file)], env={**os.environ, **unset, **given}, check=True
    )


def accepted(citizen: Citizen, system: System) -> str:
    """Hand a birth in, and let its commune accept it; give the code."""
    code = submitted(citizen)
    until(lambda: system.agency_holds(code))
    system.agency_says(code, "accepted", due_at=DUE)
    until(lambda: len(system.messages(code)) == 2)
    citizen.go(f"/ho-so/{code}")
    return code


def test_a_birth_goes_on_where_a_system_is_connected_and_nobody_reads_of_it_elsewhere(
    browser: Browser, tmp_path: Path
) -> None:
    with whole_system(tmp_path) as (_, base), civil_status(tmp_path, base) as civil:
        system = System(int(base.rpartition(":")[2]))
        citizen = Citizen.arrive(browser, base)
        accepted(citizen, system)
        assert NAME not in citizen.text()

        connect(tmp_path, system.port, civil.url)
        code = accepted(Citizen.arrive(browser, base), system)
        there = f"{civil.url}/control/agencies/{CODE}/dossiers/{code}"
        until(lambda: requests.get(there, timeout=10).status_code == 200)
        citizen.go(f"/ho-so/{code}")
        assert f"đang được làm tiếp ở {NAME}, để ghi việc khai sinh" in citizen.text()

        told = requests.post(f"{there}/news", json={"kind": "decided"}, timeout=10)
        assert told.ok, told.text
        until(lambda: f"{NAME} đã làm xong" in _again(citizen, code))
        assert system.taken(code) == 1


def _again(citizen: Citizen, code: str) -> str:
    citizen.go(f"/ho-so/{code}")
    return citizen.text()
