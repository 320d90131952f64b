"""The supervisor, proved with real processes."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.jobs.houses import STAYS, house
from tests.jobs.little_house import FORKING
from tests.servers.waiting import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to count processes")

LEAVES_A_NOTE = """
def note(*_):
    with (FOLDER / "ends").open("a") as file:
        file.write({name!r} + "\\n")
    sys.exit(0)
signal.signal(signal.SIGTERM, note)
READY.touch()
forever()
"""
WITH_A_GRANDCHILD_OF_ITS_OWN_GROUP = """
child = subprocess.Popen([sys.executable, "-c", "import threading; threading.Event().wait()"],
                         preexec_fn=os.setpgrp)
(FOLDER / "grandchild").write_text(str(child.pid))
READY.touch()
forever()
"""
DIES_ONCE = """
seen = FOLDER / "seen"
first = not seen.exists()
seen.touch()
READY.touch()
if not first:
    (FOLDER / "again").write_text("yes")
    forever()
(FOLDER / "alone").exists() or sys.exit(7)
"""
DEAF = "signal.signal(signal.SIGTERM, signal.SIG_IGN); READY.touch(); forever()"


@pytest.fixture(autouse=True, params=["afresh", "forked"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start children as programmes of their own, and as forks of the supervisor."""
    if request.param == "forked":
        monkeypatch.setenv(FORKING, "1")


def test_all_children_are_reported_ready_together(tmp_path):
    with house(tmp_path, one=STAYS, two=STAYS) as little:
        assert little.says("all ready")
        assert len(little.processes()) == 4  # the two, the supervisor and its guard


def test_a_polite_stop_ends_the_front_first_and_the_broker_last(tmp_path):
    stages = {"broker": "BROKER", "relay": "BEHIND", "web": "FRONT"}
    children = {name: (stage, LEAVES_A_NOTE.format(name=name)) for name, stage in stages.items()}
    with house(tmp_path, **children) as little:
        little.says("all ready")
        little.process.terminate()
        assert little.process.wait(10) == 0
        assert (tmp_path / "ends").read_text().split() == ["web", "relay", "broker"]
        assert little.processes() == set()


def test_ctrl_c_stops_everything(tmp_path):
    with house(tmp_path, one=STAYS) as little:
        little.says("all ready")
        # A terminal sends it to the whole foreground group, which no child may be part of.
        os.killpg(little.process.pid, signal.SIGINT)
        assert little.process.wait(10) == 0
        assert little.processes() == set()


def test_ctrl_c_in_the_terminal_reaches_no_child(tmp_path):
    with house(tmp_path, one=STAYS, two=STAYS) as little:
        little.says("all ready")
        others = little.processes() - {little.process.pid}
        assert little.process.pid not in {os.getpgid(pid) for pid in others}


def test_a_child_deaf_to_a_polite_stop_is_killed(tmp_path):
    with house(tmp_path, deaf=DEAF) as little:
        little.says("all ready")
        little.process.terminate()
        assert little.process.wait(10) == 0
        assert little.processes() == set()


def test_what_a_child_leaves_behind_ends_with_it(tmp_path):
    with house(tmp_path, one=WITH_A_GRANDCHILD_OF_ITS_OWN_GROUP) as little:
        little.says("all ready")
        little.process.terminate()
        little.process.wait(10)
        assert little.processes() == set()


def test_killing_the_supervisor_leaves_no_orphan(tmp_path):
    with house(tmp_path, one=WITH_A_GRANDCHILD_OF_ITS_OWN_GROUP, deaf=DEAF) as little:
        little.says("all ready")
        assert int(little.file("grandchild")) in little.processes()
        little.process.kill()
        assert until(lambda: not little.processes(), seconds=5)


def test_children_die_with_the_supervisor_even_without_its_guard(tmp_path):
    with house(tmp_path, one=STAYS, two=DEAF) as little:
        little.says("all ready")
        guard = next(pid for pid in little.processes() if b"supervise.guard" in _command(pid))
        os.kill(guard, signal.SIGKILL)
        little.process.kill()
        assert until(lambda: not little.processes(), seconds=5)


def test_a_child_that_dies_is_started_again_and_said_in_one_line(tmp_path):
    with house(tmp_path, stays=STAYS, dies=DIES_ONCE) as little:
        assert little.file("again") == "yes"
        said = [line for line in little.output().splitlines() if line.startswith("dies ")]
        assert len(said) == 1
        assert "ended with code 7" in said[0] and "again in 0.5 s" in said[0]


def test_a_child_that_is_killed_is_started_again(tmp_path):
    with house(tmp_path, one="(FOLDER / f'{os.getpid()}.pid').touch();" + STAYS) as little:
        little.says("all ready")
        [first] = tmp_path.glob("*.pid")
        os.kill(int(first.stem), signal.SIGKILL)
        assert little.says("one was killed by signal 9")
        assert until(lambda: len(list(tmp_path.glob("*.pid"))) == 2)


def test_a_child_that_cannot_start_shows_its_last_words_and_ends_the_attempt(tmp_path):
    with house(tmp_path, stays=STAYS, broken="sys.exit('no such table')") as little:
        assert little.process.wait(15) == 0
        assert "broken| no such table" in little.output()
        assert f"gave up: broken did not start; see the logs in {tmp_path}" in little.output()
        assert little.processes() == set()


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def test_a_forked_child_has_nothing_of_its_supervisor_open_and_a_name_of_its_own(tmp_path):
    told = "(FOLDER / 'open').write_text(' '.join(os.listdir('/proc/self/fd')));" + STAYS
    with house(tmp_path, relay=told) as little:
        little.says("all ready")
        # The fourth is the folder that was being listed.
        assert little.file("open").split() == ["0", "1", "2", "3"]
        if FORKING in os.environ:
            names = {Path(f"/proc/{pid}/comm").read_text().strip() for pid in little.processes()}
            assert "relay" in names
