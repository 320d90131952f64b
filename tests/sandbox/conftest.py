"""Sandboxes as the tests meet them: real processes on free ports, each with a store of its own."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.servers.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
CLIENT = {
    "client_id": "cong",
    "client_secret": "mật khẩu: thử&nghiệm",
    "redirect_uris": ["http://127.0.0.1:1/dang-nhap/ket-qua"],
    "post_logout_redirect_uris": ["http://127.0.0.1:1/"],
}
TOKEN = "sms-token-of-this-test"


@dataclass
class Process:
    """A sandbox that is up."""

    name: str
    url: str
    env: dict[str, str]
    child: subprocess.Popen[str] = field(repr=False)

    def end(self) -> int:
        """Ask it to end and give its exit status."""
        self.child.terminate()
        status = self.child.wait(15)
        assert self.child.stdout is not None
        self.child.stdout.close()
        return status


def spawn(name: str, env: dict[str, str]) -> subprocess.Popen[str]:
    """Start a sandbox with nothing of this process's settings."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", f"portal.sandbox.{name}"],
        cwd=ROOT,
        env=kept | env,
        stdout=subprocess.PIPE,
        stderr=None,
        text=True,
    )


def start(name: str, env: dict[str, str]) -> Process:
    """Start a sandbox and wait for its line."""
    child = spawn(name, env)
    assert child.stdout is not None
    line = child.stdout.readline()
    assert "ready" in line, f"the sandbox {name} ended with {child.wait(10)}"
    return Process(name, line.rpartition(" ")[2].strip(), env, child)


@contextmanager
def running(name: str, folder: Path, **more: str) -> Iterator[Process]:
    """Run a sandbox until the block ends."""
    env = {"SANDBOX_PORT": str(free_port()), "SANDBOX_DIR": str(folder), **more}
    process = start(name, env)
    try:
        yield process
    finally:
        process.end()


@dataclass(frozen=True)
class Heard:
    """A request that the listening end got."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        """Read the body."""
        return json.loads(self.body)


class Listener:
    """The portal's end of the line: keeps what comes and answers as told."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.answers: dict[str, list[int]] = {}
        self.changed = threading.Condition()
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def _any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                status = listener.keep(Heard(self.command, self.path, dict(self.headers), body))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(b'{"outcome": "applied"}')

            do_POST = do_PUT = _any

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/api/v1/agencies"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def keep(self, heard: Heard) -> int:
        """Keep a request and give the next answer told for its dossier, 200 without one."""
        code = str(heard.json()["dossier"]) if heard.method == "POST" else ""
        with self.changed:
            self.heard.append(heard)
            self.changed.notify_all()
            told = self.answers.get(code)
            return told.pop(0) if told else 200

    def news(self, code: str, count: int, seconds: float = 20) -> list[Heard]:
        """Wait for so many POSTs of news of a dossier, and give all there are."""

        def found() -> list[Heard]:
            posts = [heard for heard in self.heard if heard.method == "POST"]
            return [heard for heard in posts if heard.json()["dossier"] == code]

        with self.changed:
            assert self.changed.wait_for(lambda: len(found()) >= count, seconds), self.heard
            return found()


@pytest.fixture(scope="session")
def portal_end() -> Iterator[Listener]:
    """Listen where the portal would."""
    listener = Listener()
    yield listener
    listener.server.shutdown()
    listener.thread.join()
    listener.server.server_close()
