"""What a sender wants changed of a document it sent: a recall, an update, a replacement."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from connectors.documents import Document as Content
from connectors.documents import DocumentKind
from portal.domain.documents import Direction, Standing
from portal.models import Agency, Document
from portal.runtime import Runtime
from portal.services.documents import finding, trace

# Nothing is left to be taken back of these.
_OVER = (Standing.TAKEN_BACK, Standing.REFUSED, Standing.CLOSED)


@dataclass(frozen=True)
class Asked:
    """What a sender wants: its identifier, the kind of change, and why in its own words."""

    organ: str
    kind: str
    why: str = field(default="", repr=False)


def ask(session: Session, rt: Runtime, agency: Agency, content: Content) -> None:
    """Freeze the documents a package asks back, until an officer has answered.

    Only who issued a document may ask for it back.
    """
    if content.kind is DocumentKind.NEW:
        return
    asked = Asked(content.sender.id, str(content.kind), content.business.reason)
    for docid in named(content):
        freeze(session, rt, agency, docid, asked)


def named(content: Content) -> tuple[str, ...]:
    """List the ids of the documents a package wants changed, each once."""
    replaced = (one.document_id for one in content.business.replacements)
    return tuple(dict.fromkeys(filter(None, (content.business.document_id, *replaced))))


def freeze(
    session: Session, rt: Runtime, agency: Agency, docid: str, asked: Asked
) -> Document | None:
    """Note that a sender asks a document back."""
    found = finding.known(session, agency.id, docid, Direction.INCOMING)
    if found is None or found.standing in _OVER or not finding.same(found.organ, asked.organ):
        return None
    at = trace.opened(session, rt, agency, found.id)
    at.document.asked_back = asked.kind
    trace.note(session, at, "asked_back", {"kind": asked.kind}, asked.why.strip())
    return at.document
