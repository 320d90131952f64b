"""What a sender wants changed of a document it sent: a recall, an update, a replacement."""

from sqlalchemy.orm import Session

from connectors.documents import Document as Content
from connectors.documents import DocumentKind
from portal.domain.documents import Direction, Standing
from portal.models import Agency, Document
from portal.runtime import Runtime
from portal.services.documents import finding, trace

# Nothing is left to be taken back of these.
_OVER = (Standing.TAKEN_BACK, Standing.REFUSED, Standing.CLOSED)


def ask(session: Session, rt: Runtime, agency: Agency, content: Content) -> None:
    """Freeze the documents a package asks back, until an officer has answered.

    Only who issued a document may ask for it back.
    """
    if content.kind is DocumentKind.NEW:
        return
    named = [one.document_id for one in content.business.replacements]
    for docid in dict.fromkeys((content.business.document_id, *named)):
        freeze(session, rt, agency, docid, (content.sender.id, str(content.kind)))


def freeze(
    session: Session, rt: Runtime, agency: Agency, docid: str, by: tuple[str, str]
) -> Document | None:
    """Note that a sender (``by``: its identifier, what it wants) asks a document back."""
    found = finding.known(session, agency.id, docid, Direction.INCOMING)
    if found is None or found.standing in _OVER or not finding.same(found.organ, by[0]):
        return None
    at = trace.opened(session, rt, agency, found.id)
    at.document.asked_back = by[1]
    trace.note(session, at, "asked_back", {"kind": by[1]})
    return at.document
