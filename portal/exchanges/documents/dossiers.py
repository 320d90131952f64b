"""Lays a dossier into the register of outgoing documents, and brings its result back from one."""

import tempfile
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from connectors.documents import Signer
from connectors.errors import Misconfigured
from connectors.messages import Dossier, News, NewsKind, ResultFile
from portal import clock
from portal.axis_road import Road
from portal.desk import fingerprint
from portal.domain.errors import NotFound
from portal.exchanges.outcome import Effect
from portal.models import Agency, AgencySeal
from portal.runtime import Runtime
from portal.services import agencies, attachments, events, inbox, receipts, vault
from portal.services.attachments import RESULT, Held, Incoming, Stored
from portal.services.binding import PDF
from portal.services.content import Content
from portal.services.documents import cases, composing, finding, lines, writing
from portal.services.documents.composing import Said
from portal.services.documents.packing import FILE
from portal.services.documents.writing import Letter
from portal.services.hearing import Told
from portal.services.operations.deeds import Actor
from portal.services.promises import Leased
from portal.services.seals import keeping, signing
from portal.services.signatures import recognise
from portal.services.vault import Place


def lay(rt: Runtime, road: Road, found: Content, message: Dossier) -> Effect:
    """Make the document that carries a dossier: its declaration first, then its files.

    The dossier is delivered once the axis has taken the document, whose sending is a promise of
    its own. Laid twice, it is one document.

    :raises Misconfigured: if the agency it goes through is not on an axis.
    """
    with rt.db.read() as session:
        through = _through(session, road)
        seal = keeping.usable(session, through.id)
        if cases.carrying(session, rt, found.dossier) is not None:
            return lambda session: None
    with rt.db.write() as session:
        desk = writing.begin(session, rt, through)
    files = [_declaration(rt, found, through, seal), *_files(rt, found)]
    stored = [attachments.store(rt, desk.safe, desk.place, one) for one in files]
    letter = _letter(road, found)
    held = {"code": message.code, "content_hash": fingerprint(message)}
    actor = Actor(rt.settings.operator)

    def effect(session: Session) -> None:
        dossier = events.lock(session, found.dossier.home_agency_id, found.dossier.id)
        if cases.carrying(session, rt, dossier) is None:
            document = writing.send(session, rt, desk, (letter, stored), actor)
            document.case_agency_id, document.case_id = dossier.home_agency_id, dossier.id
            said = desk.safe.open_json("document", document.sealed)
            document.sealed = desk.safe.seal_json("document", {**said, cases.CARRIES: held})

    return effect


def _through(session: Session, road: Road) -> Agency:
    try:
        through = agencies.by_code(session, road.through)
        lines.of(session, through.id, lines.AXIS)
    except NotFound as error:
        raise Misconfigured(f"{road.through} is on no axis") from error
    return through


def _declaration(rt: Runtime, found: Content, through: Agency, seal: AgencySeal | None) -> Incoming:
    """Press the declaration, signed by the agency it goes through where that has a seal.

    Source: Quyết định 28/2018/QĐ-TTg (a digitally signed document stands for the one on paper).
    """
    pressed = receipts.declaration(rt, found)
    if seal is not None:
        pressed = signing.sign(keeping.opened(rt, seal), pressed, through.name)
    with tempfile.TemporaryFile() as copy:
        copy.write(pressed)
        signature = recognise.look(copy, rt.settings.trust_roots)
    name = f"to-khai-{found.dossier.code}.pdf"
    return Incoming(FILE, "", name, PDF, [pressed], signature=signature)


def _files(rt: Runtime, found: Content) -> Iterable[Incoming]:
    for number, file in enumerate(found.files, start=1):
        # Names are people's own and may come twice; inside a package each is a file of its own.
        name = f"{number:02d}-{file.name}".replace("/", "-").replace("\\", "-")
        chunks = attachments.opened(rt, found.safe, file)
        yield Incoming(FILE, "", name, file.media_type, chunks, signature=file.signature)


def _letter(road: Road, found: Content) -> Letter:
    code, name = found.dossier.code, found.form.name.vi
    return Letter(
        notation=road.notation,
        type_code="18",
        type_name="Công văn",
        place=road.place,
        subject=f"V/v chuyển hồ sơ {code}: {name}",
        content=f"Chuyển hồ sơ {code} ({name}) để giải quyết theo thẩm quyền.",
        signer=Signer(road.competence, road.position, road.signer),
        to=((road.organ, found.agency.name),),
        signed_on=clock.today(),
    )


def result(rt: Runtime, leased: Leased) -> Effect:
    """Bring the files of a document to the dossier whose result it is, and tell of it as news."""
    with rt.db.read() as session:
        row = finding.one(session, leased.home_agency_id, leased.dossier_id)
        kept = composing.said(session, rt, row)
        if row.case_agency_id is None or row.case_id is None:
            return lambda session: None
        dossier = events.find(session, row.case_agency_id, row.case_id)
        safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    brought = [_brought(rt, kept, one) for one in composing.own_files(kept)]
    stored = [attachments.store(rt, safe, place, one) for one in brought]
    news = _decided(kept, dossier.code, stored)

    def effect(session: Session) -> None:
        agency = agencies.by_id(session, place.home_agency_id)
        inbox.apply(session, rt, agency, Told(news, stored, patient=False))

    return effect


def _brought(rt: Runtime, kept: Said, file: Held) -> Incoming:
    chunks = attachments.opened(rt, kept.safe, file)
    return Incoming(RESULT, "", file.name, file.media_type, chunks, signature=file.signature)


def _decided(kept: Said, code: str, stored: Sequence[Stored]) -> News:
    return News(
        id=kept.document.docid,
        dossier=code,
        kind=NewsKind.DECIDED,
        occurred_at=kept.document.at,
        seq=None,
        note=str(kept.says.get("subject", "")) or None,
        files=tuple(
            ResultFile(one.name, one.media_type, one.size, one.sha256, one.document)
            for one in stored
        ),
    )
