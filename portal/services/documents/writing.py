"""A document of our own: numbered by the system, registered, and promised to the axis in one step.

Source: Nghị định 30/2020/NĐ-CP Đ.15 (numbered by the system, one sequence a year), Đ.18.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.codecs.edxml import fitness
from connectors.documents import Business
from connectors.documents import Document as Content
from connectors.documents import DocumentKind, Enclosure, Organ, Reference, Signer
from portal import clock, crypto
from portal.domain import evidence
from portal.domain.documents import Direction, Standing
from portal.domain.errors import Unacceptable
from portal.models import Agency, Document, DocumentParty
from portal.runtime import Runtime
from portal.services import attachments, vault
from portal.services.attachments import Stored
from portal.services.documents import (
    amending,
    arriving,
    composing,
    finding,
    lines,
    numbers,
    packing,
    trace,
)
from portal.services.documents.amending import Amendment, Parties
from portal.services.documents.composing import Said
from portal.services.documents.trace import Opened
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.vault import Place, Safe

_NEW = Business(reason="Văn bản điện tử mới")
# Of one day and one notation, so many are looked at for the same one.
_ALIKE = 50


@dataclass(frozen=True)
class Letter:
    """What an officer wants sent. ``to`` are identifier and name of each recipient.

    ``amends`` is the document of ours that it changes, ``responses`` those it refers to. ``again``
    says that one just like it may have been sent today; ``new_files``, that an update brings files
    of its own, and not those of the document once more.
    """

    notation: str
    type_code: str
    type_name: str
    place: str
    subject: str = field(repr=False)
    signer: Signer = field(repr=False)
    to: Parties
    signed_on: date
    content: str = field(default="", repr=False)
    priority: int = 0
    due_day: date | None = None
    amends: Amendment | None = None
    responses: tuple[Reference, ...] = ()
    again: bool = False
    new_files: bool = True


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

    :raises Unacceptable: ``fields`` with a reason by field, if it is not fit to be sent;
        ``alike`` with the ``code`` of one just like it that was sent today; ``unchanged``, if an
        update changes nothing; ``not_now``, if the document it changes cannot be changed.
    """
    letter, files = what
    _alike(session, rt, desk.agency, letter)
    # One signed on the last evening of a year is of that year, whenever it is entered.
    year = letter.signed_on.year
    number = numbers.take(session, desk.agency.id, year, Direction.OUTGOING)
    content = _content(session, rt, desk, what, number)
    _fit(content)
    document = _row(desk, content, (year, number), files)
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
    if letter.amends is not None:
        amending.ask(session, rt, at, letter.amends)
    trace.promise(session, at, event, trace.SEND)
    deeds.record(session, actor, "document_deed", f"document:{document.id}", {"kind": "send"})
    return document


def _fit(content: Content) -> None:
    told = {one.field: one.message for one in fitness.faults(content)}
    # Its way begins when it leaves.
    told.pop("TraceHeaderList", None)
    if told:
        raise Unacceptable("fields", faults=told)


def _alike(session: Session, rt: Runtime, agency: Agency, letter: Letter) -> None:
    """Stop what was sent today already, word by word to the same recipients, unless it is meant.

    :raises Unacceptable: ``alike``.
    """
    if letter.again:
        return
    query = sa.select(Document).where(
        Document.home_agency_id == agency.id,
        Document.direction == Direction.OUTGOING,
        Document.notation == letter.notation,
        Document.type_name == letter.type_name,
        Document.day == letter.signed_on,
        Document.at >= clock.moment(clock.today(), clock.MIDNIGHT),
    )
    for row in session.scalars(query.order_by(Document.at.desc()).limit(_ALIKE)):
        to = {party.organ for party in finding.parties(session, row)}
        if to != {organ for organ, _ in letter.to}:
            continue
        if composing.said(session, rt, row).says.get("subject") == letter.subject:
            raise Unacceptable("alike", code=f"{row.number}/{row.notation}")


def _content(
    session: Session, rt: Runtime, desk: Desk, what: tuple[Letter, Sequence[Stored]], number: int
) -> Content:
    letter, files = what
    organ, code = lines.organ(session, desk.agency), f"{number:02d}"
    kind = letter.amends.kind if letter.amends else DocumentKind.NEW
    return Content(
        kind=kind,
        id=fitness.document_id(organ, letter.signed_on, code, letter.notation),
        sender=Organ(organ, desk.agency.name, address=desk.agency.address),
        recipients=tuple(Organ(one, name) for one, name in _to(session, desk, letter)),
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
        responses=letter.responses,
        business=_business(session, rt, desk, letter),
        enclosures=tuple(
            Enclosure(one.name, one.size, one.sha256, lambda: iter(()), f"cid:{one.id}")
            for one in files
        ),
    )


def _to(session: Session, desk: Desk, letter: Letter) -> Parties:
    if letter.amends is None or letter.amends.kind is not DocumentKind.UPDATE:
        return letter.to
    if not letter.to:
        return ()
    old = finding.one(session, desk.agency.id, letter.amends.document)
    return amending.recipients(session, old, letter.to)


def _business(session: Session, rt: Runtime, desk: Desk, letter: Letter) -> Business:
    if letter.amends is None:
        return _NEW
    old = finding.one(session, desk.agency.id, letter.amends.document)
    changed = letter.new_files or _differs(composing.said(session, rt, old), letter)
    return amending.business(session, old, letter.amends, letter.to, content=changed)


def _differs(old: Said, letter: Letter) -> bool:
    """Say whether a letter says anything else than a document that was sent."""
    was = packing.unpack(dict(old.says))
    names = ("notation", "type_code", "place", "subject", "signer", "priority", "due_day")
    return any(getattr(was, name) != getattr(letter, name) for name in names)


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
