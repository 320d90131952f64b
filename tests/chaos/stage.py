"""Everything that runs during a run, and how each of it is broken."""

import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from redis import Redis

from portal.jobs.supervise.plan import find_broker
from portal.settings import Settings
from tests.chaos.instrument import hits
from tests.chaos.parts import Nursery, Part, Raised
from tests.chaos.plan import AGENCIES, WINDOWS, Plan
from tests.furnished.house import KEY_ID, SECRET
from tests.servers.ports import free_ports
from tests.servers.postgresql import PostgreSQL, cluster, find_postgresql
from tests.servers.waiting import until

ROLES = ("worker", "relay", "scheduler", "web")
_NURSERY = (sys.executable, "-m", "tests.chaos.nursery")
# Short, so that a run of minutes holds what takes hours outside; the order of sizes is kept:
# a call is shorter than half a lease, and a rest longer than a call.
TUNED = {
    "LEASE_SECONDS": "6",
    "SWEEP_SECONDS": "0.2",
    "PARTNER_TIMEOUT": "2.5",
    "RETRY_FIRST_SECONDS": "0.5",
    "RETRY_LONGEST_SECONDS": "5",
    "BREAKER_LONGEST_SECONDS": "3",
    "CONFIRM_SECONDS": "8",
    "DOOR_RATE": "100000 per minute",
    "SESSION_MINUTES": "600",
}


@dataclass(frozen=True)
class Stage:
    """The whole scene of a run."""

    folder: Path
    settings: Settings
    parts: Mapping[str, Part | Raised]
    database: PostgreSQL

    @property
    def agency_url(self) -> str:
        """Where the agencies' system listens."""
        return f"http://127.0.0.1:{self.settings.port + 2}"

    def kill(self, name: str, choice: float) -> None:
        """Kill a process of a part without a chance to clean up; ``choice`` (0–1) says which."""
        part = self.parts[name]
        # One time in five the whole web server, as a machine that loses power.
        if isinstance(part, Part) or (name == "web" and choice < 0.2):
            part.end(signal.SIGKILL)
            part.start()
        elif found := part.children():
            os.kill(found[int(choice * len(found)) % len(found)], signal.SIGKILL)

    def restart_database(self) -> None:
        """Stop the database in the middle of everything, and start it until it answers again."""
        database = self.parts["postgresql"]
        database.end(signal.SIGQUIT)
        database.start()
        until(self.database.answers)

    def flush_broker(self) -> None:
        """Let the broker forget everything."""
        with Redis.from_url(self.settings.redis_url) as broker:
            broker.flushall()

    def agency_fault(self, agency: str, **wanted: object) -> None:
        """Switch faults of an agency."""
        address = f"{self.agency_url}/control/agencies/{agency}/faults"
        requests.post(address, json=wanted, timeout=10).raise_for_status()

    def sms_fault(self, **wanted: object) -> None:
        """Switch faults of the SMS centre."""
        answer = requests.post(f"{self.settings.sms_url}/faults", json=wanted, timeout=10)
        answer.raise_for_status()

    def well(self) -> None:
        """Switch all faults off, but what the agencies are like."""
        for agency in AGENCIES:
            address = f"{self.agency_url}/control/agencies/{agency}/faults"
            requests.delete(address, timeout=10).raise_for_status()
            self.agency_fault(agency, naive=True)
        requests.delete(f"{self.settings.sms_url}/faults", timeout=10).raise_for_status()

    def hits(self) -> dict[str, int]:
        """Count how often processes died in each window."""
        return {window: hits(self.folder, window) for window in WINDOWS}

    def logged(self, name: str) -> str:
        """Read what a part has said."""
        return self.parts[name].log.read_text(errors="replace")


def _environment(folder: Path, plan: Plan, database_url: str) -> dict[str, str]:
    """Say to every process of the portal where everything is, and how it may die."""
    port = free_ports(7)[0]
    return {
        "PORTAL_ENV": "laptop",
        "DATA_DIR": str(folder / "var"),
        "PORT": str(port),
        "DATABASE_URL": database_url,
        "REDIS_URL": f"unix://{folder / 'broker.sock'}",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "BLOB_URL": "",
        "SMS_URL": "",
        "SECRETS_FILE": str(folder / "secrets.json"),
        "CHAOS_DIR": str(folder),
        "CHAOS_SEED": str(plan.seed),
        "CHAOS_QUOTA": str(plan.quota),
        "CHAOS_BUG": plan.bug,
        **TUNED,
    }


@contextmanager
def standing(folder: Path, plan: Plan) -> Iterator[Stage]:
    """Set everything up that needs no laid-out database; the portal's processes start later."""
    programs = find_postgresql()
    if programs is None:
        raise RuntimeError("PostgreSQL is not installed: the run needs it")
    with ExitStack() as kept:
        database = kept.enter_context(cluster(programs, ("max_connections=200", "fsync=off")))
        env = _environment(folder, plan, database.server.url("postgres"))
        settings = Settings.load(env)
        nursery = Nursery("nursery", _NURSERY, env, folder / "nursery.log")
        beside: list[Part | Raised] = [
            Part("postgresql", database.argv, {}, database.log, database.user),
            *_beside(folder, settings),
            nursery,
        ]
        own = [Raised(role, nursery, folder / f"{role}.log") for role in ROLES]
        parts = {part.name: part for part in (*beside, *own)}
        stage = Stage(folder, settings, parts, database.server)
        try:
            for part in beside:
                part.start()
            until(database.server.answers)
            until(lambda: _answers(f"{stage.agency_url}/ledger"))
            until(lambda: _answers(f"{settings.sms_url}/inbox"))
            yield stage
        finally:
            for part in reversed(parts.values()):
                part.end(signal.SIGKILL)


def begin(stage: Stage) -> None:
    """Start the portal's own processes, and wait until pages come."""
    for name in ROLES:
        stage.parts[name].start()
    until(lambda: _answers(f"{stage.settings.base_url}/alive"), 60)


def _beside(folder: Path, settings: Settings) -> Iterator[Part]:
    socket = settings.redis_url.removeprefix("unix://")
    broker: list[str | Path] = [
        find_broker(),
        "--port",
        "0",
        "--unixsocket",
        socket,
        "--dir",
        folder,
    ]
    broker += ["--save", "", "--appendonly", "yes"]
    yield Part("broker", broker, {}, folder / "broker.log")
    yield from _counterparties(folder, settings)


def _counterparties(folder: Path, settings: Settings) -> Iterator[Part]:
    agencies = [
        {
            "code": code,
            "name": f"UBND xã mẫu {code}",
            "key_id": KEY_ID,
            "secret": SECRET,
            "portal_url": f"{settings.base_url}/api/v1/agencies/{code}",
            "autopilot": True,
        }
        for code in AGENCIES
    ]
    told = {
        "agency": {"SANDBOX_AGENCIES": json.dumps(agencies)},
        "sms": {"SANDBOX_SMS_TOKEN": settings.secrets.partner("sms")},
    }
    for number, name in ((2, "agency"), (3, "sms")):
        more = {
            "SANDBOX_PORT": str(settings.port + number),
            "SANDBOX_DIR": str(folder / name),
        }
        argv = [sys.executable, "-m", f"portal.sandbox.{name}"]
        yield Part(name, argv, {**more, **told[name]}, folder / f"{name}.log")


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=2).ok
    except requests.RequestException:
        return False
