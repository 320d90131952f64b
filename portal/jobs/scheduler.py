"""The scheduler: work that comes round by the clock, done by one machine at a time, caught up late.

Run as ``python -m portal.jobs.scheduler``; several may run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from portal import clock, log
from portal.exchanges import news
from portal.jobs import process
from portal.jobs.drain import name_worker
from portal.jobs.process import Stop
from portal.models import Attachment, IncomingFile
from portal.runtime import Runtime
from portal.services import leases, retention, roots

_log = log.get()
_LOOK_SECONDS = 5.0


@dataclass(frozen=True)
class Duty:
    """A piece of scheduled work and how often it comes round."""

    name: str
    every: timedelta
    do: Callable[[Runtime], object]


def anchor_days(rt: Runtime) -> int:
    """Sign the roots of all finished days that have none."""
    with rt.db.read() as session:
        days = roots.missing(session)
    for day in days:
        with rt.db.write() as session:
            roots.anchor(session, rt, day)
    return len(days)


def forget(rt: Runtime) -> dict[str, int]:
    """Delete what has run out, rows first, then the bytes they named."""
    with rt.db.write() as session:
        gone = retention.forget(session)
        gone["drafts"] = retention.expire_drafts(session)
    with rt.db.read() as session:
        removed, stale = retention.removed_files(session), retention.stale_incoming(session)
    rows: list[Attachment | IncomingFile] = [*removed, *stale]
    for row in rows:
        rt.blobs.delete(row.blob)
    with rt.db.write() as session:
        for row in rows:
            session.delete(session.merge(row))
    return gone | {"blobs": len(rows)}


DUTIES = (
    Duty("poll", timedelta(seconds=30), news.poll_all),
    Duty("held_news", timedelta(minutes=1), news.release_held),
    Duty("forget", timedelta(hours=1), forget),
    Duty("anchor", timedelta(hours=1), anchor_days),
)


def once(rt: Runtime, duty: Duty, owner: str) -> bool:
    """Do a duty if it is due and nobody else has it; says whether it was done."""
    with rt.db.read() as session:
        if not leases.due(session, duty.name):
            return False
    with rt.db.write() as session:
        if not leases.take(session, duty.name, owner):
            return False
    try:
        result = duty.do(rt)
        _log.debug("duty_done", duty=duty.name, result=result)
    except Exception:
        _log.exception("duty_failed", duty=duty.name)
    with rt.db.write() as session:
        leases.done(session, duty.name, owner, clock.now() + duty.every)
    return True


def schedule(rt: Runtime, stop: Stop) -> None:
    """Look at the clock until told to stop."""
    owner = name_worker()
    while not stop(_LOOK_SECONDS):
        for duty in DUTIES:
            try:
                once(rt, duty, owner)
            except Exception:
                _log.exception("scheduler_failed", duty=duty.name)


if __name__ == "__main__":
    process.run(schedule)
