"""Little houses of real processes, told apart from all others by a mark in their environment."""

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.servers.children import die_with_session
from tests.servers.waiting import until

MARK = "LITTLE_HOUSE"
STAYS = "READY.touch(); forever()"


class House:
    """One running supervisor and what it says."""

    def __init__(self, folder: Path, argv: Sequence[str], **environ: str) -> None:
        self.folder = folder
        self._mark = uuid.uuid4().hex
        self._output = folder / "output"
        with self._output.open("wb") as output:
            self.process = subprocess.Popen(
                argv,
                env={**os.environ, **environ, MARK: self._mark},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_session,
            )

    def output(self) -> str:
        """Give all the supervisor has said."""
        return self._output.read_text()

    def says(self, words: str, seconds: float = 20) -> bool:
        """Wait until the supervisor has said some words; give up at once if it is gone."""
        until(lambda: words in self.output() or self.process.poll() is not None, seconds)
        if words not in self.output():
            raise AssertionError(f"never said {words!r}, but:\n{self.output()}")
        return True

    def file(self, name: str) -> str:
        """Wait until a child has written a file, and give its content."""
        path = self.folder / name
        return until(lambda: path.read_text() if path.exists() else "")

    def processes(self) -> set[int]:
        """List every living process that was born in this house, orphans too."""
        wanted = f"{MARK}={self._mark}".encode()
        return {
            pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if _has(pid, wanted)
        }


def _has(pid: int, mark: bytes) -> bool:
    try:
        # A zombie's environment reads as empty.
        return mark in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return False


@contextmanager
def living(running: House) -> Iterator[House]:
    """Let a house live until the block ends, and end it whatever happens."""
    try:
        yield running
    finally:
        running.process.kill()
        running.process.wait()
        for pid in running.processes():
            # Linux may have been quicker: a child dies with its supervisor.
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@contextmanager
def house(folder: Path, **children: str | tuple[str, str]) -> Iterator[House]:
    """Run a house of named children, each a few lines of Python.

    A child may be given with its stage, as ``("FRONT", code)``.
    """
    pairs = {name: (("BEHIND", c) if isinstance(c, str) else c) for name, c in children.items()}
    described = [(name, stage, code) for name, (stage, code) in pairs.items()]
    (folder / "children.json").write_text(json.dumps(described))
    argv = [sys.executable, "-m", "tests.jobs.little_house", str(folder)]
    with living(House(folder, argv)) as running:
        yield running
