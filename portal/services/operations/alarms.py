"""What operators are told is wrong: each thing once, again every day it lasts, and when it is over.

What counts as wrong is ``health.problems``; a destination a person has paused is no alarm.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import NotFound
from portal.models import Alarm
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.operations.health import Problem

AGAIN = timedelta(days=1)
_KEPT = timedelta(days=30)
_OPEN, _OVER = "open", "over"
SILENCES = (1, 8, 24, 72, 168)
"""For how many hours an alarm may be silenced."""


def look(session: Session, problems: Iterable[Problem]) -> None:
    """Open an alarm for all that is wrong, and close those of what is well again."""
    now = clock.now()
    known = {(row.kind, row.about): row for row in session.scalars(sa.select(Alarm))}
    for one in problems:
        if one.kind != "paused":
            _open(session, known.pop((one.kind, one.about), None), one, now)
    for row in known.values():
        if row.closed_at is None:
            row.closed_at = now
        elif row.closed_at < now - _KEPT:
            session.delete(row)
    session.flush()


def _open(session: Session, row: Alarm | None, one: Problem, now: datetime) -> None:
    if row is None:
        row = Alarm(kind=one.kind, about=one.about, opened_at=now, told={})
        session.add(row)
    elif row.closed_at is not None:
        row.opened_at, row.closed_at, row.told = now, None, {}
    row.count, row.since = one.count, one.since


def untold(session: Session, way: str) -> Sequence[Alarm]:
    """List what has to be told one way (``webhook``, ``mail``) by now, the oldest first."""
    rows = session.scalars(sa.select(Alarm).order_by(Alarm.opened_at, Alarm.kind, Alarm.about))
    return [row for row in rows if not silent(row) and _due(row, way)]


def _due(row: Alarm, way: str) -> bool:
    """Whether a way has not been told the state of an alarm, or long ago.

    That something is over is news only to whoever was told that it was wrong.
    """
    state, at = row.told.get(way, ("", ""))
    if row.closed_at is not None:
        return bool(state == _OPEN)
    return state != _OPEN or datetime.fromisoformat(at) <= clock.now() - AGAIN


def told(session: Session, way: str, rows: Iterable[Alarm]) -> None:
    """Write down that a way was told of alarms as they were read."""
    for seen in rows:
        row = session.get(Alarm, (seen.kind, seen.about))
        if row is not None and row.opened_at == seen.opened_at:
            state = _OVER if seen.closed_at else _OPEN
            row.told = {**row.told, way: (state, clock.now().isoformat())}


def silent(row: Alarm) -> bool:
    """Say whether somebody asked to be left in peace about it."""
    return row.silenced_until is not None and row.silenced_until > clock.now()


def standing(session: Session) -> Sequence[Alarm]:
    """List alarms, those that are open first, the newest first."""
    query = sa.select(Alarm).order_by(
        Alarm.closed_at.is_not(None), Alarm.opened_at.desc(), Alarm.kind, Alarm.about
    )
    return session.scalars(query).all()


def find(session: Session, kind: str, about: str) -> Alarm:
    """Give one alarm.

    :raises NotFound: if there never was such an alarm, or a month has passed since.
    """
    row = session.get(Alarm, (kind, about))
    if row is None:
        raise NotFound(f"no alarm {kind} {about}")
    return row


def silence(session: Session, row: Alarm, hours: int, actor: Actor) -> None:
    """Tell nobody of an alarm for so many hours; it stays in sight on the console."""
    row.silenced_until = clock.now() + timedelta(hours=hours)
    row.silenced_by, row.silence_reason = actor.name, actor.reason.strip()
    deeds.record(session, actor, "alarm_silenced", target(row), {"hours": hours})


def speak(session: Session, row: Alarm, actor: Actor) -> None:
    """Let an alarm be told of again at once."""
    row.silenced_until = row.silenced_by = row.silence_reason = None
    deeds.record(session, actor, "alarm_unsilenced", target(row))


def target(row: Alarm) -> str:
    """Name an alarm as deeds do."""
    return f"alarm:{row.kind}:{row.about}"
