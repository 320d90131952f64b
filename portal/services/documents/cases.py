"""Dossiers that travel as documents: what their agency says of the documents is news of them.

The first document carries the dossier, each later one a letter of its citizen's: together they are
its thread.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.documents import StatusMessage
from connectors.messages import Heard, News, NewsKind
from portal import clock
from portal.db import wake_after_commit
from portal.domain.documents import Direction
from portal.models import Agency, Document, Dossier, Event, Promise, PromiseState
from portal.runtime import Runtime
from portal.services import (
    agencies,
    attachments,
    events,
    inbox,
    supplements,
    tracking,
    vault,
    withdrawals,
)
from portal.services.correspondence import thread as correspondence
from portal.services.documents import composing, meanings
from portal.services.documents.trace import Opened
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.hearing import Told
from portal.services.hopping import hops
from portal.services.promises import Leased
from portal.services.vault import Place, Safe

CARRIES = "carries"
WITHDRAWAL = "withdrawal"
WAITED = "notyet"
"""What became of a try that waits for a document of the thread to leave."""
# By which event it is noted that the agency has a letter of a kind.
_DELIVERED = {
    "supplement": supplements.DELIVERED,
    "message": correspondence.DELIVERED,
    WITHDRAWAL: withdrawals.DELIVERED,
}


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


def laid(found: Thread, leased: Leased) -> bool:
    """Say whether the document that keeps this very promise to bring a dossier was made."""
    # The first ones that were made do not say by which promise: there was no more than one.
    kinds, events_ = ("", leased.kind), (0, leased.event_seq)
    carriers = (one for _, one in found if not one.letter)
    return any(one.kind in kinds and one.event in events_ for one in carriers)


def origin(session: Session, rt: Runtime, dossier: Dossier, agency: Agency, kind: NewsKind) -> str:
    """Say as what a file of a document that answers is kept: a result, or what comes with words."""
    place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    if hops.at(session, agency, (place.home_agency_id, place.dossier_id)):
        return hops.origin(session, rt, agency, place, kind)
    return attachments.RESULT if kind is NewsKind.DECIDED else attachments.MESSAGE


def delivered(session: Session, rt: Runtime, at: Opened, reference: str) -> bool:
    """Note that a dossier is delivered, once the axis has its document; what comes after may go.

    Says whether the document belongs to a dossier at all.
    """
    found = carried(session, rt, at.document)
    if found is None or at.document.case_agency_id is None or at.document.case_id is None:
        return False
    dossier = events.lock(session, at.document.case_agency_id, at.document.case_id)
    if not found.letter:
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        _arrived(session, safe, dossier, (found, reference), at.document)
    _hasten(session, dossier)
    return True


def _arrived(
    session: Session,
    safe: Safe,
    dossier: Dossier,
    told: tuple[Carried, str],
    document: Document,
) -> None:
    found, reference = told
    if found.kind == handing_on.HOP:
        # What a clerk there looks for is the number of the document, not the axis's.
        number = f"{document.number}/{document.notation}"
        hops.delivered(session, safe, dossier, agencies.by_code(session, found.agency), number)
        return
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
    dossier = events.lock(session, at.document.case_agency_id, at.document.case_id)
    agency = speaker(session, at.document, found)
    if found.letter:
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
        _noted(session, safe, dossier, found)
        kinds = meanings.of_letter(dossier, found.kind, told)
    elif _superseded(thread(session, rt, dossier, agency), at.document, found):
        return
    elif found.kind == handing_on.HOP:
        owed = hops.decides(session, rt, dossier, agency)
        kinds = meanings.of_hop(told, owed=owed)
    else:
        kinds = meanings.of_dossier(dossier, told)
    for kind in kinds:
        # What only follows from a status is nobody's words; the last one has its number itself.
        follows = kind is not kinds[-1]
        said_of = replace(told, description="") if follows else told
        mark = f".{kind}" if follows else ""
        news = _news(f"{at.document.docid}#{seq}{mark}", found, kind, said_of)
        said = Told(news, expected_hash=found.content_hash, patient=False)
        heard = inbox.apply(session, rt, agency, said)
        session.flush()
        if heard == Heard.APPLIED and kind is NewsKind.MESSAGE:
            declined(session, dossier, found)


def declined(session: Session, dossier: Dossier, found: Carried) -> None:
    """Note that an agency answered a wish to withdraw with no; what else is answered is no wish."""
    if found.kind == WITHDRAWAL:
        withdrawals.declined(session, dossier, found.event)


def _superseded(found: Thread, document: Document, carried: Carried) -> bool:
    """Say whether another document carries the dossier to the same agency by now.

    It was handed on there once more: what is said of the first document belongs to that time.
    """
    same = [row for row, one in found if not one.letter and one.kind == carried.kind]
    return same[-1].id != document.id and same[-1].sent_at is not None


def _news(id_: str, found: Carried, kind: NewsKind, told: StatusMessage) -> News:
    owed = kind in (NewsKind.REFUSED, NewsKind.SUPPLEMENT_REQUESTED)
    words = meanings.words(kind, told)
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
