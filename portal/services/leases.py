"""Scheduled work, single-flight: a leased row says who does it, and when it is due again.

Rows, not session locks: a connection pooler between us and the database would break those.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal import clock
from portal.db import insert_once
from portal.models import Lease


def take(session: Session, name: str, owner: str, minutes: int = 10) -> bool:
    """Take a piece of work if it is due and nobody has it (or whoever had it never came back)."""
    now = clock.now()
    insert_once(session, Lease, name=name, next_at=now, note={})
    row = session.get(Lease, name, with_for_update=True, populate_existing=True)
    assert row is not None
    if row.next_at > now or (row.until is not None and row.until > now):
        return False
    row.owner, row.until, row.started_at = owner, now + timedelta(minutes=minutes), now
    return True


def done(session: Session, name: str, owner: str, next_at: datetime) -> None:
    """Say the work is done and when it is due again."""
    row = session.get(Lease, name, with_for_update=True, populate_existing=True)
    if row is not None and row.owner == owner:
        row.owner, row.until, row.done_at, row.next_at = None, None, clock.now(), next_at


def due(session: Session, name: str) -> bool:
    """Look, without a lock, whether a piece of work could be taken."""
    row = session.get(Lease, name)
    now = clock.now()
    return row is None or (row.next_at <= now and (row.until is None or row.until <= now))
