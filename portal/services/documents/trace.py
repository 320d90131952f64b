"""A document's trace: events of its own chain, and what they promise the other side."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import NotFound
from portal.models import Agency, Document, Event
from portal.runtime import Runtime
from portal.services import events, promises, vault
from portal.services.documents import lines
from portal.services.events import Occurrence
from portal.services.promises import Errand
from portal.services.vault import Safe

SEND, TELL, CHECK = "document", "document_status", "document_check"


@dataclass(frozen=True)
class Opened:
    """A document that is locked, and its open safe."""

    agency: Agency
    document: Document
    safe: Safe = field(repr=False)


def lock(session: Session, home_agency_id: uuid.UUID, document_id: uuid.UUID) -> Document:
    """Take a document's row lock: whoever writes about a document begins here.

    :raises NotFound: if there is no such document.
    """
    key = (home_agency_id, document_id)
    document = session.get(Document, key, with_for_update=True, populate_existing=True)
    if document is None:
        raise NotFound(str(document_id))
    return document


def opened(session: Session, rt: Runtime, agency: Agency, document_id: uuid.UUID) -> Opened:
    """Lock a document of an agency and open its safe.

    :raises NotFound: if it is none of this agency's.
    """
    document = lock(session, agency.id, document_id)
    return Opened(agency, document, vault.unlock(session, rt, agency.id, document_id))


def note(
    session: Session, at: Opened, kind: str, facts: Mapping[str, Any], words: str = ""
) -> Event:
    """Append to the trace; ``words`` may name people and are sealed."""
    private = {"words": words} if words else {}
    what = Occurrence(kind=kind, occurred_at=clock.now(), facts=dict(facts), private=private)
    return events.record(session, at.safe, at.document, what)


def tell(session: Session, at: Opened, code: str, words: str = "", to: str = "") -> Event:
    """Note a status and promise to tell the other side (``to``: another than the issuer)."""
    facts = {"code": code, "to": to or at.document.organ}
    event = note(session, at, "status_told", facts, words)
    promise(session, at, event, TELL)
    return event


def promise(
    session: Session, at: Opened, event: Event, kind: str, rest: timedelta = promises.AT_ONCE
) -> None:
    """Promise the axis what an event tells, after all that was promised of the document before."""
    errand = Errand(lines.destination(at.agency), kind, promises.NEWS)
    promises.make(session, at.document, event, errand, rest)
