"""How a sandbox starts and ends."""

import json
import socket
import subprocess
import sys

import pytest

from tests.sandbox.conftest import CLIENT, ROOT, TOKEN, running
from tests.sandbox.ministry.hand import MINISTRY
from tests.sandbox.national.hand import NATIONAL
from tests.sandbox.payment.booth import PAYMENT
from tests.servers.ports import free_port

AGENCY = {"code": "H41", "name": "Mẫu", "key_id": "k", "secret": "s", "portal_url": "http://x"}
SETTINGS = {
    "identity": {"SANDBOX_CLIENTS": json.dumps([CLIENT])},
    "agency": {"SANDBOX_AGENCIES": json.dumps([AGENCY])},
    "sms": {"SANDBOX_SMS_TOKEN": TOKEN},
    "ministry": MINISTRY,
    "national": NATIONAL,
    "payment": PAYMENT,
    "post": {"SANDBOX_POST_TOKEN": TOKEN},
    "reporting": {"SANDBOX_REPORTING_TOKEN": TOKEN, "SANDBOX_PUBLIC_KEY": "00" * 32},
}
every = pytest.mark.parametrize("name", SETTINGS)


def refusal(name, env):
    run = subprocess.run(
        [sys.executable, "-m", f"portal.sandbox.{name}"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert (run.returncode, run.stdout) == (2, "")
    return run.stderr


def settings(name, folder, **more):
    return {
        "SANDBOX_PORT": str(free_port()),
        "SANDBOX_DIR": str(folder),
        **SETTINGS[name],
        **more,
    }


@every
def test_a_sandbox_does_not_run_in_production(name, tmp_path):
    said = refusal(name, settings(name, tmp_path / "store", PORTAL_ENV="production"))
    assert said == (
        f"Sandbox {name} cannot start: a sandbox does not run when PORTAL_ENV is production\n"
    )
    assert not (tmp_path / "store").exists()


@every
@pytest.mark.parametrize("missing", ["SANDBOX_PORT", "SANDBOX_DIR", "its own"])
def test_a_missing_setting_is_one_line_that_names_it(name, missing, tmp_path):
    env = settings(name, tmp_path)
    variable = next(iter(SETTINGS[name])) if missing == "its own" else missing
    del env[variable]
    said = refusal(name, env)
    assert variable in said and said.count("\n") == 1


@every
def test_a_port_in_use_is_one_line(name, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        said = refusal(name, settings(name, tmp_path, SANDBOX_PORT=str(port)))
    assert said == f"Sandbox {name} cannot start: port {port} is in use\n"


@pytest.mark.parametrize("text", ["no json", "{}", "[1]", "[]", '[{"code": "H41"}]'])
def test_agencies_that_cannot_be_read_are_one_line(text, tmp_path):
    said = refusal("agency", settings("agency", tmp_path, SANDBOX_AGENCIES=text))
    assert "SANDBOX_AGENCIES" in said and said.count("\n") == 1


@every
def test_a_sandbox_says_one_line_and_ends_cleanly_when_asked(name, tmp_path):
    with running(name, tmp_path, **SETTINGS[name]) as process:
        process.child.terminate()
        rest, _ = process.child.communicate(timeout=15)
        assert (process.child.returncode, rest) == (0, "")


def test_sandboxes_share_no_code_with_what_they_test():
    look = (
        "import sys, portal.sandbox.identity.app, portal.sandbox.agency.app\n"
        "import portal.sandbox.sms.app, portal.sandbox.ministry.app, portal.sandbox.post.app\n"
        "import portal.sandbox.reporting.app\n"
        "print(*sorted(n for n in sys.modules if n.partition('.')[0] in"
        " ('portal', 'connectors', 'forms') and not n.startswith('portal.sandbox')))"
    )
    run = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["portal"]
