"""A real PostgreSQL for one test session, and a fresh database for each test that wants one."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from tests.servers.children import running
from tests.servers.ports import free_port

_USER = "portal"
# Everything is thrown away at the end, so nothing need survive a power cut.
_SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300")


def find_postgresql() -> Path | None:
    """Find the newest PostgreSQL's programs; Debian keeps them off the path."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    if newest is None and shutil.which("initdb") and shutil.which("postgres"):
        newest = Path(str(shutil.which("postgres"))).resolve()
    return None if newest is None else newest.parent


class PostgreSQL:
    """A running server that only this machine can reach."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = count(1)

    def url(self, database: str) -> str:
        """Give the address of a database."""
        return f"postgresql://{_USER}@127.0.0.1:{self._port}/{database}"

    def answers(self) -> bool:
        """Say whether the server takes connections by now."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=1).close()
        except psycopg.OperationalError:
            return False
        return True

    def make_template(self, fill: Callable[[str], None]) -> None:
        """Make the database that all others are copies of, and let ``fill`` lay it out."""
        self._run("CREATE DATABASE template_portal")
        fill(self.url("template_portal"))

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Give the address of a new copy of the template, gone when the block ends."""
        name = f"test_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template_portal STRATEGY FILE_COPY")
        try:
            yield self.url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL laid out on disk, and how to start it."""

    server: PostgreSQL
    argv: Sequence[str | Path]
    log: Path
    user: str | None


@contextmanager
def cluster(programs: Path, settings: Sequence[str] = _SPEED) -> Iterator[Cluster]:
    """Lay a PostgreSQL out in a folder of its own; as root, in the name of somebody who is not."""
    user = _unprivileged() if os.getuid() == 0 else None
    # Not in pytest's own folder: nobody but root may look into that one.
    folder = Path(tempfile.mkdtemp(prefix="lienthong-postgresql-"))
    try:
        if user is not None:
            shutil.chown(folder, user)
        data, log = folder / "data", folder / "log"
        _initialise(programs, data, user)
        server = PostgreSQL(free_port())
        argv: list[str | Path] = [
            programs / "postgres",
            "-D",
            data,
            "-k",
            folder,
            "-p",
            str(server._port),
        ]
        argv += ["-c", "listen_addresses=127.0.0.1"]
        argv += [word for setting in settings for word in ("-c", setting)]
        yield Cluster(server, argv, log, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql(programs: Path, settings: Sequence[str] = _SPEED) -> Iterator[PostgreSQL]:
    """Run a PostgreSQL until the block ends."""
    with cluster(programs, settings) as laid:
        with running(laid.argv, laid.server.answers, laid.log, laid.user, signal.SIGQUIT):
            yield laid.server


def _initialise(programs: Path, data: Path, user: str | None) -> None:
    argv: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        _USER,
        "--auth=trust",
        "--no-sync",
    ]
    argv += ["--encoding=UTF8", "--locale=C.UTF-8"]
    groups: list[str] | None = None if user is None else []
    done = subprocess.run(
        argv, user=user, extra_groups=groups, cwd="/", capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")


def _unprivileged() -> str:
    known = Path("/etc/passwd").read_text()
    return "postgres" if "\npostgres:" in known else "nobody"
