"""The processes of a run: each can be killed without a chance to clean up, and started again."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.servers.children import die_with_session
from tests.servers.waiting import until

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Part:
    """A program, in a session of its own."""

    name: str
    argv: Sequence[str | Path]
    env: Mapping[str, str]
    log: Path
    user: str | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it; whether it can be used yet is somebody else's question."""
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [str(word) for word in self.argv],
                cwd=ROOT if self.user is None else "/",
                env={**os.environ, **self.env},
                user=self.user,
                extra_groups=None if self.user is None else [],
                start_new_session=True,
                preexec_fn=die_with_session,
                **self._ways(output),
            )

    def _ways(self, output: IO[bytes]) -> dict[str, Any]:
        return {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": subprocess.STDOUT}

    def end(self, how: int = signal.SIGTERM) -> None:
        """End it, all that it started included; one that was never started has ended."""
        if self._process is None or self._process.poll() is not None:
            return
        os.killpg(self._process.pid, how)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Nursery(Part):
    """The program that raises the portal's own processes."""

    def _ways(self, output: IO[bytes]) -> dict[str, Any]:
        return {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": output}

    def rear(self, role: str, log: Path) -> int:
        """Have a role started; give the number of its process, and of its session."""
        assert self._process is not None
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(f"{role} {log}\n".encode())
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def end(self, how: int = signal.SIGTERM) -> None:
        """End it, and whatever it has raised with it."""
        super().end(how)
        if self._process is not None and self._process.stdin and self._process.stdout:
            self._process.stdin.close()
            self._process.stdout.close()


@dataclass
class Raised:
    """One of the portal's own processes, and those that it has forked."""

    name: str
    nursery: Nursery
    log: Path
    _pid: int = 0

    def start(self) -> None:
        """Start it; whether it can be used yet is somebody else's question."""
        self._pid = self.nursery.rear(self.name, self.log)

    def end(self, how: int = signal.SIGKILL) -> None:
        """End it and all that it started; one that was never started has ended."""
        if self._pid and self._lives():
            os.killpg(self._pid, how)
            until(lambda: not self._lives(), 15)

    def _lives(self) -> bool:
        return Path(f"/proc/{self._pid}").exists()

    def children(self) -> list[int]:
        """List the processes it has forked."""
        path = Path(f"/proc/{self._pid}/task/{self._pid}/children")
        return [int(word) for word in path.read_text().split()]
