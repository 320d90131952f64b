"""Dossiers that travel as documents: what their agency says of the documents is news of them.

The first document carries the dossier, each later one a letter of its citizen's: together they are
its thread.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.documents import DocumentStatus, StatusMessage
from connectors.messages import News, NewsKind
from portal import clock
from portal.db import wake_after_commit
from portal.domain.documents import Direction
from portal.domain.states import State
from portal.models import Agency, Document, Dossier, Event, Promise, PromiseState
from portal.runtime import Runtime
from portal.services import agencies, events, inbox, supplements, tracking, vault, withdrawals
from portal.services.correspondence import thread as correspondence
from portal.services.documents import composing
from portal.services.documents.trace import Opened
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.hearing import Told
from portal.services.vault import Safe

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
WAITED = "notyet"
"""What became of a try that waits for a document of the thread to leave."""
# By which event it is noted that the agency has a letter of a kind.
_DELIVERED = {
    "supplement": supplements.DELIVERED,
    "message": correspondence.DELIVERED,
    "withdrawal": withdrawals.DELIVERED,
}
# Whoever has taken a supplement in has what it asked for, and goes on.
_WENT_ON = (
    DocumentStatus.ACCEPTED,
    DocumentStatus.ASSIGNED,
    DocumentStatus.IN_PROCESS,
    DocumentStatus.FINISHED,
)


@dataclass(frozen=True)
class Carried:
    """The dossier a document belongs to: its code, and the content hash its agency holds with it.

    Where it brings a letter, ``letter`` is the letter's id. ``kind`` is the promise's, ``event``
    the number of the dossier's event. ``agency`` is the code of whom it was written to, "" for the
    one the dossier was handed in at.
    """

    code: str
    content_hash: str
    letter: str = ""
    kind: str = ""
    event: int = 0
    agency: str = ""


Thread = Sequence[tuple[Document, Carried]]


def bind(safe: Safe, document: Document, dossier: Dossier, held: Carried) -> None:
    """Say which dossier a document that was just written belongs to, and what it brings."""
    document.case_agency_id, document.case_id = dossier.home_agency_id, dossier.id
    said = safe.open_json("document", document.sealed)
    document.sealed = safe.seal_json("document", {**said, CARRIES: asdict(held)})


def carried(session: Session, rt: Runtime, document: Document) -> Carried | None:
    """Say which dossier a document carries, or brings a letter of, if it does."""
    if document.direction != Direction.OUTGOING or document.case_id is None:
        return None
    told = composing.said(session, rt, document).carries
    return Carried(**told) if told else None


def speaker(session: Session, document: Document, found: Carried) -> Agency:
    """Give the agency that speaks where a document of a dossier is answered.

    :raises NotFound: if the document belongs to no dossier.
    """
    if found.agency:
        return agencies.by_code(session, found.agency)
    return agencies.by_id(session, document.case_agency_id or document.home_agency_id)


def thread(session: Session, rt: Runtime, dossier: Dossier, agency: Agency) -> Thread:
    """List the documents that carry a dossier, and letters of it, to an agency, in their order."""
    query = sa.select(Document).where(
        Document.case_id == dossier.id,
        Document.case_agency_id == dossier.home_agency_id,
        Document.direction == Direction.OUTGOING,
    )
    rows = session.scalars(query.order_by(Document.at, Document.id)).all()
    told = [(row, found) for row in rows if (found := carried(session, rt, row))]
    return [one for one in told if speaker(session, *one).id == agency.id]


def carrying(session: Session, rt: Runtime, dossier: Dossier, agency: Agency) -> Document | None:
    """Find the document that carries a dossier to an agency, if one was made."""
    found = thread(session, rt, dossier, agency)
    return next((row for row, one in found if not one.letter), None)


def delivered(session: Session, rt: Runtime, at: Opened, reference: str) -> None:
    """Note that a dossier is delivered, once the axis has its document; what comes after may go."""
    found = carried(session, rt, at.document)
    if found is None or at.document.case_agency_id is None or at.document.case_id is None:
        return
    dossier = events.lock(session, at.document.case_agency_id, at.document.case_id)
    if not found.letter:
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        _arrived(session, safe, dossier, (found, reference))
    _hasten(session, dossier)


def _arrived(session: Session, safe: Safe, dossier: Dossier, told: tuple[Carried, str]) -> None:
    found, reference = told
    if found.kind != handing_on.KIND:
        tracking.delivered(session, safe, dossier, reference, found.content_hash)
        return
    facts = {"to": found.agency, "reference": reference, "of": found.event}
    what = Occurrence(handing_on.DELIVERED, clock.now(), facts=facts)
    events.record(session, safe, dossier, what)


def _hasten(session: Session, dossier: Dossier) -> None:
    """Let what waited for the document to leave be tried at once."""
    session.execute(
        sa.update(Promise)
        .where(
            Promise.home_agency_id == dossier.home_agency_id,
            Promise.dossier_id == dossier.id,
            Promise.state == PromiseState.WAITING,
            Promise.last_outcome == WAITED,
        )
        .values(next_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    wake_after_commit(session, "outbox")


def tell(session: Session, rt: Runtime, at: Opened, told: StatusMessage, seq: int) -> None:
    """Tell a dossier what its agency says of a document of its thread."""
    found = carried(session, rt, at.document)
    if found is None or at.document.case_agency_id is None or at.document.case_id is None:
        return
    if found.letter:
        dossier = events.lock(session, at.document.case_agency_id, at.document.case_id)
        _noted(
            session, vault.unlock(session, rt, dossier.home_agency_id, dossier.id), dossier, found
        )
        kind = _of_letter(dossier, found, told)
    else:
        kind = KINDS.get(told.code)
    if kind is None:
        return
    news = _news(f"{at.document.docid}#{seq}", found, kind, told)
    agency = speaker(session, at.document, found)
    said = Told(news, expected_hash=found.content_hash, patient=False)
    inbox.apply(session, rt, agency, said)


def _news(id_: str, found: Carried, kind: NewsKind, told: StatusMessage) -> News:
    owed = kind in (NewsKind.REFUSED, NewsKind.SUPPLEMENT_REQUESTED)
    words = told.description.strip()
    return News(
        id=id_,
        dossier=found.code,
        kind=kind,
        occurred_at=told.at,
        seq=None,
        officer=told.staff.name or None,
        unit=told.staff.department or None,
        note=None if owed else words or None,
        reasons=(words,) if owed and words else (),
        answers=found.letter or None if kind is NewsKind.MESSAGE else None,
        content_hash=found.content_hash if kind is NewsKind.CONFIRMED else None,
        raw=words.encode(),
    )


def _noted(session: Session, safe: Safe, dossier: Dossier, found: Carried) -> None:
    """Note once that the agency has a letter: whatever it says of its document, it has it."""
    kind = _DELIVERED.get(found.kind)
    if kind is None:
        return
    query = sa.select(Event).where(
        Event.home_agency_id == dossier.home_agency_id,
        Event.dossier_id == dossier.id,
        Event.kind == kind,
    )
    if not any(one.facts.get("of") == found.event for one in session.scalars(query)):
        what = Occurrence(kind, clock.now(), facts={"of": found.event})
        events.record(session, safe, dossier, what)


def _of_letter(dossier: Dossier, found: Carried, told: StatusMessage) -> NewsKind | None:
    """Say what a status of a letter's document tells of the dossier.

    Refused, a supplement is asked for again, and anything else is answered in its agency's words.
    To a withdrawal it agrees or does not, as to a document that is taken back (15, 16).
    """
    waits = dossier.state == State.AWAITING_SUPPLEMENT
    if told.code == DocumentStatus.REFUSED:
        again = found.kind == "supplement" and waits
        return NewsKind.SUPPLEMENT_REQUESTED if again else NewsKind.MESSAGE
    if found.kind == "withdrawal" and told.code == DocumentStatus.CHANGE_AGREED:
        return NewsKind.WITHDRAWN
    if found.kind == "withdrawal" and told.code == DocumentStatus.CHANGE_REFUSED:
        return NewsKind.MESSAGE
    if found.kind == "supplement" and waits and told.code in _WENT_ON:
        return NewsKind.IN_PROCESS if dossier.received_at else NewsKind.ACCEPTED
    return None
