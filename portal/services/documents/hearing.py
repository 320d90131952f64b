"""What recipients say of documents we sent (trạng thái xử lý): all is kept, the furthest counts."""

from sqlalchemy.orm import Session

from connectors.documents import DocumentKind, DocumentStatus, StatusMessage
from portal import clock
from portal.domain.documents import RANKS, Direction, Standing, further
from portal.models import Agency, DocumentParty
from portal.runtime import Runtime
from portal.services import promises
from portal.services.documents import cases, changes, dealing, finding, sent, trace
from portal.services.documents.changes import Asked
from portal.services.documents.trace import Opened

# What answers a wish to have a document back; a refused document is not there to be given back.
_ANSWERS = {DocumentStatus.CHANGE_AGREED, DocumentStatus.CHANGE_REFUSED, DocumentStatus.REFUSED}


def apply(session: Session, rt: Runtime, agency: Agency, told: StatusMessage) -> bool:
    """Apply a status; False if it is about nothing we know, or is in no table: it is never guessed.

    Statuses come out of order: all stand in the trace, the furthest is what is shown.
    """
    if told.status is None:
        return False
    if told.status == DocumentStatus.TAKEN_BACK:
        asked = Asked(told.sender.id, str(DocumentKind.RECALL), told.description)
        return changes.freeze(session, rt, agency, told.about.document_id, asked) is not None
    found = finding.known(session, agency.id, told.about.document_id, Direction.OUTGOING)
    if found is None:
        return False
    at = trace.opened(session, rt, agency, found.id)
    party = _party(session, at, told.sender.id)
    if party is None:
        return False
    _arrived(session, rt, at)
    words = "\n".join(filter(None, (told.description, told.staff.name, told.staff.department)))
    facts = {"code": told.code, "from": party.organ}
    event = trace.note(session, at, "status_heard", facts, words)
    _keep(party, told)
    _settle(session, at)
    cases.tell(session, rt, at, told, event.seq)
    return True


def _arrived(session: Session, rt: Runtime, at: Opened) -> None:
    """Whoever speaks of a document has it: nobody need send it, or find out whether it arrived."""
    if at.document.sent_at is None:
        sent.document(session, rt, at, at.document.axis_reference or "")
        promises.settle(session, at.document, trace.SEND)


def _keep(party: DocumentParty, told: StatusMessage) -> None:
    moment = told.at or clock.now()
    if told.code == DocumentStatus.ARRIVED or party.acknowledged_at is None:
        party.acknowledged_at = min(party.acknowledged_at or moment, moment)
    counts = further(party.status, told.code)
    if counts == told.code and counts in RANKS:
        party.status, party.status_at = told.code, moment


def _party(session: Session, at: Opened, organ: str) -> DocumentParty | None:
    """Find who speaks among the recipients, whichever form its identifier is in."""
    parties = finding.parties(session, at.document)
    return next((one for one in parties if finding.same(one.organ, organ)), None)


def _settle(session: Session, at: Opened) -> None:
    """Once every recipient has answered, a document is taken back, updated, or as it was."""
    if at.document.asked_back is None:
        return
    said = {one.status for one in finding.parties(session, at.document)}
    if not said <= _ANSWERS:
        return
    # What was updated stays in force, in its new form; the update is a document of its own.
    update = at.document.asked_back == DocumentKind.UPDATE
    at.document.asked_back = None
    if update:
        dealing.forget_answers(session, at)
    if DocumentStatus.CHANGE_REFUSED not in said and not update:
        at.document.standing = Standing.TAKEN_BACK
