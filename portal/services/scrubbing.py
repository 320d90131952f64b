"""Looks after stored bytes: reads them again, a few at a time, and says which are gone or changed.

A disk rots in silence. What is found is written beside the file (``fault``), and logged
by its ids; once it can be read whole again, after a restore, the next look takes the fault back.
"""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, log
from portal.blobs import BlobMissing
from portal.models import Attachment
from portal.runtime import Runtime
from portal.services.attachments import digest

MISSING, CORRUPT = "missing", "corrupt"
BATCH = 20
_AGAIN, _FAULTY_AGAIN = timedelta(days=30), timedelta(days=1)
_log = log.get()


def due(session: Session, limit: int = BATCH) -> Sequence[Attachment]:
    """Give files to look at: never read, then faulty ones of yesterday, then longest unread."""
    now = clock.now()
    kept = sa.select(Attachment).where(Attachment.removed_at.is_(None))
    wanted = (
        kept.where(Attachment.checked_at.is_(None)),
        kept.where(Attachment.fault.is_not(None), Attachment.checked_at < now - _FAULTY_AGAIN),
        kept.where(Attachment.checked_at < now - _AGAIN).order_by(Attachment.checked_at),
    )
    found: dict[object, Attachment] = {}
    for query in wanted:
        found |= {row.id: row for row in session.scalars(query.limit(limit))}
    return list(found.values())[:limit]


def look(rt: Runtime, file: Attachment) -> str | None:
    """Read a file's sealed bytes and name what is wrong with them, if anything is.

    :raises portal.blobs.BlobsAway: if the store does not answer, which says nothing of the file.
    """
    try:
        found = digest(rt.blobs.get(file.blob))
    except BlobMissing:
        return MISSING
    return None if found == file.sealed_sha256 else CORRUPT


def note(session: Session, file: Attachment, fault: str | None) -> None:
    """Write down what a look at a file has shown."""
    session.execute(
        sa.update(Attachment)
        .where(
            Attachment.home_agency_id == file.home_agency_id,
            Attachment.dossier_id == file.dossier_id,
            Attachment.id == file.id,
        )
        .values(checked_at=clock.now(), fault=fault)
    )


def scrub(rt: Runtime) -> dict[str, int]:
    """Look at the files that are due; returns how many were read, and how many have a fault."""
    with rt.db.read() as session:
        files = due(session)
    faults = 0
    for file in files:
        fault = look(rt, file)
        if fault:
            faults += 1
            told = {"dossier": str(file.dossier_id), "file": str(file.id), "blob": file.blob}
            _log.error("file_damaged", fault=fault, **told)
        with rt.db.write() as session:
            note(session, file, fault)
    return {"read": len(files), "damaged": faults}
