"""A package that came over the axis: taken once, registered where it belongs, nothing lost.

Its id and its key are kept before its files are stored, so that a machine that falls in between
leaves nothing but bytes that are swept, and the package still waits at the axis.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.documents import Document as Content
from connectors.documents import DocumentKind, Package, StatusMessage
from forms.characters import folded
from portal import clock, crypto
from portal.db import insert_once
from portal.domain import evidence
from portal.domain.documents import Direction, Standing
from portal.domain.signatures import SignatureState
from portal.models import Agency, Document, DossierKey, InboxMessage, SearchKey
from portal.runtime import Runtime
from portal.services import attachments, promises, vault
from portal.services.attachments import Stored
from portal.services.documents import cases, changes, days, finding, hearing, lines, packing, trace
from portal.services.documents.trace import Opened
from portal.services.promises import Errand
from portal.services.vault import Place, Safe

ARRIVED = "01"
# Brought to the dossier as everything is that may fail: promised, tried again, parked in sight.
RESULTS = Errand("results", "document_result", promises.NEWS)
# A subject of any honest length has fewer words.
_MOST_WORDS = 300
_BEGUN, _TAKEN = "begun", "applied"
# From the worst to the best: what the register shows of several files is the worst of them.
_WORST = (
    SignatureState.BROKEN,
    SignatureState.REVOKED,
    SignatureState.EXPIRED,
    SignatureState.UNVERIFIABLE,
    SignatureState.VALID,
)


@dataclass(frozen=True)
class Room:
    """Where a package will be kept, before anything of it is; ``since`` it was first listed."""

    agency: Agency
    reference: str
    place: Place
    safe: Safe = field(repr=False)
    source: str
    since: datetime


@dataclass(frozen=True)
class Arrival:
    """What came: the package read, or why it cannot be; and its files, stored."""

    package: Package | None = field(repr=False)
    problem: str
    files: Sequence[Stored] = ()


def begin(
    session: Session, rt: Runtime, agency: Agency, reference: str, role: str = lines.AXIS
) -> Room | None:
    """Make room for a package; None if it was taken before. Begun twice, it is the same room."""
    source = lines.destination(agency, role)
    insert_once(
        session,
        InboxMessage,
        source=source,
        message_id=reference,
        home_agency_id=agency.id,
        dossier_id=crypto.uuid7(),
        kind="package",
        outcome=_BEGUN,
        received_at=clock.now(),
    )
    row = session.get_one(InboxMessage, (source, reference), with_for_update=True)
    if row.outcome != _BEGUN or row.dossier_id is None:
        return None
    key = session.get(DossierKey, (agency.id, row.dossier_id))
    month = key.birth_month if key else vault.birth_month()
    place = Place(agency.id, row.dossier_id, month)
    if key is None:
        safe = vault.make(session, rt, place)
    else:
        safe = vault.unlock(session, rt, agency.id, row.dossier_id)
    return Room(agency, reference, place, safe, source, row.received_at)


def settle(session: Session, room: Room) -> None:
    """Note that what came was taken, and left nothing in a register."""
    session.get_one(InboxMessage, (room.source, room.reference)).outcome = _TAKEN


def take(session: Session, rt: Runtime, room: Room, arrival: Arrival) -> bool:
    """Take what came in one step with everything that follows from it; False if it was before."""
    row = session.get_one(
        InboxMessage, (room.source, room.reference), with_for_update=True, populate_existing=True
    )
    if row.outcome != _BEGUN:
        return False
    row.outcome = _TAKEN
    content = arrival.package.content if arrival.package else None
    if isinstance(content, StatusMessage) and hearing.apply(session, rt, room.agency, content):
        return True
    document = _row(room, arrival, content)
    session.add(document)
    session.flush()
    at = Opened(room.agency, document, room.safe)
    event = trace.note(session, at, "arrived", {"reference": room.reference}, arrival.problem)
    for file in arrival.files:
        attachments.keep(session, room.safe, room.place, file, event.seq)
    if isinstance(content, Content):
        _follow(session, rt, at, content)
    return True


def _follow(session: Session, rt: Runtime, at: Opened, content: Content) -> None:
    """Do what an official document entails: its sender is told, days are counted, words found."""
    document = at.document
    index(session, rt, at, content)
    document.duplicate_of = _same(session, document)
    signed = document.signature in (SignatureState.VALID, SignatureState.UNVERIFIABLE)
    counted = (days.RECEIVED, *((days.SIGNED,) if signed else ()))
    days.count(session, document.home_agency_id, clock.day(document.at), *counted)
    trace.tell(session, at, ARRIVED)
    changes.ask(session, rt, at.agency, content)
    _answers(session, rt, at, content)


def _answers(session: Session, rt: Runtime, at: Opened, content: Content) -> None:
    """Match a document with the dossier that went out by the one it answers: it is its result."""
    if content.kind is DocumentKind.RECALL:
        # It takes back what it names, and answers nothing.
        return
    for answered in content.responses:
        found = finding.known(session, at.agency.id, answered.document_id, Direction.OUTGOING)
        if found is not None and cases.carried(session, rt, found) is not None:
            at.document.case_agency_id, at.document.case_id = (found.case_agency_id, found.case_id)
            event = trace.note(session, at, "result", {"docid": found.docid})
            promises.make(session, at.document, event, RESULTS)
            return


def _row(room: Room, arrival: Arrival, content: Content | StatusMessage | None) -> Document:
    now, package = clock.now(), arrival.package
    told = packing.pack(content) if content else {}
    oddities = [f"{one.where}: {one.said}" for one in package.oddities] if package else []
    sealed = {"says": told, "problem": arrival.problem, "oddities": oddities}
    is_document = isinstance(content, Content)
    return Document(
        home_agency_id=room.place.home_agency_id,
        id=room.place.dossier_id,
        birth_month=room.place.birth_month,
        direction=Direction.INCOMING,
        standing=Standing.ARRIVED if is_document else Standing.UNCLEAR,
        problem=None if is_document else _problem(room, content),
        sealed=room.safe.seal_json("document", sealed),
        signature=worst(arrival.files),
        axis_reference=room.reference,
        officer="",
        unit="",
        at=now,
        seq=0,
        head=evidence.GENESIS,
        row_version=1,
        **outside(content),
    )


def _problem(room: Room, content: Content | StatusMessage | None) -> str:
    """Say in a word what a person has to look at; what a document system told is no package."""
    if room.source == lines.destination(room.agency, lines.DMS):
        return "unknown_progress"
    return "unknown_document" if content else "unreadable"


def outside(content: Content | StatusMessage | None) -> dict[str, object]:
    """Give what stands in the register in the clear: nothing of it names a person."""
    if not isinstance(content, Content):
        organ = content.sender if content else None
        code = content.about.document_id if content else ""
        return {
            **dict.fromkeys(("docid", "number", "notation", "type_name"), ""),
            "kind": "status" if content else "",
            "about": code or None,
            "organ": organ.id if organ else "",
            "organ_name": organ.name if organ else "",
            "priority": 0,
        }
    return {
        "kind": str(content.kind),
        "docid": content.id,
        "about": content.business.document_id or None,
        "organ": content.sender.id,
        "organ_name": content.sender.name,
        "number": content.number,
        "notation": content.notation,
        "day": content.day,
        "type_name": content.type_name,
        "priority": content.priority,
        "due_day": content.due_day,
    }


def worst(files: Sequence[Stored]) -> str:
    """Say what the signatures of all files come to; files that carry none say nothing."""
    states = {file.signature.state for file in files if file.signature}
    return str(next((one for one in _WORST if one in states), SignatureState.ABSENT))


def index(session: Session, rt: Runtime, at: Opened, content: Content) -> None:
    """Let a document be found by the words of its subject, through keyed hashes alone."""
    said = (*folded(content.signer.full_name).split(), *folded(content.subject).split())
    words = list(dict.fromkeys(said))[:_MOST_WORDS]
    place = Place(at.document.home_agency_id, at.document.id, at.document.birth_month)
    for key in sorted({rt.index("document_word", word) for word in words}):
        session.add(SearchKey(**place.columns, key=key))


def _same(session: Session, document: Document) -> uuid.UUID | None:
    """Find the first document that may be this one: by id, or by number, notation and issuer.

    Only new documents are compared: a recall has an id of its own and names the other one.
    """
    if document.kind != DocumentKind.NEW:
        return None
    code = sa.and_(
        Document.number == document.number,
        Document.notation == document.notation,
        Document.organ == document.organ,
        Document.day == document.day if document.day else sa.true(),
    )
    query = sa.select(Document.id).where(
        Document.home_agency_id == document.home_agency_id,
        Document.direction == Direction.INCOMING,
        Document.kind == document.kind,
        Document.id != document.id,
        Document.standing.not_in((Standing.UNCLEAR, Standing.CLOSED)),
        sa.or_(sa.and_(Document.docid == document.docid, Document.docid != ""), code),
    )
    return session.execute(query.order_by(Document.at).limit(1)).scalar_one_or_none()
