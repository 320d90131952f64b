"""What every document has that brings a dossier or a letter of it to an agency on the axis."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from connectors.documents import Reference, Signer
from connectors.errors import Misconfigured
from connectors.messages import File
from portal import axis_road, clock
from portal.axis_road import Road
from portal.domain.errors import NotFound
from portal.exchanges.outcome import NotYet
from portal.models import Agency, AgencySeal, Document
from portal.runtime import Runtime
from portal.services import agencies, attachments
from portal.services.attachments import Incoming
from portal.services.binding import PDF
from portal.services.content import Content
from portal.services.documents import lines
from portal.services.documents.cases import Thread
from portal.services.documents.packing import FILE
from portal.services.documents.writing import Letter
from portal.services.promises import Leased
from portal.services.seals import keeping, signing
from portal.services.signatures import recognise


@dataclass(frozen=True)
class Way:
    """The road to an agency, the dossier as that agency's, and the promise that is being kept.

    ``purpose`` says what a specialised system is to do with it; "" for whoever decides it.
    """

    road: Road
    found: Content = field(repr=False)
    leased: Leased
    purpose: str = ""


def way(found: Content, agency: Agency, leased: Leased) -> Way | None:
    """Give the way to the agency something is for; None if no document has to be written to it.

    :raises Misconfigured: naming everything that is wrong with its road.
    """
    road = axis_road.of(agency)
    return Way(road, replace(found, agency=agency), leased) if road else None


def carrier(thread: Thread) -> Document | None:
    """Give the document that carries a dossier, the last of several; None if there is none yet.

    :raises NotYet: until all of its thread lies at the axis: what is written refers to it.
    """
    late = next((row for row, _ in thread if row.sent_at is None), None)
    if late is not None:
        raise NotYet(f"the document before it has not left yet: {late.docid}")
    return next((row for row, one in reversed(thread) if not one.letter), None)


def reference(document: Document) -> Reference:
    """Refer to a document of ours, as whoever answers it would."""
    code = f"{document.number}/{document.notation}"
    return Reference(document.organ, code, document.day, document.docid)


def through(session: Session, road: Road) -> Agency:
    """Give the agency a road goes through.

    :raises Misconfigured: if it is not on an axis.
    """
    try:
        agency = agencies.by_code(session, road.through)
        lines.of(session, agency.id, lines.AXIS)
    except NotFound as error:
        raise Misconfigured(f"{road.through} is on no axis") from error
    return agency


def cover(rt: Runtime, pressed: bytes, by: tuple[Agency, AgencySeal | None], name: str) -> Incoming:
    """Sign a pressed paper as the agency it goes through, where that has a seal.

    Source: Quyết định 28/2018/QĐ-TTg (a digitally signed document stands for the one on paper).
    """
    agency, seal = by
    if seal is not None:
        pressed = signing.sign(keeping.opened(rt, seal), pressed, agency.name)
    with tempfile.TemporaryFile() as copy:
        copy.write(pressed)
        signature = recognise.look(copy, rt.settings.trust_roots)
    return Incoming(FILE, "", name, PDF, [pressed], signature=signature)


def files(rt: Runtime, found: Content, wanted: Iterable[File]) -> Iterable[Incoming]:
    """Give the files of a dossier or a letter, under names of which each comes once."""
    ids = {one.id for one in wanted}
    held = [one for one in found.files if str(one.id) in ids]
    for number, file in enumerate(held, start=1):
        # Names are people's own and may come twice; inside a package each is a file of its own.
        name = f"{number:02d}-{file.name}".replace("/", "-").replace("\\", "-")
        chunks = attachments.opened(rt, found.safe, file)
        yield Incoming(FILE, "", name, file.media_type, chunks, signature=file.signature)


def letter(
    road: Road, to: Agency, said: tuple[str, str], responses: tuple[Reference, ...] = ()
) -> Letter:
    """Write what a document says, ``said``: its subject and its content."""
    subject, content = said
    return Letter(
        notation=road.notation,
        type_code="18",
        type_name="Công văn",
        place=road.place,
        subject=subject,
        content=content,
        signer=Signer(road.competence, road.position, road.signer),
        to=((road.organ, to.name),),
        signed_on=clock.today(),
        responses=responses,
        # Two dossiers, and two letters, are two whatever they are called.
        again=True,
    )
