"""Counts the components of dossiers, and those that were recorded as digitised, many at once."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import Attachment, DeskIntake, Digitisation, PaperReuse

_CITIZEN = "citizen"


def components(session: Session, rows: Sequence[Any]) -> dict[uuid.UUID, tuple[int, int]]:
    """Say of each of some dossiers how many components it has, and how many are digitised.

    A component is a file its citizen handed in, and a document on paper that nobody has scanned.
    """
    documents: dict[uuid.UUID, set[str]] = defaultdict(set)
    counts: dict[uuid.UUID, list[int]] = defaultdict(lambda: [0, 0])
    for dossier, document, recorded in session.execute(_files(rows)).tuples():
        documents[dossier].add(document)
        counts[dossier][0] += 1
        counts[dossier][1] += recorded
    query = sa.select(DeskIntake.dossier_id, DeskIntake.papers).where(*_of(DeskIntake, rows))
    for dossier, papers in session.execute(query).tuples():
        counts[dossier][0] += len(papers.keys() - documents[dossier])
    return {dossier: (whole, part) for dossier, (whole, part) in counts.items()}


def reused(session: Session, rows: Sequence[Any]) -> set[uuid.UUID]:
    """Say which of some dossiers were handed in with a paper of their submitter's store."""
    query = sa.select(PaperReuse.dossier_id).where(
        *_of(PaperReuse, rows), PaperReuse.event_seq.is_not(None)
    )
    return set(session.scalars(query))


def _of(table: Any, rows: Sequence[Any]) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        table.home_agency_id.in_({row.home_agency_id for row in rows}),
        table.dossier_id.in_([row.id for row in rows]),
    )


def _files(rows: Sequence[Any]) -> sa.Select[tuple[uuid.UUID, str, int]]:
    same = sa.and_(
        Digitisation.home_agency_id == Attachment.home_agency_id,
        Digitisation.dossier_id == Attachment.dossier_id,
        Digitisation.file_id == Attachment.id,
    )
    recorded = sa.case((Digitisation.file_id.is_not(None), 1), else_=0)
    query = sa.select(Attachment.dossier_id, Attachment.document, recorded)
    query = query.outerjoin(Digitisation, same)
    return query.where(
        *_of(Attachment, rows),
        Attachment.origin == _CITIZEN,
        Attachment.event_seq.is_not(None),
        Attachment.removed_at.is_(None),
    )
