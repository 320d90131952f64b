"""What a destination can bear: how many calls at once, and how many a minute, over all machines.

Both stand on the destination's row and are looked at under its lock while promises are leased, so
that machines that know nothing of each other keep them together. Whoever has no limit pays nothing.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Destination, Promise, PromiseState

# A drain looks about once a second: so much may have gathered meanwhile.
_GATHERED = timedelta(seconds=1)


class Limits:
    """The limits of all destinations that have some, while promises are being leased."""

    def __init__(self, session: Session) -> None:
        limited = sa.or_(Destination.at_once.is_not(None), Destination.per_minute.is_not(None))
        rows = sa.select(Destination).where(limited).order_by(Destination.name)
        found = session.scalars(rows.with_for_update()).all()
        self._rows = {row.name: row for row in found}
        self._out = _under_way(session, self._rows) if self._rows else {}

    def full(self) -> list[str]:
        """List the destinations that bear no more calls just now."""
        return [
            name
            for name, row in self._rows.items()
            if row.at_once is not None and self._out.get(name, 0) >= row.at_once
        ]

    def admit(self, name: str) -> bool:
        """Count one more call to a destination, unless it bears none now."""
        row = self._rows.get(name)
        if row is None:
            return True
        if name in self.full() or not _in_pace(row):
            return False
        self._out[name] = self._out.get(name, 0) + 1
        return True


def _under_way(session: Session, names: Iterable[str]) -> dict[str, int]:
    query = sa.select(Promise.destination, sa.func.count()).where(
        Promise.state == PromiseState.WAITING,
        Promise.leased_until > clock.now(),
        Promise.destination.in_(names),
    )
    return {name: count for name, count in session.execute(query.group_by(Promise.destination))}


def _in_pace(row: Destination) -> bool:
    """Take the next place in the row of calls, if its time has come."""
    if row.per_minute is None:
        return True
    now = clock.now()
    place = max(row.next_place_at or now, now - _GATHERED)
    if place > now:
        return False
    row.next_place_at = place + timedelta(minutes=1) / row.per_minute
    return True


def out_of_pace(now: datetime) -> sa.ColumnElement[bool]:
    """The destinations whose next call has its time still to come."""
    return sa.and_(Destination.per_minute.is_not(None), Destination.next_place_at > now)
