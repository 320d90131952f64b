"""The database: engines, transactions, and the queue of SQLite's writers.

SQLite has one writer. Left to itself it lets writers fight with busy time-outs; here they queue
behind a lock on a file beside the database, which the system frees when a process dies.
"""

import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

from portal import stored

Waker = Callable[[str], None]
# SQLSTATE read_only_sql_transaction: a standby, or a server told to take no writing.
_READ_ONLY = "25006"
# A page that reads twice must not tell of two moments. SQLite's transactions see one by themselves.
_ONE_MOMENT = {"postgresql": {"isolation_level": "REPEATABLE READ"}, "sqlite": {}}


def _sqlite_connect(connection: Any, _: Any) -> None:
    # The driver would begin transactions by itself, and too late; we say BEGIN ourselves.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _unwritable(context: sa.engine.ExceptionContext) -> None:
    """Call a database that takes no writing just now what it is: away, as far as we go.

    PostgreSQL's driver calls it an internal error, as if it were ours.
    """
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
        raise OperationalError(
            context.statement or "", None, context.original_exception, hide_parameters=True
        )


def make_engine(url: str) -> sa.Engine:
    """Make an engine for SQLite (WAL, fully synchronous) or PostgreSQL (psycopg 3)."""
    parsed = sa.make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    # What a statement carries may be personal: no error or log repeats it.
    whole = {"pool_size": 8, "hide_parameters": True, "json_serializer": stored.as_json}
    if parsed.get_backend_name() != "sqlite":
        engine = sa.create_engine(parsed, max_overflow=8, pool_pre_ping=True, **whole)
        sa.event.listen(engine, "handle_error", _unwritable)
        stored.guard(engine)
        return engine
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(parsed, max_overflow=24, **whole)
    sa.event.listen(engine, "connect", _sqlite_connect)
    sa.event.listen(engine, "begin", _sqlite_begin)
    stored.guard(engine)
    return engine


class Database:
    """Opens transactions. ``wake`` is told, after a commit, which queues have something new."""

    def __init__(self, url: str, wake: Waker = lambda name: None) -> None:
        self.engine = make_engine(url)
        self.wake = wake
        self._writer = sessionmaker(self.engine, expire_on_commit=False)
        looking = self.engine.execution_options(
            writes=False, **_ONE_MOMENT[self.engine.dialect.name]
        )
        self._reader = sessionmaker(looking, expire_on_commit=False, autoflush=False)
        file = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        self._lock = Path(f"{file}.writer") if file else None
        self._held = threading.local()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a transaction that only looks, all of it at one moment.

        Whatever it changed is thrown away.
        """
        with self._reader() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a transaction that commits at its end, or leaves nothing behind."""
        with self._writer() as session:
            with self.queue():
                with session.begin():
                    yield session
            for name in session.info.get("wakes", ()):
                self.wake(name)

    @contextmanager
    def queue(self) -> Iterator[None]:
        """Wait for one's turn to write; PostgreSQL needs no such turns."""
        if self._lock is None:
            yield
            return
        if getattr(self._held, "now", False):
            raise RuntimeError("a transaction that writes was opened inside another one")
        # A lock belongs to the opened file, so threads of one process queue as well.
        descriptor = self._open_lock(self._lock)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            self._held.now = True
            yield
        finally:
            self._held.now = False
            os.close(descriptor)

    def _open_lock(self, path: Path) -> int:
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            # A disk that takes no writing: what the database itself would have said next.
            raise OperationalError("the writers' lock", None, error) from error

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def wake_after_commit(session: Session, name: str) -> None:
    """Ask that a queue be woken once this transaction stands; if it fails, nobody is woken."""
    session.info.setdefault("wakes", set()).add(name)


def insert_for(session: Session, table: type[DeclarativeBase]) -> postgresql.Insert | sqlite.Insert:
    """Begin an INSERT that can say ON CONFLICT, in the words of the database at hand."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def insert_once(session: Session, table: type[DeclarativeBase], **values: Any) -> bool:
    """Insert a row unless its key is taken; say whether it was inserted."""
    statement = insert_for(session, table).values(**values).on_conflict_do_nothing()
    # Asked for by RETURNING: drivers count the rows of such an insert each their own way.
    return session.execute(statement.returning(sa.literal_column("1"))).first() is not None
