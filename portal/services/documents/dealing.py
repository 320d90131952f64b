"""What officers do with a document: done here, and told to the other side in one step."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.documents import DocumentKind, DocumentStatus
from portal.domain.documents import (
    AFTER,
    CODES,
    NEED_WORDS,
    WRITTEN,
    Deed,
    Direction,
    Standing,
    further,
    possible,
)
from portal.domain.errors import Conflict, Unacceptable
from portal.models import Agency, Document, Event
from portal.runtime import Runtime
from portal.services import numbering
from portal.services.documents import composing, dates, finding, lines, trace
from portal.services.documents.trace import Opened
from portal.services.operations import deeds
from portal.services.operations.staff import Member

_ANSWERED = (DocumentStatus.CHANGE_AGREED, DocumentStatus.CHANGE_REFUSED)
_BY_ITSELF = ("sent", "status_sent", "work_opened")


@dataclass(frozen=True)
class Wish:
    """A deed, what it needs, and the number of the last event its officer had seen.

    ``words`` are the reason or the instruction, ``officer`` and ``unit`` who is assigned,
    ``code`` the dossier a document is linked to.
    """

    deed: Deed
    seen: int
    words: str = ""
    officer: str = ""
    unit: str = ""
    code: str = ""


def can(document: Document, *, carries: bool = False) -> tuple[Deed, ...]:
    """Say what may be done with a document now; nothing by hand if it ``carries`` a dossier.

    What its recipient says of it is news of the dossier. Taken back or replaced behind the
    dossier's back, nobody would work on that any more, and nobody would know.
    """
    if carries:
        return ()
    asked = document.asked_back is not None
    if document.direction == Direction.INCOMING:
        return possible(document.standing, asked_back=asked)
    # What was asked back once is asked back until every recipient has answered.
    again = () if asked else (Deed.RECALL, *WRITTEN)
    found = possible(document.standing, asked_back=False)
    return tuple(one for one in found if one in again or one is Deed.LINK)


def may(session: Session, rt: Runtime, document: Document) -> tuple[Deed, ...]:
    """Say what may be done with a document now, after a look at what it was made for."""
    outgoing = document.direction == Direction.OUTGOING
    carries = outgoing and composing.said(session, rt, document).carries is not None
    return can(document, carries=carries)


def do(
    session: Session, rt: Runtime, at: tuple[Agency, Member], document_id: uuid.UUID, wish: Wish
) -> Document:
    """Do something with a document.

    :raises NotFound: if it is none of this agency's.
    :raises Conflict: if something happened to it since the officer looked.
    :raises Unacceptable: ``not_now``, ``words``, ``officer`` or ``code``: what is missing or wrong.
    """
    agency, officer = at
    opened = trace.opened(session, rt, agency, document_id)
    document = opened.document
    if not _seen(session, document, wish.seen):
        raise Conflict(wish.seen, document.seq)
    if wish.deed not in may(session, rt, document) or wish.deed in WRITTEN:
        raise Unacceptable("not_now")
    if wish.deed in NEED_WORDS and len(wish.words.strip()) < 3:
        raise Unacceptable("words")
    _DOING.get(wish.deed, _answer)(session, opened, wish)
    actor = officer.acting(wish.words.strip())
    deeds.record(
        session, actor, "document_deed", f"document:{document.id}", {"kind": str(wish.deed)}
    )
    return document


def _seen(session: Session, document: Document, seen: int) -> bool:
    """Say whether nothing happened since that an officer has to know of.

    That the other side has been told, or another system has it, comes by itself all the time.
    """
    since = sa.select(Event.seq).where(
        Event.home_agency_id == document.home_agency_id,
        Event.dossier_id == document.id,
        Event.seq > seen,
        Event.kind.not_in(_BY_ITSELF),
    )
    return 0 < seen <= document.seq and session.scalar(since.limit(1)) is None


def _answer(session: Session, at: Opened, wish: Wish) -> None:
    """Move a document on, and tell its sender."""
    document = at.document
    if wish.deed is Deed.ASSIGN:
        if not wish.officer.strip():
            raise Unacceptable("officer")
        document.officer, document.unit = wish.officer.strip(), wish.unit.strip()
    document.standing = AFTER[wish.deed]
    dates.keep(session, document, wish.deed)
    event = trace.tell(session, at, CODES[wish.deed], wish.words.strip())
    if wish.deed is Deed.ACCEPT:
        lines.promise_work(session, at.agency, document, event)


def _answer_change(session: Session, at: Opened, wish: Wish) -> None:
    """Agree to what its sender asks, or not; a recalled document is cancelled here.

    Source: Quyết định 28/2018/QĐ-TTg (the recipient cancels it and tells the sender).
    """
    document = at.document
    update = document.asked_back == DocumentKind.UPDATE
    if wish.deed is Deed.AGREE and not update:
        document.standing = Standing.TAKEN_BACK
    document.asked_back = None
    trace.tell(session, at, CODES[wish.deed], wish.words.strip())


def _recall(session: Session, at: Opened, wish: Wish) -> None:
    """Ask every recipient for a document back; each answers for itself."""
    ask_back(session, at, DocumentKind.RECALL)
    for party in finding.parties(session, at.document):
        trace.tell(session, at, CODES[Deed.RECALL], wish.words.strip(), to=party.organ)


def ask_back(session: Session, at: Opened, kind: DocumentKind) -> None:
    """Note that recipients are asked to let a document be changed or taken back.

    What they answered to an earlier wish answers nothing now.
    """
    at.document.asked_back = kind
    forget_answers(session, at)


def forget_answers(session: Session, at: Opened) -> None:
    """Let what recipients said of the document itself count again, not what they said to a wish."""
    for party in finding.parties(session, at.document):
        if party.status in _ANSWERED:
            party.status = party.status_at = None
            for code in _said(session, at, party.organ):
                party.status = further(party.status, code)


def _said(session: Session, at: Opened, organ: str) -> Iterator[str]:
    query = sa.select(Event).where(
        Event.home_agency_id == at.document.home_agency_id,
        Event.dossier_id == at.document.id,
        Event.kind == "status_heard",
    )
    for event in session.scalars(query):
        if event.facts["from"] == organ and event.facts["code"] not in _ANSWERED:
            yield str(event.facts["code"])


def _link(session: Session, at: Opened, wish: Wish) -> None:
    """Say which dossier a document belongs to, one of the same agency's."""
    key = numbering.find(session, wish.code.strip())
    if key is None or key[0] != at.agency.id:
        raise Unacceptable("code")
    at.document.case_agency_id, at.document.case_id = key
    trace.note(session, at, "linked", {"dossier": wish.code.strip()})


def _close(session: Session, at: Opened, wish: Wish) -> None:
    """Lay aside what nobody can read or place: it is kept, with the reason."""
    at.document.standing = AFTER[Deed.CLOSE]
    trace.note(session, at, "closed", {}, wish.words.strip())


_DOING = {
    Deed.AGREE: _answer_change,
    Deed.DECLINE: _answer_change,
    Deed.RECALL: _recall,
    Deed.LINK: _link,
    Deed.CLOSE: _close,
}
