"""Working calendars in the making: one person makes a version, another approves it.

A dossier keeps the version its due date was counted with, so an approved one counts for dossiers
submitted from then on and moves no promise that was made.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import insert_once
from portal.domain.calendar import Calendar
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Agency, CalendarVersion
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor


@dataclass(frozen=True)
class Line:
    """A calendar in the list: what counts now, how many are being made, who works by it."""

    name: str
    live: CalendarVersion | None
    proposed: int
    agencies: int


def overview(session: Session) -> Sequence[Line]:
    """List the calendars by name."""
    rows = session.execute(sa.select(CalendarVersion).order_by(CalendarVersion.version)).scalars()
    by_name: dict[str, list[CalendarVersion]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)
    counts = sa.select(Agency.calendar, sa.func.count()).group_by(Agency.calendar)
    used = {name: count for name, count in session.execute(counts)}
    return [
        Line(name, live(rows), len(proposed(rows)), used.get(name, 0))
        for name, rows in sorted(by_name.items())
    ]


def history(session: Session, name: str) -> Sequence[CalendarVersion]:
    """List every version of a calendar, the newest first.

    :raises NotFound: if there is none.
    """
    query = sa.select(CalendarVersion).where(CalendarVersion.name == name)
    rows = session.execute(query.order_by(CalendarVersion.version.desc())).scalars().all()
    if not rows:
        raise NotFound(name)
    return rows


def live(rows: Sequence[CalendarVersion]) -> CalendarVersion | None:
    """Find the version that counts among those of one calendar."""
    approved = [row for row in rows if row.approved_at is not None]
    return max(approved, key=lambda row: row.version, default=None)


def proposed(rows: Sequence[CalendarVersion]) -> list[CalendarVersion]:
    """Find the versions that wait for somebody to approve them."""
    return [row for row in rows if row.approved_at is None and row.withdrawn_at is None]


def propose(session: Session, calendar: Calendar, actor: Actor) -> CalendarVersion:
    """Keep a version to be approved; its number is the next of its calendar.

    ``calendar.version`` is the version it was made from, 0 for a calendar of a new name.

    :raises Conflict: if another version was approved meanwhile.
    :raises Unacceptable: ``same`` if nothing differs from the version that counts.
    """
    query = sa.select(CalendarVersion).where(CalendarVersion.name == calendar.name)
    rows = session.execute(query.with_for_update()).scalars().all()
    now = live(rows)
    if (now.version if now else 0) != calendar.version:
        raise Conflict(calendar.version, now.version if now else 0)
    fresh = replace(calendar, version=max((row.version for row in rows), default=0) + 1)
    if now and {**now.body, "version": 0} == {**fresh.to_data(), "version": 0}:
        raise Unacceptable("same")
    made = insert_once(
        session,
        CalendarVersion,
        name=fresh.name,
        version=fresh.version,
        body=fresh.to_data(),
        hash=fresh.hash,
        made_at=clock.now(),
        made_by=actor.name,
        made_by_id=actor.staff_id,
    )
    if not made:
        raise Conflict(calendar.version, fresh.version)
    _record(session, actor, "calendar_proposed", fresh.name, fresh.version)
    return _one(session, fresh.name, fresh.version)


def approve(session: Session, name: str, version: int, actor: Actor) -> CalendarVersion:
    """Let a version count from now on.

    :raises Conflict: if a later version counts already, or this one is settled.
    :raises NotFound: if there is none.
    :raises Unacceptable: ``own`` if who made it wants to approve it.
    """
    row = _one(session, name, version)
    now = live(history(session, name))
    if row.approved_at or row.withdrawn_at or (now and now.version > version):
        raise Conflict(version, now.version if now else 0)
    if actor.staff_id is not None and actor.staff_id == row.made_by_id:
        raise Unacceptable("own")
    row.approved_at, row.approved_by = clock.now(), actor.name
    _record(session, actor, "calendar_approved", name, version)
    return row


def withdraw(session: Session, name: str, version: int, actor: Actor) -> None:
    """Throw a version away that nobody has approved.

    :raises Conflict: if it is settled.
    :raises NotFound: if there is none.
    """
    row = _one(session, name, version)
    if row.approved_at or row.withdrawn_at:
        raise Conflict(version, version)
    row.withdrawn_at = clock.now()
    _record(session, actor, "calendar_withdrawn", name, version)


def _one(session: Session, name: str, version: int) -> CalendarVersion:
    row = session.get(
        CalendarVersion, (name, version), with_for_update=True, populate_existing=True
    )
    if row is None:
        raise NotFound(f"calendar {name} {version}")
    return row


def _record(session: Session, actor: Actor, deed: str, name: str, version: int) -> None:
    deeds.record(session, actor, deed, f"calendar:{name}", {"version": str(version)})
