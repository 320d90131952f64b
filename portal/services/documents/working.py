"""Work on documents in an agency's own document system, followed and told to their senders."""

import uuid
from collections.abc import Mapping

from sqlalchemy.orm import Session

from connectors.document_messages import IncomingWork, WorkFile, WorkProgress, WorkState
from portal import clock
from portal.domain.documents import AFTER, CODES, Deed
from portal.models import Agency, Document
from portal.runtime import Runtime
from portal.services import attachments
from portal.services.documents import composing, dates, dealing, finding, packing, trace
from portal.services.documents.trace import Opened

_DEEDS: Mapping[WorkState, Deed] = {
    WorkState.ASSIGNED: Deed.ASSIGN,
    WorkState.IN_PROCESS: Deed.PROCESS,
    WorkState.FINISHED: Deed.FINISH,
}


def work(session: Session, rt: Runtime, agency: Agency, document_id: uuid.UUID) -> IncomingWork:
    """Give a document as the document system registers it.

    :raises NotFound: if there is none.
    """
    row = finding.one(session, agency.id, document_id)
    kept = composing.said(session, rt, row)
    content = packing.unpack(dict(kept.says))
    return IncomingWork(
        id=str(row.id),
        document=content,
        arrival_number=row.register_number or 0,
        arrival_day=clock.day(row.at),
        title=f"{row.number}/{row.notation}: {content.subject}",
        files=tuple(
            WorkFile(
                one.name,
                one.media_type,
                one.size,
                one.sha256,
                lambda one=one: attachments.opened(rt, kept.safe, one),  # type: ignore[misc]
            )
            for one in composing.own_files(kept)
        ),
    )


def opened(session: Session, at: Opened, reference: str, work_dossier: str) -> None:
    """Note that a document lies in the document system, and under which numbers."""
    facts = {"reference": reference, "work_dossier": work_dossier}
    trace.note(session, at, "work_opened", facts)


def follow(session: Session, rt: Runtime, agency: Agency, told: WorkProgress) -> bool:
    """Do here what was done there, and tell the sender; False if a person has to look.

    A document whose sender asks it back, and one that is further already, stays as it is: what was
    done there stands in its trace.
    """
    row = _document(session, agency, told.document)
    if row is None or told.state is None:
        return False
    at = trace.opened(session, rt, agency, row.id)
    words = "\n".join(filter(None, (told.words, told.officer, told.unit)))
    trace.note(session, at, "work_heard", {"state": str(told.state), "id": told.id}, words)
    deed = _DEEDS[told.state]
    if deed not in dealing.can(at.document):
        return True
    if told.officer:
        at.document.officer, at.document.unit = told.officer, told.unit
    at.document.standing = AFTER[deed]
    dates.keep(session, at.document, deed)
    trace.tell(session, at, CODES[deed], told.words)
    return True


def _document(session: Session, agency: Agency, text: str) -> Document | None:
    try:
        return session.get(Document, (agency.id, uuid.UUID(text)))
    except ValueError:
        return None
