"""Real brokers for one test session: the one that comes along, and the system's Redis."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from redis import Redis, RedisError

from portal.jobs.supervise.plan import CannotRun, find_broker
from tests.servers.children import running
from tests.servers.ports import free_port


@contextmanager
def embedded_broker() -> Iterator[str]:
    """Run the broker a laptop uses, on a Unix socket; give its address.

    :raises CannotRun: where none came along with the installation.
    """
    with _folder() as folder:
        socket = folder / "broker.sock"
        yield from _run(
            [find_broker(), "--port", "0", "--unixsocket", socket], f"unix://{socket}", folder
        )


@contextmanager
def redis_server() -> Iterator[str]:
    """Run the system's Redis or Valkey on a loopback port; give its address.

    :raises CannotRun: where neither is installed.
    """
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        raise CannotRun("neither redis-server nor valkey-server is installed")
    port = free_port()
    argv = [program, "--port", str(port), "--bind", "127.0.0.1"]
    with _folder() as folder:
        yield from _run(argv, f"redis://127.0.0.1:{port}/0", folder)


@contextmanager
def refusing(url: str) -> Iterator[Redis]:
    """Let a broker take no writing until the block ends; give a connection to it."""
    with Redis.from_url(url) as broker:
        broker.config_set("min-replicas-to-write", 1)
        try:
            yield broker
        finally:
            broker.config_set("min-replicas-to-write", 0)


def _run(argv: Sequence[str | Path], url: str, folder: Path) -> Iterator[str]:
    volatile: list[str | Path] = ["--save", "", "--appendonly", "no", "--dir", folder]
    with running([*argv, *volatile], lambda: _answers(url), folder / "log"):
        yield url


def _answers(url: str) -> bool:
    try:
        with Redis.from_url(url) as client:
            return bool(client.ping())
    except RedisError:
        return False


@contextmanager
def _folder() -> Iterator[Path]:
    # Short, since a socket's path may have 107 bytes at most.
    with tempfile.TemporaryDirectory(prefix="lienthong-broker-") as folder:
        yield Path(folder)
