"""Puts together what goes out of what is kept: a document with its files, or a status of one."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.documents import Document as Content
from connectors.documents import (
    DocumentStatus,
    Enclosure,
    Hop,
    Organ,
    Reference,
    Staff,
    StatusMessage,
)
from portal.domain.documents import Direction
from portal.models import Document, Event
from portal.runtime import Runtime
from portal.services import agencies, attachments, events, vault
from portal.services.attachments import Held
from portal.services.documents import finding, lines, packing
from portal.services.documents.packing import FILE
from portal.services.promises import Leased
from portal.services.vault import Place, Safe

# What a status says in words where nobody wrote any.
_WORDS: Mapping[str, str] = {
    "01": "Văn bản đã đến hệ thống quản lý văn bản",
    "03": "Đã tiếp nhận",
    "04": "Phân công xử lý",
    "05": "Đang xử lý",
    "06": "Hoàn thành",
    "15": "Đồng ý cập nhật, lấy lại",
}


@dataclass(frozen=True)
class Said:
    """All that is kept of a document: what it says, its problem and oddities, its files.

    ``carries`` is the dossier it was made for, None for any other.
    """

    document: Document
    safe: Safe = field(repr=False)
    says: Mapping[str, Any] = field(repr=False)
    problem: str
    oddities: tuple[str, ...]
    files: tuple[Held, ...] = field(repr=False)
    carries: dict[str, Any] | None = field(default=None, repr=False)


def said(session: Session, rt: Runtime, document: Document) -> Said:
    """Open what is kept of a document."""
    safe = vault.unlock(session, rt, document.home_agency_id, document.id)
    told = safe.open_json("document", document.sealed)
    files = attachments.held(session, safe, document.home_agency_id)
    oddities = tuple(told.get("oddities", ()))
    return Said(
        document,
        safe,
        told["says"],
        told.get("problem", ""),
        oddities,
        tuple(files),
        told.get("carries"),
    )


def document(
    session: Session, rt: Runtime, home_agency_id: uuid.UUID, document_id: uuid.UUID
) -> Content:
    """Give a document as it is sent; its files are opened as they are read.

    :raises NotFound: if there is none.
    """
    row = finding.one(session, home_agency_id, document_id)
    kept = said(session, rt, row)
    made = packing.unpack(dict(kept.says), [_enclosure(rt, kept, one) for one in kept.files])
    # It leaves here: the first station of its way, at the moment it was entered for sending.
    hop = Hop(made.sender.id, row.at.replace(microsecond=0))
    return replace(made, trace=made.trace or (hop,))


def _enclosure(rt: Runtime, kept: Said, file: Held) -> Enclosure:
    opening: Callable[[], Iterator[bytes]] = lambda: attachments.opened(rt, kept.safe, file)
    return Enclosure(file.name, file.size, file.sha256, opening, f"cid:{file.id}")


def status(session: Session, rt: Runtime, leased: Leased) -> StatusMessage:
    """Give a status as of the event that told it.

    :raises NotFound: if there is no such document.
    """
    row = finding.one(session, leased.home_agency_id, leased.dossier_id)
    agency = agencies.by_id(session, leased.home_agency_id)
    key = (row.home_agency_id, row.id, leased.event_seq)
    event = session.get_one(Event, key)
    kept = said(session, rt, row)
    private = events.private(kept.safe, event)
    code = str(event.facts["code"])
    return StatusMessage(
        sender=Organ(lines.organ(session, agency), agency.name),
        about=Reference(str(event.facts["to"]), f"{row.number}/{row.notation}", row.day, row.docid),
        status=DocumentStatus(code),
        code=code,
        description=str(private.get("words") or _WORDS.get(code, "")),
        at=event.occurred_at.replace(microsecond=0),
        staff=Staff(department=row.unit, name=row.officer),
    )


def own_files(kept: Said) -> tuple[Held, ...]:
    """List a document's own files, not the package it came in."""
    return tuple(one for one in kept.files if one.origin == FILE)


def enclosed(
    session: Session, rt: Runtime, place: Place, docid: str, sha256: str
) -> tuple[Safe, Held] | None:
    """Find a file of a document that answers a dossier, by the document's id and its own hash."""
    query = sa.select(Document).where(
        Document.case_agency_id == place.home_agency_id,
        Document.case_id == place.dossier_id,
        Document.docid == docid,
        Document.direction == Direction.INCOMING,
    )
    for row in session.scalars(query.order_by(Document.at)):
        kept = said(session, rt, row)
        found = next((one for one in own_files(kept) if one.sha256 == sha256), None)
        if found is not None:
            return kept.safe, found
    return None
