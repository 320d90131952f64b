"""What is recorded of the files of a dossier: read, and written beside the event that says so."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.digitising import Facts
from portal.models import Digitisation
from portal.services.vault import Place, Safe

RECORDED = "digitised"
"""The event by which a file of a dossier is recorded as digitised, or its record put right."""


@dataclass(frozen=True)
class Record:
    """What is recorded of a file. ``by`` is the officer, "" where the portal knew it by itself."""

    file_id: uuid.UUID
    facts: Facts
    sha256: str
    event_seq: int
    recorded_at: datetime
    by: str = field(default="", repr=False)


@dataclass(frozen=True)
class By:
    """Who records, and the event that says so; an officer's name and id are empty of nobody."""

    event_seq: int
    name: str = field(default="", repr=False)
    staff_id: uuid.UUID | None = None


def of(session: Session, safe: Safe, home_agency_id: uuid.UUID) -> Mapping[uuid.UUID, Record]:
    """Give what is recorded of a dossier's files, by file."""
    query = sa.select(Digitisation).where(
        Digitisation.home_agency_id == home_agency_id,
        Digitisation.dossier_id == safe.dossier_id,
    )
    return {row.file_id: opened(safe, row) for row in session.scalars(query)}


def opened(safe: Safe, row: Digitisation) -> Record:
    """Open a record."""
    kept = safe.open_json(f"digitised/{row.file_id}", row.sealed)
    return Record(
        row.file_id,
        Facts.of(kept["facts"]),
        row.sha256,
        row.event_seq,
        row.recorded_at,
        kept["by"],
    )


def write(
    session: Session, safe: Safe, place: Place, what: tuple[uuid.UUID, str, Facts], by: By
) -> None:
    """Record a file (``what``: its id, its hash, the facts) of a locked dossier, or put it right.

    The event that first said so stays the one that counts.
    """
    file_id, sha256, facts = what
    row = session.get(Digitisation, (place.home_agency_id, place.dossier_id, file_id))
    if row is None:
        row = Digitisation(**place.columns, file_id=file_id, event_seq=by.event_seq)
        session.add(row)
    row.source, row.type_code, row.sha256 = facts.source, facts.type_code, sha256
    row.valid_from, row.valid_until = facts.valid_from, facts.valid_until
    row.sealed = safe.seal_json(f"digitised/{file_id}", {"facts": facts.plain(), "by": by.name})
    row.recorded_by, row.recorded_at = by.staff_id, clock.now()


def digitised(records: Mapping[uuid.UUID, Record], seq: int) -> Mapping[uuid.UUID, Record]:
    """Give what was recorded by the time of an event."""
    return {file_id: one for file_id, one in records.items() if one.event_seq <= seq}
