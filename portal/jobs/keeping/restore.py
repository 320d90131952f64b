"""Brings a backup back, so that what happened since then is neither sent nor numbered twice.

An older database does not know what was promised, sent and numbered after it. So the outbox
starts paused, each promise asks before it sends, and the counters of codes jump past whatever may
have been issued meanwhile.
"""

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, layout
from portal.db import insert_for
from portal.jobs.keeping.archive import DATABASE, FILES, BackupUnusable, Manifest, Reading
from portal.models import Agency, CodeCounter, Destination, Promise, PromiseState
from portal.runtime import Runtime
from portal.services import notifications, outbox
from portal.services.reports import sending

BY = "restore"
# More codes than an agency gives out in a day. Ten more for every second of the day keep two
# restores of one backup apart.
_JUMP, _A_SECOND = 100_000, 10


@contextmanager
def opened(source: Path) -> Iterator[Reading]:
    """Open a backup and check it whole.

    :raises BackupUnusable: if it is none, or not as it was written.
    """
    try:
        with tarfile.open(source, "r:") as tar:
            reading = Reading(tar)
            reading.check()
            yield reading
    except tarfile.TarError as error:
        raise BackupUnusable(f"it cannot be read: {error}") from error


def put_back(rt: Runtime, reading: Reading, database: Path) -> Manifest:
    """Put files and database back where there is none, bring its layout up to date, and hold all.

    :raises FileExistsError: if there is a database already; nothing has changed then.
    :raises BackupUnusable: if this installation's secrets open nothing of it.
    """
    if database.exists():
        raise FileExistsError(f"{database} is there: move it away first")
    if not reading.manifest.keys.items() <= rt.keyring.marks().items():
        raise BackupUnusable("it was made under other secrets: put its secrets file in place first")
    for name in reading.manifest.members:
        if name.startswith(FILES):
            rt.blobs.put(name.removeprefix(FILES), reading.chunks(name))
    part = database.with_name(f"{database.name}.part")
    with part.open("wb") as file:
        for chunk in reading.chunks(DATABASE):
            file.write(chunk)
    part.replace(database)
    layout.upgrade(rt.settings)
    with rt.db.write() as session:
        hold(session)
    return reading.manifest


def hold(session: Session) -> None:
    """Make a database that is older than the world harmless: see this module's first words."""
    now = clock.now()
    agencies = session.execute(sa.select(Agency.id, Agency.code)).tuples().all()
    names = {notifications.SMS, sending.DESTINATION, *(f"agency:{code}" for _, code in agencies)}
    names |= set(session.scalars(sa.select(Destination.name)))
    for name in sorted(names):
        outbox.pause(session, name, BY)
    session.execute(
        sa.update(Promise)
        .where(Promise.state == PromiseState.WAITING)
        .values(unsure=True, leased_by=None, leased_until=None, tried_since=None)
    )
    for agency_id, _ in agencies:
        _jump(session, agency_id, now)


def _jump(session: Session, agency_id: object, now: datetime) -> None:
    local = clock.local(now)
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    by = _JUMP + _A_SECOND * seconds
    made = insert_for(session, CodeCounter).values(agency_id=agency_id, day=clock.day(now), last=by)
    session.execute(
        made.on_conflict_do_update(
            index_elements=["agency_id", "day"], set_={"last": CodeCounter.last + by}
        )
    )
