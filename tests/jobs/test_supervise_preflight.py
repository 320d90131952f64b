"""What is wrong before anything is started is one clear line."""

import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from portal.jobs.supervise import plan, preflight
from portal.jobs.supervise.plan import CannotRun
from portal.settings import Settings
from tests.servers.ports import free_port

PORTAL = [str(Path(sys.executable).with_name("portal")), "run"]


@pytest.fixture
def settings(tmp_path):
    """Give a laptop's settings; nothing here is started, so no store is needed."""
    return Settings.load({"DATA_DIR": str(tmp_path)})


def portal_run(**environ: str) -> subprocess.CompletedProcess[str]:
    """Try to run a portal that cannot come up."""
    return subprocess.run(PORTAL, env=environ, capture_output=True, text=True, timeout=30)


def refusal(tried: subprocess.CompletedProcess[str]) -> str:
    """Give the one line a refused start says, its form checked."""
    assert tried.returncode == 2
    [line] = tried.stderr.splitlines()
    assert line.startswith("portal: ")
    return line


def test_a_port_in_use_is_named():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CannotRun, match=f"port {port} cannot be used .*set PORT"):
            preflight.free([port])


def test_a_port_that_just_rested_can_be_used():
    port = free_port()
    with socket.create_server(("127.0.0.1", port)) as server:
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    preflight.free([port])
    with socket.create_server(("127.0.0.1", port)) as server:
        assert server.getsockname()[1] == port


def test_a_second_portal_on_the_same_data_folder_is_refused(tmp_path):
    with preflight.sole_use(tmp_path):
        with pytest.raises(CannotRun, match=r"in use by another portal \(process \d+\)"):
            with preflight.sole_use(tmp_path):
                pytest.fail("two supervisors would fight over one folder")


def test_a_data_folder_is_free_again_after_its_portal(tmp_path):
    for _ in range(2):
        with preflight.sole_use(tmp_path):
            assert (tmp_path / "log").is_dir()


def test_a_data_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").touch()
    line = refusal(portal_run(DATA_DIR=str(tmp_path / "file" / "var")))
    assert "cannot write to the data folder" in line and "set DATA_DIR" in line


def test_a_port_that_is_no_number_is_one_line(tmp_path):
    line = refusal(portal_run(DATA_DIR=str(tmp_path), PORT="eight"))
    assert "setting" in line and "eight" in line


def test_a_taken_port_is_one_line_and_starts_nothing(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = refusal(portal_run(DATA_DIR=str(tmp_path), PORT=str(port)))
    assert f"port {port} cannot be used" in line
    assert list((tmp_path / "log").iterdir()) == []


def test_production_without_secrets_is_one_line(tmp_path):
    line = refusal(portal_run(DATA_DIR=str(tmp_path), PORTAL_ENV="production"))
    assert "secrets" in line


def test_a_machine_without_a_broker_is_told_what_to_install():
    with pytest.raises(CannotRun, match="install redis or valkey.*REDIS_URL"):
        plan.find_broker("no_such_package")


def test_a_given_broker_is_not_started_again(settings):
    given = replace(settings, redis_url="redis://127.0.0.1:6379/0")
    assert "broker" not in {child.name for child in plan.children(given)}


def test_production_starts_no_sandbox(settings):
    names = {child.name for child in plan.children(replace(settings, env="production"))}
    assert {"web", "worker", "relay", "scheduler"} <= names
    assert not names & {"identity", "agency", "sms"}


def test_every_child_knows_the_data_folder_whatever_its_own_is(settings):
    for child in plan.children(settings):
        named = {*child.env.values(), *child.argv}
        assert any(str(settings.data_dir) in word for word in named), child.name


def test_the_sandboxes_listen_beside_the_portal(settings):
    listed = [address.port for address in plan.addresses(replace(settings, port=9000))]
    assert listed == [9000, 9001, 9002, 9003, 9004, 9005, 9006]
