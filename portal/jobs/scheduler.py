"""The scheduler: work that comes round by the clock, done by one machine at a time, caught up late.

Run as ``python -m portal.jobs.scheduler``; several may run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from portal import clock, log
from portal.exchanges import alarming, carrying, joining, polling, reconcile, reports, sms_reports
from portal.exchanges.documents import fetching, working
from portal.exchanges.enquiries import fetching as enquiries
from portal.exchanges.national import cataloguing
from portal.exchanges.paying import comparing, online
from portal.jobs import process
from portal.jobs.drain import name_worker
from portal.jobs.process import Stop
from portal.runtime import Runtime
from portal.services import leases, retention, roots, scrubbing
from portal.services.confirming import reminding
from portal.services.enquiries import erasing
from portal.services.expiry import announcing
from portal.services.operations import measuring
from portal.services.progress import keeping as progress
from portal.services.reports import freezing
from portal.services.reports.asking import Owed

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
    """Delete what has run out: rows first, then the bytes they named.

    Bytes whose row is gone and that a crash kept from going are swept later.
    """
    with rt.db.write() as session:
        gone = retention.forget(session)
        blobs = [*retention.forget_files(session), *retention.expire_uploads(session)]
    for blob in blobs:
        rt.blobs.delete(blob)
    return gone | {"files": len(blobs), "drafts": _expire(rt), "enquiries": _erase(rt)}


def _erase(rt: Runtime) -> int:
    count = 0
    while True:
        with rt.db.write() as session:
            erased = erasing.erase_over(session, rt.settings.enquiry_days)
        count += erased
        if erased < erasing.BATCH:
            return count


def _expire(rt: Runtime) -> int:
    count = 0
    while True:
        with rt.db.write() as session:
            expired = retention.expire_drafts(session, rt.settings.draft_notice_days)
        count += expired
        if expired < retention.BATCH:
            return count


def announce_drafts(rt: Runtime) -> int:
    """Promise every notice that is due of drafts that will be erased, each in a step of its own.

    A draft that cannot be told of keeps no other waiting: it comes up again the next time.
    """
    count, seen = 0, set[announcing.Key]()
    while True:
        with rt.db.read() as session:
            keys = announcing.due(session, rt.settings.draft_notice_days)
        fresh = [key for key in keys if key not in seen]
        if not fresh:
            return count
        seen.update(fresh)
        count += sum(_announce(rt, key) for key in fresh)


def _announce(rt: Runtime, key: announcing.Key) -> bool:
    try:
        with rt.db.write() as session:
            return announcing.announce(session, rt, key)
    except Exception:
        _log.exception("draft_not_announced", draft=str(key[1]))
        return False


def sweep(rt: Runtime) -> int:
    """Delete stored bytes no row names: whoever stored them fell before the row stood.

    A day is left to whoever is still at it. The store has to be this installation's alone.
    """
    stored, count = rt.blobs.older_than(clock.now() - timedelta(days=1)), 0
    while page := list(islice(stored, retention.BATCH)):
        with rt.db.read() as session:
            unnamed = retention.unnamed(session, page)
        for blob in unnamed:
            rt.blobs.delete(blob)
        count += len(unnamed)
    return count


def remind(rt: Runtime) -> int:
    """Remind everybody whose answer a dossier waits for, each in a transaction of their own."""
    count = 0
    with rt.db.read() as session:
        asked = reminding.due(session)
    for each in asked:
        with rt.db.write() as session:
            count += reminding.remind(session, rt, each)
    return count


def freeze_reports(rt: Runtime) -> int:
    """Freeze every report whose period is over, each in a transaction of its own."""
    with rt.db.read() as session:
        owed = freezing.uncounted(session)
    return sum(_freeze(rt, each) for each in owed)


def _freeze(rt: Runtime, owed: Owed) -> bool:
    try:
        with rt.db.write() as session:
            return freezing.freeze(session, rt, owed).trouble is None
    except Exception:
        _log.exception("report_not_frozen", regime=owed.regime.code)
        return False


DUTIES = (
    Duty("poll", timedelta(seconds=30), polling.poll_all),
    Duty("documents", timedelta(minutes=1), fetching.poll_all),
    Duty("document_work", timedelta(minutes=1), working.follow_all),
    Duty("held_news", timedelta(minutes=1), polling.release_held),
    Duty("draft_notices", timedelta(minutes=5), announce_drafts),
    Duty("sms_reports", timedelta(minutes=1), sms_reports.ask_all),
    Duty("joined", timedelta(seconds=30), joining.go_on_all),
    Duty("parcels", timedelta(minutes=1), carrying.look_all),
    Duty("compare_payments", timedelta(days=1), comparing.compare_yesterday),
    Duty("payments", timedelta(seconds=15), online.ask_all),
    Duty("enquiries", timedelta(minutes=5), enquiries.pull),
    Duty("catalogues", timedelta(days=1), cataloguing.pull_all),
    Duty("reconcile", timedelta(days=1), reconcile.compare_all),
    Duty("remind", timedelta(minutes=10), remind),
    Duty("forget", timedelta(hours=1), forget),
    Duty("anchor", timedelta(hours=1), anchor_days),
    Duty("sweep", timedelta(days=1), sweep),
    Duty("measure", timedelta(minutes=1), measuring.measure),
    Duty("progress", timedelta(seconds=30), progress.keep_up),
    Duty("alarm", timedelta(seconds=30), alarming.raise_all),
    Duty("reports", timedelta(minutes=10), freeze_reports),
    Duty("report_answers", timedelta(minutes=10), reports.look_all),
    Duty("scrub", timedelta(minutes=5), scrubbing.scrub),
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
    process.run("scheduler", schedule)
