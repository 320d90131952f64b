"""What every test can ask for: a store, settings for it, a browser; and skips that CI refuses."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from redis import Redis
from sqlalchemy.orm import Session

from portal import db, layout
from portal.jobs.supervise.plan import CannotRun
from portal.settings import Settings
from tests.furnished.compiled import Compiled
from tests.heap import pytest_collection_finish  # noqa: F401
from tests.servers.brokers import embedded_broker, redis_server
from tests.servers.browser import find_chromium
from tests.servers.ports import free_ports
from tests.servers.postgresql import PostgreSQL, find_postgresql, postgresql
from tests.turns import pytest_collection_modifyitems, stores_of  # noqa: F401

STORES = ("sqlite", "postgresql")
Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the command line choose the stores; tests that need none run once anyway."""
    parser.addoption(
        "--store",
        action="append",
        choices=STORES,
        help="run what needs a store on this one (sqlite brings the embedded broker along, "
        "postgresql the system's Redis); may be repeated; sqlite unless told",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that needs a store once for each store."""
    if "store" in metafunc.fixturenames:
        stores = list(dict.fromkeys(metafunc.config.getoption("--store") or ["sqlite"]))
        file = metafunc.definition.path.relative_to(metafunc.config.rootpath).as_posix()
        metafunc.parametrize("store", stores_of(file, stores), indirect=True, scope="session")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where CI is true a skipped test is a failure: nothing may go untested unseen."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        reporter.write_line("\nskipped tests are failures where CI=true", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@dataclass(frozen=True)
class Store:
    """A database and a broker that are up for the whole session."""

    name: str
    broker_url: str
    template: Path | PostgreSQL


@pytest.fixture(scope="session")
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Start a database and a broker, real ones, and lay the tables out once."""
    with ExitStack() as servers:
        try:
            yield _start(request.param, servers, tmp_path_factory.mktemp("template"))
        except CannotRun as error:
            pytest.skip(str(error))


def _start(name: str, servers: ExitStack, folder: Path) -> Store:
    if name == "sqlite":
        file = folder / "portal.db"
        layout.upgrade(_settings(folder, f"sqlite:///{file}", "unix:///none"))
        return Store(name, servers.enter_context(embedded_broker()), file)
    programs = find_postgresql()
    if programs is None:
        raise CannotRun("PostgreSQL is not installed")
    broker_url = servers.enter_context(redis_server())
    server = servers.enter_context(postgresql(programs))
    server.make_template(lambda url: layout.upgrade(_settings(folder, url, broker_url)))
    return Store(name, broker_url, server)


def _settings(folder: Path, database_url: str, redis_url: str) -> Settings:
    return Settings.load(
        {
            "DATA_DIR": str(folder),
            "PORT": str(free_ports(7)[0]),
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
        }
    )


@pytest.fixture
def database_url(store: Store, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database of this test's own, its tables empty."""
    if isinstance(store.template, PostgreSQL):
        with store.template.fresh() as url:
            yield url
    else:
        (tmp_path / "var").mkdir(exist_ok=True)
        copy = shutil.copyfile(store.template, tmp_path / "var" / "portal.db")
        yield f"sqlite:///{copy}"


@pytest.fixture
def broker_url(store: Store) -> str:
    """Give the address of a broker that holds nothing."""
    with Redis.from_url(store.broker_url) as broker:
        broker.flushall()
    return store.broker_url


@pytest.fixture
def settings(database_url: str, broker_url: str, tmp_path: Path) -> Settings:
    """Give a laptop's settings with a store and free ports of this test's own."""
    return _settings(tmp_path / "var", database_url, broker_url)


@pytest.fixture
def database(settings: Settings) -> Iterator[db.Database]:
    """Open this test's database."""
    opened = db.Database(settings.database_url)
    yield opened
    opened.close()


@pytest.fixture
def session(database: db.Database) -> Iterator[Session]:
    """Open a transaction that writes; the next test will see nothing of it."""
    with database.write() as opened:
        yield opened


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of a Chromium to drive."""
    found = find_chromium()
    if found is None:
        pytest.skip("Chromium is not installed")
    return found
