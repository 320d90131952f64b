"""What officers see of documents: a line of a register, and one document with all there is."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.documents import (
    Clock,
    Deed,
    Direction,
    Standing,
    acknowledge_by,
    send_by,
    submit_by,
)
from portal.domain.errors import NotFound
from portal.models import (
    Agency,
    Document,
    DocumentParty,
    Dossier,
    Event,
    Promise,
    PromiseState,
)
from portal.runtime import Runtime
from portal.services import calendars, events
from portal.services.desk import lying
from portal.services.documents import changes, composing, dealing, finding, lines, packing
from portal.services.documents.composing import Said

# What is over before anybody has worked on it.
_DONE_WITH = (Standing.REFUSED, Standing.TAKEN_BACK)


@dataclass(frozen=True)
class Line:
    """One line of a register. ``parties`` are the recipients' names of what we sent."""

    document: Document
    subject: str = field(repr=False)
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One step of a trace: what, when, its status code and whose it is, and the words.

    ``asked`` is what a sender wants, where it asks a document back.
    """

    kind: str
    at: datetime
    code: str = ""
    organ: str = ""
    words: str = field(default="", repr=False)
    asked: str = ""


@dataclass(frozen=True)
class Shown:
    """One document with all that is known of it.

    ``about`` are the documents of either register that it answers, changes or takes back.
    ``waiting`` are promises to the axis that are open, ``work`` those to the agency's own document
    system: how many, and how many of them parked.
    ``case_here``: the dossier may be looked at here, and does not only travel through here.
    """

    document: Document
    said: Said = field(repr=False)
    steps: tuple[Step, ...] = field(repr=False)
    parties: Sequence[DocumentParty]
    clocks: tuple[Clock, ...]
    case: str
    twin: Document | None
    waiting: tuple[int, int] = (0, 0)
    case_here: bool = False
    about: tuple[Document, ...] = ()
    work: tuple[int, int] = (0, 0)

    @property
    def overdue(self) -> bool:
        """Whether an answer to it is late: the day has passed, and work on it is not over."""
        row = self.document
        waits = row.direction == Direction.INCOMING and row.standing in finding.OPEN
        return waits and row.due_day is not None and row.due_day < clock.today()

    @property
    def possible(self) -> tuple[Deed, ...]:
        """What may be done now."""
        return dealing.can(self.document, carries=self.said.carries is not None)


def listed(session: Session, rt: Runtime, rows: Sequence[Document]) -> list[Line]:
    """Give documents as a register lists them."""
    return [line(session, rt, row) for row in rows]


def line(session: Session, rt: Runtime, row: Document) -> Line:
    """Give a document as a register lists it; of an erased one the subject is gone."""
    outgoing = row.direction == Direction.OUTGOING
    parties = finding.parties(session, row) if outgoing else ()
    try:
        subject = str(composing.said(session, rt, row).says.get("subject", ""))
    except NotFound:
        subject = ""
    return Line(row, subject, tuple(one.name for one in parties))


def shown(session: Session, rt: Runtime, agency: Agency, document_id: uuid.UUID) -> Shown:
    """Open one document of an agency.

    :raises NotFound: if it is none of this agency's.
    """
    row = finding.one(session, agency.id, document_id)
    said = composing.said(session, rt, row)
    twin = finding.one(session, agency.id, row.duplicate_of) if row.duplicate_of else None
    case = session.get(Dossier, (row.case_agency_id, row.case_id)) if row.case_id else None
    return Shown(
        row,
        said,
        tuple(_steps(session, said)),
        finding.parties(session, row),
        clocks(session, agency, row, said),
        case.code if case else "",
        twin,
        _open(session, row, lines.destination(agency)),
        case is not None and _seen_here(session, agency, case),
        tuple(_about(session, said)),
        _open(session, row, lines.destination(agency, lines.DMS)),
    )


def _about(session: Session, said: Said) -> Iterator[Document]:
    """Find the documents that one names: those it changes, then those it answers."""
    row = said.document
    if not said.says or row.kind == "status":
        return
    content = packing.unpack(dict(said.says))
    answered = (one.document_id for one in content.responses)
    for docid in dict.fromkeys((*changes.named(content), *answered)):
        for direction in Direction:
            found = finding.known(session, row.home_agency_id, docid, direction)
            if found is not None and found.id != row.id:
                yield found


def _seen_here(session: Session, agency: Agency, case: Dossier) -> bool:
    try:
        lying.case(session, agency, case.code)
    except NotFound:
        return False
    return True


def _steps(session: Session, said: Said) -> Iterator[Step]:
    row = said.document
    query = sa.select(Event).where(
        Event.home_agency_id == row.home_agency_id, Event.dossier_id == row.id
    )
    for event in session.scalars(query.order_by(Event.seq)):
        facts, words = event.facts, events.private(said.safe, event).get("words", "")
        organ = str(facts.get("from") or facts.get("to") or facts.get("dossier") or "")
        code, asked = (str(facts.get(name, "")) for name in ("code", "kind"))
        yield Step(event.kind, event.occurred_at, code, organ, words, asked)


def clocks(session: Session, agency: Agency, row: Document, said: Said) -> tuple[Clock, ...]:
    """Measure the duties a document brings (Quyết định 28/2018, Nghị định 30/2020)."""
    if row.standing in (Standing.UNCLEAR, Standing.CLOSED):
        return ()
    calendar = calendars.newest(session, agency.calendar)
    if row.direction == Direction.OUTGOING:
        signed_on = row.day or clock.day(row.at)
        return (Clock("send", send_by(signed_on, calendar), row.sent_at),)
    answered = row.accepted_at
    if row.standing in _DONE_WITH:
        # Nobody need lay it before anybody: its sender was told so.
        answered = answered or _last_told(session, row)
    return (
        Clock("acknowledge", acknowledge_by(row.at), row.acknowledged_at),
        Clock("submit", submit_by(row.at, calendar), row.begun_at or answered),
    )


def _last_told(session: Session, row: Document) -> datetime | None:
    query = sa.select(sa.func.max(Event.occurred_at, type_=Event.occurred_at.type)).where(
        Event.home_agency_id == row.home_agency_id,
        Event.dossier_id == row.id,
        Event.kind == "status_told",
    )
    return session.scalar(query)


def _open(session: Session, row: Document, to: str) -> tuple[int, int]:
    states = session.scalars(
        sa.select(Promise.state).where(
            Promise.home_agency_id == row.home_agency_id,
            Promise.dossier_id == row.id,
            Promise.destination == to,
            Promise.state.in_((PromiseState.WAITING, PromiseState.PARKED)),
        )
    ).all()
    return len(states), sum(one == PromiseState.PARKED for one in states)


def between(
    session: Session, agency_id: uuid.UUID, direction: Direction, days: tuple[date, date]
) -> Sequence[Document]:
    """List what was entered into a register on some days, by its numbers."""
    start = clock.moment(days[0], clock.MIDNIGHT)
    last = datetime.combine(days[1], datetime.max.time())
    query = sa.select(Document).where(
        Document.home_agency_id == agency_id,
        Document.direction == direction,
        Document.register_number.is_not(None),
        Document.at >= start,
        Document.at <= clock.utc(last),
    )
    order = (Document.register_year, Document.register_number)
    return session.scalars(query.order_by(*order).limit(20_000)).all()
