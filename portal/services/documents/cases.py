"""Dossiers that travel as documents: what their agency says of the document is news of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.documents import DocumentStatus, StatusMessage
from connectors.messages import News, NewsKind
from portal.domain.documents import Direction
from portal.models import Document, Dossier
from portal.runtime import Runtime
from portal.services import agencies, events, inbox, tracking, vault
from portal.services.documents import composing
from portal.services.documents.trace import Opened
from portal.services.hearing import Told

# What a status of the document that carries a dossier tells of the dossier. That a document is
# finished (06) decides nothing: a result comes as a document of its own.
KINDS: Mapping[str, NewsKind] = {
    DocumentStatus.ARRIVED: NewsKind.CONFIRMED,
    DocumentStatus.REFUSED: NewsKind.REFUSED,
    DocumentStatus.ACCEPTED: NewsKind.ACCEPTED,
    DocumentStatus.ASSIGNED: NewsKind.ASSIGNED,
    DocumentStatus.IN_PROCESS: NewsKind.IN_PROCESS,
    DocumentStatus.FINISHED: NewsKind.NOTE,
}
CARRIES = "carries"


@dataclass(frozen=True)
class Carried:
    """The dossier a document carries: its code, and the content hash its agency holds with it."""

    code: str
    content_hash: str


def carried(session: Session, rt: Runtime, document: Document) -> Carried | None:
    """Say which dossier a document carries, if it carries one."""
    if document.direction != Direction.OUTGOING or document.case_id is None:
        return None
    told: dict[str, Any] | None = composing.said(session, rt, document).carries
    return Carried(told["code"], told["content_hash"]) if told else None


def carrying(session: Session, rt: Runtime, dossier: Dossier) -> Document | None:
    """Find the document that carries a dossier, if one was made."""
    query = sa.select(Document).where(
        Document.case_id == dossier.id,
        Document.case_agency_id == dossier.home_agency_id,
        Document.direction == Direction.OUTGOING,
    )
    for document in session.scalars(query.order_by(Document.at)):
        if carried(session, rt, document) is not None:
            return document
    return None


def delivered(session: Session, rt: Runtime, at: Opened, reference: str) -> None:
    """Note that a dossier is delivered, once the axis has its document."""
    found = carried(session, rt, at.document)
    if found is None or at.document.case_agency_id is None or at.document.case_id is None:
        return
    dossier = events.lock(session, at.document.case_agency_id, at.document.case_id)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    tracking.delivered(session, safe, dossier, reference, found.content_hash)


def tell(session: Session, rt: Runtime, at: Opened, told: StatusMessage, seq: int) -> None:
    """Tell a dossier what its agency says of the document that carries it."""
    found, kind = carried(session, rt, at.document), KINDS.get(told.code)
    if found is None or kind is None or at.document.case_agency_id is None:
        return
    refused = kind is NewsKind.REFUSED
    words = told.description.strip()
    news = News(
        id=f"{at.document.docid}#{seq}",
        dossier=found.code,
        kind=kind,
        occurred_at=told.at,
        seq=None,
        officer=told.staff.name or None,
        unit=told.staff.department or None,
        note=None if refused else words or None,
        reasons=(words,) if refused and words else (),
        content_hash=found.content_hash if kind is NewsKind.CONFIRMED else None,
        raw=words.encode(),
    )
    agency = agencies.by_id(session, at.document.case_agency_id)
    said = Told(news, expected_hash=found.content_hash, patient=False)
    inbox.apply(session, rt, agency, said)
