"""Agencies on an axis, packages that come to them, and officers who answer."""

import tempfile
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from connectors.codecs import edxml
from connectors.documents import Signer
from portal.domain.documents import Deed
from portal.models import Agency, Document, DocumentDay, Event
from portal.runtime import Runtime
from portal.services import attachments
from portal.services.attachments import Incoming, Stored
from portal.services.documents import arriving, composing, dealing, lines, writing
from portal.services.documents.arriving import Arrival
from portal.services.documents.dealing import Wish
from portal.services.documents.lines import NewLine
from portal.services.documents.writing import Letter
from portal.services.operations.staff import Member
from tests.connectors.codecs.edxml import samples
from tests.furnished.axis import NAMES, OURS, THEIRS, Axis
from tests.furnished.papers import pdf

SECRETS = ("secret", "password")


def lay_line(rt: Runtime, axis: Axis, agency: Agency, dialect: str = "national_axis") -> None:
    """Put an agency on the axis."""
    given = axis.settings(dialect, agency.code)
    secret = {name: str(given.pop(name)) for name in SECRETS if name in given}
    with rt.db.write() as session:
        lines.put(session, rt, NewLine(agency.code, lines.AXIS, dialect, given, secret))


def package(**given: str) -> bytes:
    """Write a package from their office to ours."""
    return samples.package(**{"To": samples.organ("To", OURS, NAMES[OURS]), **given})


def documents(rt: Runtime) -> list[Document]:
    """List all documents, the first to come first."""
    with rt.db.read() as session:
        return list(session.scalars(sa.select(Document).order_by(Document.id)))


def one(rt: Runtime) -> Document:
    """Give the only document."""
    (found,) = documents(rt)
    return found


def trace(rt: Runtime, document: Document) -> list[str]:
    """List what happened to a document, statuses by their code."""
    query = sa.select(Event).where(Event.dossier_id == document.id).order_by(Event.seq)
    with rt.db.read() as session:
        return [f"{e.kind} {e.facts.get('code', '')}".strip() for e in session.scalars(query)]


def days(rt: Runtime) -> dict[str, int]:
    """Add up what was counted."""
    names = ("sent", "received", "signed", "acknowledged", "online")
    with rt.db.read() as session:
        found = session.scalars(sa.select(DocumentDay)).all()
    return {name: sum(getattr(row, name) for row in found) for name in names}


def said(rt: Runtime, document: Document) -> composing.Said:
    """Open what is kept of a document."""
    with rt.db.read() as session:
        return composing.said(session, rt, document)


def do(
    rt: Runtime, at: tuple[Agency, Member], document: Document, deed: Deed, **more: str
) -> Document:
    """Let an officer do something with a document as it stands."""
    with rt.db.write() as session:
        seen = session.get_one(Document, (document.home_agency_id, document.id)).seq
        return dealing.do(session, rt, at, document.id, Wish(deed, seen, **more))


def letter(**more: object) -> Letter:
    """Say what is to be sent, from our office to theirs."""
    usual: dict[str, object] = {
        "notation": "UBND-VP",
        "type_code": "18",
        "type_name": "Công văn",
        "place": "Vinh",
        "subject": "V/v mời họp giao ban (mẫu)",
        "signer": Signer("TM.", "Chủ tịch", "Nguyễn Thị Mẫu"),
        "to": ((THEIRS, NAMES[THEIRS]),),
        "signed_on": date(2026, 11, 23),
    }
    return Letter(**{**usual, **more})  # type: ignore[arg-type]


def send(
    rt: Runtime, at: tuple[Agency, Member], what: Letter | None = None, file: bytes = b""
) -> Document:
    """Write a document of ours, with one file, and promise it to the axis."""
    agency, officer = at
    with rt.db.write() as session:
        desk = writing.begin(session, rt, agency)
    stored: Stored = attachments.store(
        rt,
        desk.safe,
        desk.place,
        Incoming("document", "", "cv.pdf", "application/pdf", iter([file or pdf("moi hop")])),
    )
    with rt.db.write() as session:
        told = (what or letter(), [stored])
        return writing.send(session, rt, desk, told, officer.acting())


def arrive(rt: Runtime, agency: Agency, body: bytes, reference: str = "goi-1") -> Document:
    """Let a package come that nobody had to fetch."""
    with rt.db.write() as session:
        room = arriving.begin(session, rt, agency, reference)
    assert room is not None
    with tempfile.TemporaryDirectory() as folder:
        read = edxml.read([body], Path(folder))
        stored = [
            attachments.store(
                rt,
                room.safe,
                room.place,
                Incoming("document", "", file.name, "text/x", file.open()),
            )
            for file in getattr(read.content, "enclosures", ())
        ]
        with rt.db.write() as session:
            arriving.take(session, rt, room, Arrival(read, "", stored))
    with rt.db.read() as session:
        return session.get_one(Document, (agency.id, room.place.dossier_id))
