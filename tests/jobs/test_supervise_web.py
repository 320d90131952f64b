"""The web server as the supervisor runs it: its workers are grandchildren, none is forgotten."""

import signal
import subprocess
import sys

import pytest

from portal.jobs.supervise import plan
from portal.settings import Settings
from tests.jobs.houses import house
from tests.servers.ports import free_port
from tests.servers.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to count processes")

APP = """
import pathlib

def app(environ, start_response):
    start_response("200 OK", [])
    return [b"alive"]

pathlib.Path({ready!r}).touch()
"""


@pytest.fixture
def gunicorn(tmp_path):
    """Give the code of a child that becomes the portal's own gunicorn, with a tiny application."""
    settings = Settings.load({"DATA_DIR": str(tmp_path), "PORT": str(free_port())})
    web = next(child for child in plan.children(settings) if child.name == "web")
    (tmp_path / "tiny.py").write_text(APP.format(ready=str(tmp_path / "web.ready")))
    tiny = {"wsgi:app": "tiny:app", str(plan.ROOT): str(tmp_path)}
    argv = [tiny.get(word, word) for word in web.argv]
    return ("FRONT", f"os.execv({argv[0]!r}, {argv!r})")


def test_killing_the_supervisor_leaves_no_web_worker(tmp_path, gunicorn):
    with house(tmp_path, web=gunicorn) as little:
        little.says("all ready")
        until(lambda: len(little.processes()) >= 5)  # supervisor, guard, master, two workers
        little.process.kill()
        assert until(lambda: not little.processes(), seconds=5)


def test_a_polite_stop_ends_master_and_workers(tmp_path, gunicorn):
    with house(tmp_path, web=gunicorn) as little:
        little.says("all ready")
        little.process.send_signal(signal.SIGINT)
        assert little.process.wait(10) == 0
        assert little.processes() == set()


def test_workers_forked_from_one_process_make_ids_of_their_own():
    code = (
        "import os; from portal.crypto import new_key, uuid7\n"
        "uuid7(), new_key()\n"
        "for _ in range(2):\n"
        "    if os.fork() == 0:\n"
        "        os.write(1, f'{uuid7()} {new_key().hex()}\\n'.encode()); os._exit(0)\n"
        "os.wait(), os.wait()\n"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    words = made.stdout.split()
    # Ids of the same moment begin alike; what follows the time must not.
    assert len(words) == len({word[14:] for word in words}) == 4
