"""Daily roots: one signed hash over the heads of all chains that grew on a day."""

from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain import evidence
from portal.models import DailyRoot, Event
from portal.runtime import Runtime

# An event has its moment before its transaction stands; an hour later a day's are all there.
_SETTLED = timedelta(hours=1)


def missing(session: Session) -> list[date]:
    """List the finished days that have events and no root yet, oldest first: it catches up."""
    last = session.scalar(sa.select(sa.func.max(DailyRoot.day)))
    first = last + timedelta(days=1) if last else _first_day(session)
    if first is None:
        return []
    finished = clock.day(clock.now() - _SETTLED) - timedelta(days=1)
    return [first + timedelta(days=n) for n in range((finished - first).days + 1)]


def _first_day(session: Session) -> date | None:
    first = session.scalar(sa.select(sa.func.min(Event.recorded_at)))
    return clock.day(first) if first else None


def anchor(session: Session, rt: Runtime, day: date) -> DailyRoot:
    """Sign the root of a finished day: the last hash each chain had at its end."""
    found = heads(session, day)
    root = evidence.root(found)
    seed = rt.settings.secrets.key("acknowledgement")
    row = DailyRoot(
        day=day,
        root=root,
        chains=len(found),
        signature=crypto.sign(seed, statement(day, root)),
        made_at=clock.now(),
    )
    session.add(row)
    return row


def statement(day: date, root: str) -> bytes:
    """Write what is signed."""
    return f"lienthong/root/{day.isoformat()}/{root}".encode()


def heads(session: Session, day: date) -> dict[str, str]:
    """Give the last hash that each chain which grew on a day had at its end, by dossier."""
    start = clock.moment(day, clock.MIDNIGHT)
    end = clock.moment(day + timedelta(days=1), clock.MIDNIGHT)
    last = (
        sa.select(Event.home_agency_id, Event.dossier_id, sa.func.max(Event.seq).label("seq"))
        .where(Event.recorded_at >= start, Event.recorded_at < end)
        .group_by(Event.home_agency_id, Event.dossier_id)
        .subquery()
    )
    rows = session.execute(
        sa.select(Event.dossier_id, Event.hash).join(
            last,
            sa.and_(
                Event.home_agency_id == last.c.home_agency_id,
                Event.dossier_id == last.c.dossier_id,
                Event.seq == last.c.seq,
            ),
        )
    )
    return {str(dossier_id): digest for dossier_id, digest in rows}
