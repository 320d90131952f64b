"""Furnished portals on real stores, as durable as in a machine room."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from portal import layout
from portal.runtime import Runtime
from portal.settings import Settings
from tests.furnished import house
from tests.servers.brokers import embedded_broker
from tests.servers.ports import free_ports
from tests.servers.postgresql import find_postgresql, postgresql

DURABLE = ("max_connections=100",)


@contextmanager
def furnished(folder: Path) -> Iterator[dict[str, Runtime]]:
    """Give a portal on each store this machine has."""
    with ExitStack() as kept:
        broker = kept.enter_context(embedded_broker())
        urls = {"sqlite": f"sqlite:///{folder / 'bench.db'}"}
        programs = find_postgresql()
        if programs is None:
            print("PostgreSQL is not installed: measured on SQLite alone")
        else:
            server = kept.enter_context(postgresql(programs, DURABLE))
            urls["postgresql"] = server.url("postgres")
        made = {name: _on(folder / name, url, broker) for name, url in urls.items()}
        yield {name: kept.enter_context(portal) for name, portal in made.items()}


@contextmanager
def _on(folder: Path, database_url: str, redis_url: str) -> Iterator[Runtime]:
    given = {"DATA_DIR": str(folder), "DATABASE_URL": database_url, "REDIS_URL": redis_url}
    settings = Settings.load(given | {"PORT": str(free_ports(7)[0])})
    layout.upgrade(settings)
    rt = Runtime.make(settings)
    try:
        house.furnish(rt)
        yield rt
    finally:
        rt.close()
