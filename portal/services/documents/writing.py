"""A document of our own: numbered by the system, registered, and promised to the axis in one step.

Source: Nghị định 30/2020/NĐ-CP Đ.15 (numbered by the system, one sequence a year), Đ.18.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from connectors.codecs.edxml import fitness
from connectors.documents import (
    Business,
)
from connectors.documents import Document as Content
from connectors.documents import DocumentKind, Enclosure, Organ, Replacement, Signer
from portal import clock, crypto
from portal.domain import evidence
from portal.domain.documents import Deed, Direction, Standing
from portal.domain.errors import Unacceptable
from portal.models import Agency, Document, DocumentParty
from portal.runtime import Runtime
from portal.services import attachments, vault
from portal.services.attachments import Stored
from portal.services.documents import arriving, dealing, finding, lines, numbers, packing, trace
from portal.services.documents.trace import Opened
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.vault import Place, Safe

_REASONS = {
    DocumentKind.NEW: "Văn bản điện tử mới",
    DocumentKind.REPLACE: "Thay thế văn bản đã gửi",
}


@dataclass(frozen=True)
class Letter:
    """What an officer wants sent. ``to`` are identifier and name of each recipient.

    ``replaces`` is the document it takes the place of.
    """

    notation: str
    type_code: str
    type_name: str
    place: str
    subject: str = field(repr=False)
    signer: Signer = field(repr=False)
    to: tuple[tuple[str, str], ...]
    signed_on: date
    content: str = field(default="", repr=False)
    priority: int = 0
    due_day: date | None = None
    replaces: uuid.UUID | None = None


@dataclass(frozen=True)
class Desk:
    """A document about to be written: whose, under which id, its key; its files come first."""

    agency: Agency
    place: Place
    safe: Safe = field(repr=False)


def begin(session: Session, rt: Runtime, agency: Agency) -> Desk:
    """Make room for a document, so that its files can be sealed before it stands."""
    place = Place(agency.id, crypto.uuid7(), vault.birth_month())
    return Desk(agency, place, vault.make(session, rt, place))


def send(
    session: Session, rt: Runtime, desk: Desk, what: tuple[Letter, Sequence[Stored]], actor: Actor
) -> Document:
    """Number and register a document and promise it to the axis; ``what``: the letter, its files.

    :raises Unacceptable: ``fields`` with a reason by field, if it is not fit to be sent.
    """
    letter, files = what
    today = clock.today()
    number = numbers.take(session, desk.agency.id, today.year, Direction.OUTGOING)
    content = _content(session, desk, letter, number, files)
    faults = {
        one.field: one.message for one in fitness.faults(content) if one.field != "TraceHeaderList"
    }
    if faults:
        raise Unacceptable("fields", faults=faults)
    document = _row(desk, content, (today.year, number), files)
    session.add(document)
    session.flush()
    at = Opened(desk.agency, document, desk.safe)
    facts: dict[str, Any] = {"docid": content.id, "signed_on": letter.signed_on.isoformat()}
    event = trace.note(session, at, "written", facts)
    for file in files:
        attachments.keep(session, desk.safe, desk.place, file, event.seq)
    for organ in content.recipients:
        session.add(DocumentParty(**desk.place.columns, organ=organ.id, name=organ.name))
    arriving.index(session, rt, at, content)
    if letter.replaces is not None:
        _ask_back(session, rt, at, letter.replaces)
    trace.promise(session, at, event, trace.SEND)
    deeds.record(session, actor, "document_deed", f"document:{document.id}", {"kind": "send"})
    return document


def _ask_back(session: Session, rt: Runtime, at: Opened, replaced: uuid.UUID) -> None:
    """Note that a document of ours is being replaced: its recipients answer for it.

    :raises Unacceptable: ``not_now``, if it cannot be.
    """
    old = trace.opened(session, rt, at.agency, replaced)
    if Deed.REPLACE not in dealing.can(old.document):
        raise Unacceptable("not_now")
    old.document.asked_back = DocumentKind.REPLACE
    trace.note(session, old, "replaced", {"docid": at.document.docid})


def _content(
    session: Session, desk: Desk, letter: Letter, number: int, files: Sequence[Stored]
) -> Content:
    organ, code = lines.organ(session, desk.agency), f"{number:02d}"
    kind = DocumentKind.REPLACE if letter.replaces else DocumentKind.NEW
    return Content(
        kind=kind,
        id=fitness.document_id(organ, letter.signed_on, code, letter.notation),
        sender=Organ(organ, desk.agency.name, address=desk.agency.address),
        recipients=tuple(Organ(one, name) for one, name in letter.to),
        number=code,
        notation=letter.notation,
        place=letter.place,
        day=letter.signed_on,
        type_code=letter.type_code,
        type_name=letter.type_name,
        subject=letter.subject,
        content=letter.content or letter.subject,
        signer=letter.signer,
        due_day=letter.due_day,
        priority=letter.priority,
        to_places=tuple(name for _, name in letter.to),
        business=Business(reason=_REASONS[kind], replacements=_replacing(session, desk, letter)),
        enclosures=tuple(
            Enclosure(one.name, one.size, one.sha256, lambda: iter(()), f"cid:{one.id}")
            for one in files
        ),
    )


def _replacing(session: Session, desk: Desk, letter: Letter) -> tuple[Replacement, ...]:
    if letter.replaces is None:
        return ()
    replaced = finding.one(session, desk.agency.id, letter.replaces)
    return (Replacement(replaced.docid, tuple(organ for organ, _ in letter.to)),)


def _row(desk: Desk, content: Content, entry: tuple[int, int], files: Sequence[Stored]) -> Document:
    return Document(
        home_agency_id=desk.place.home_agency_id,
        id=desk.place.dossier_id,
        birth_month=desk.place.birth_month,
        direction=Direction.OUTGOING,
        standing=Standing.SENDING,
        register_year=entry[0],
        register_number=entry[1],
        sealed=desk.safe.seal_json("document", {"says": packing.pack(content)}),
        signature=arriving.worst(files),
        officer="",
        unit="",
        at=clock.now(),
        seq=0,
        head=evidence.GENESIS,
        row_version=1,
        **arriving.outside(content),
    )
