"""``portal run``: the real system, all of it, on free ports and in a folder of its own."""

import json
import os
import re
import signal
import sys
from pathlib import Path

import pytest
import requests

from tests.jobs.houses import House, living
from tests.servers.ports import free_ports
from tests.servers.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to count processes")

PORTAL = [str(Path(sys.executable).with_name("portal")), "run"]
SANDBOXES = {"identity", "agency", "sms", "payment", "national", "reporting"}
CHILDREN = {"broker", "web", "worker", "relay", "scheduler"} | SANDBOXES


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """Run a portal that all tests of this file look at."""
    folder, port = tmp_path_factory.mktemp("portal"), free_ports(7)[0]
    with living(start(folder, port)) as running:
        running.port = port
        running.says("Ready in", seconds=90)
        yield running


def start(folder: Path, port: int) -> House:
    """Start a portal as a stranger would, with nothing but a folder and a port."""
    given = {"DATA_DIR": str(folder / "var"), "PORT": str(port)}
    unset = {name: "" for name in ("DATABASE_URL", "REDIS_URL", "BLOB_URL")}
    return House(folder, PORTAL, **given, **unset)


def test_the_last_line_says_that_all_is_up_and_where(portal):
    last = portal.output().splitlines()[-1]
    assert re.fullmatch(rf"Ready in \d+\.\d s: http://127\.0\.0\.1:{portal.port}", last)


def test_every_address_it_prints_can_be_opened(portal):
    addresses = re.findall(r"http://\S+", portal.output())
    assert len(set(addresses)) == 1 + len(SANDBOXES)
    opened = {address: requests.get(address, timeout=10).status_code for address in addresses}
    assert set(opened.values()) == {200}


def test_every_child_has_a_log_of_its_own(portal):
    assert {log.stem for log in (portal.folder / "var" / "log").glob("*.log")} == CHILDREN


def test_its_secrets_are_its_owners_alone(portal):
    secrets = portal.folder / "var" / "secrets.json"
    assert secrets.stat().st_mode & 0o077 == 0
    assert set(json.loads(secrets.read_text())) >= {"wrapping", "keys", "partners"}


def test_a_second_portal_on_the_same_folder_is_refused(portal):
    second = portal.folder / "second"
    second.mkdir()
    with living(House(second, PORTAL, DATA_DIR=str(portal.folder / "var"), PORT="1024")) as refused:
        assert refused.process.wait(30) == 2
        assert f"in use by another portal (process {portal.process.pid})" in refused.output()


def test_it_is_killed_and_comes_back_with_all_it_had(tmp_path):
    port = free_ports(7)[0]
    with living(start(tmp_path, port)) as first:
        first.says("Ready in", seconds=90)
        first.process.kill()
        assert until(lambda: not first.processes(), seconds=5)
    with living(start(tmp_path, port)) as second:
        second.says("Ready in", seconds=90)
        assert requests.get(f"http://127.0.0.1:{port}/ready", timeout=10).status_code == 200
        second.process.send_signal(signal.SIGTERM)
        assert second.process.wait(20) == 0
        assert second.processes() == set()


def test_a_worker_that_is_killed_comes_back(portal):
    worker = next(pid for pid in portal.processes() if runs(pid, "worker"))
    os.kill(worker, signal.SIGKILL)
    assert portal.says("worker was killed by signal 9")
    assert until(lambda: any(runs(pid, "worker") for pid in portal.processes()))


def runs(pid: int, part: str) -> bool:
    """Say whether a process plays a part, by the name it gave itself."""
    try:
        return Path(f"/proc/{pid}/comm").read_text() == f"{part}\n"
    except OSError:
        return False
