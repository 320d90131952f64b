"""Signs of life: each background process writes down that it is there, and how its machine is.

A process that ends cleanly takes its sign along; one that was killed leaves it behind, and is
missed. The rows are leases nobody takes: what is due is the next sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import insert_once
from portal.models import Lease

PREFIX = "process:"
EVERY = timedelta(seconds=30)
_MISSED = timedelta(minutes=2)
# A machine that was taken away for good is told of for as long, and then no more.
_KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Sign:
    """A process (``role@machine``), when it gave its last sign, and how its machine is.

    ``skew`` is how many seconds its clock is ahead of the database's; ``free`` how many MB are left
    where data are kept, and ``share`` what part of the disk that is.
    """

    name: str
    at: datetime
    gone: bool
    skew: float
    free: int
    share: float

    @property
    def machine(self) -> str:
        """The machine it runs on."""
        return self.name.partition("@")[2]


def give(session: Session, name: str, free: int, share: float) -> None:
    """Write down that a process is there."""
    now, key = clock.now(), PREFIX + name
    insert_once(session, Lease, name=key, next_at=now, note={})
    row = session.get_one(Lease, key)
    note = {"skew": round(_skew(session), 1), "free": free, "share": round(share, 4)}
    row.done_at, row.next_at, row.note = now, now + EVERY, note


def take_along(session: Session, name: str) -> None:
    """Forget a process that has ended as it should."""
    session.execute(sa.delete(Lease).where(Lease.name == PREFIX + name))


def all_of(session: Session) -> Sequence[Sign]:
    """List every process there is, or was a moment ago."""
    query = sa.select(Lease).where(Lease.name.startswith(PREFIX)).order_by(Lease.name)
    return [_sign(row) for row in session.scalars(query)]


def forget(session: Session) -> None:
    """Forget processes that have not come back for a week."""
    old = Lease.next_at < clock.now() - _KEPT
    session.execute(sa.delete(Lease).where(Lease.name.startswith(PREFIX), old))


def _sign(row: Lease) -> Sign:
    return Sign(
        name=row.name.removeprefix(PREFIX),
        at=row.done_at or row.next_at,
        gone=row.next_at < clock.now() - _MISSED,
        skew=float(row.note.get("skew", 0.0)),
        free=int(row.note.get("free", 0)),
        share=float(row.note.get("share", 1.0)),
    )


def _skew(session: Session) -> float:
    """How far this machine's clock is ahead of the database's; a file has no clock of its own."""
    if session.get_bind().dialect.name != "postgresql":
        return 0.0
    before = clock.now()
    theirs: datetime = session.scalars(sa.select(sa.func.clock_timestamp())).one()
    return ((before + (clock.now() - before) / 2) - theirs).total_seconds()
