"""A portal that outlasts its tests: each of them finds it as it was when it was furnished.

To make a database, a runtime and an application takes five times as long as most of what is done
with them, so they are made once for a file of tests, and what a test has left is taken away.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from flask import Flask

from portal.app import create_app
from portal.db import Database
from portal.models import Base
from portal.runtime import Runtime
from portal.settings import Settings
from tests.conftest import Store
from tests.furnished import house
from tests.servers.ports import free_ports
from tests.servers.postgresql import PostgreSQL

Rows = dict[str, list[Any]]
# Few tables have rows in them: to look first is many times faster than to empty them all.
_IN_USE = " UNION ALL ".join(
    f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in Base.metadata.tables
)
_FURNISHED: WeakKeyDictionary[Database, Rows] = WeakKeyDictionary()
_APPS: list[tuple[Runtime, Flask]] = []


@contextmanager
def portal(
    store: Store,
    folder: Path,
    furnish: Callable[[Runtime], None] = house.furnish,
    **changes: Any,
) -> Iterator[Runtime]:
    """Run a furnished portal on a database of its own; ``changes`` are made to its settings."""
    with ExitStack() as kept:
        if isinstance(store.template, PostgreSQL):
            url = kept.enter_context(store.template.fresh())
        else:
            url = f"sqlite:///{shutil.copyfile(store.template, folder / 'portal.db')}"
        given = {"DATA_DIR": str(folder), "DATABASE_URL": url, "REDIS_URL": store.broker_url}
        settings = Settings.load(given | {"PORT": str(free_ports(7)[0])})
        runtime = Runtime.make(replace(settings, **changes))
        kept.callback(runtime.close)
        furnish(runtime)
        _FURNISHED[runtime.db] = _rows(runtime)
        yield runtime


def put_back(rt: Runtime) -> None:
    """Take away what a test has left, rows and files, and put back what it took or changed."""
    before = _FURNISHED[rt.db]
    with rt.db.write() as session:
        for name in session.connection().exec_driver_sql(_IN_USE).scalars().all():
            table = Base.metadata.tables[name]
            if name not in before:
                session.execute(sa.delete(table))
            elif _all(session, table) != before[name]:
                session.execute(sa.delete(table))
                session.execute(sa.insert(table), [row._asdict() for row in before[name]])
    for each in (rt.settings.data_dir / "blobs").iterdir():
        shutil.rmtree(each)


def _rows(rt: Runtime) -> Rows:
    with rt.db.read() as session:
        names = session.connection().exec_driver_sql(_IN_USE).scalars().all()
        return {name: _all(session, Base.metadata.tables[name]) for name in names}


def _all(session: Any, table: sa.Table) -> list[Any]:
    return list(session.execute(sa.select(table).order_by(*table.primary_key.columns)))


def app_of(rt: Runtime) -> Flask:
    """Give the web application of a runtime, made once as long as the runtime is the same one."""
    if not _APPS or _APPS[0][0] is not rt:
        _APPS[:] = [(rt, create_app(runtime=rt))]
    return _APPS[0][1]
