"""Makes the papers of receipts: pressed, sealed and stored once, whoever tries how often."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from portal.exchanges.outcome import Effect
from portal.models import AgencySeal, FeeReceipt
from portal.runtime import Runtime
from portal.services import attachments, content, events
from portal.services.attachments import Incoming, Stored
from portal.services.content import Content
from portal.services.paying import notices
from portal.services.paying.receipts import finding, papers
from portal.services.paying.receipts.issuing import serial
from portal.services.promises import Leased
from portal.services.seals import keeping

_TYPES = {finding.PDF: "application/pdf", finding.XML: "application/xml"}


@dataclass(frozen=True)
class Made:
    """The papers of one receipt, stored and not named by a row yet."""

    receipt: FeeReceipt
    files: dict[str, Stored] = field(repr=False)
    seal: str = ""


def make(rt: Runtime, leased: Leased) -> Effect:
    """Make the papers of the receipts an event tells of; those that have theirs keep them.

    :raises portal.papers.press.NotPressed: if the press fails: a person is shown the promise.
    :raises portal.blobs.BlobsAway: if the store does.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        told = content.event(session, found.dossier, leased.event_seq)
        wanted = [one for one in finding.told_by(session, found.dossier, told) if not one.pdf_id]
        seal = keeping.usable(session, leased.home_agency_id)
    made = [_made(rt, found, row, seal) for row in wanted]
    return lambda session: _keep(session, found, made, leased.event_seq)


def _made(rt: Runtime, found: Content, row: FeeReceipt, seal: AgencySeal | None) -> Made:
    material = keeping.opened(rt, seal) if seal else None
    link = rt.links.dossier(found.dossier.code)
    papers_made = {
        finding.PDF: papers.pdf(found, row, link, material),
        finding.XML: papers.xml(found, row, material),
    }
    return Made(
        receipt=row,
        files={kind: _store(rt, found, row, (kind, data)) for kind, data in papers_made.items()},
        seal=seal.serial if seal else "",
    )


def _store(rt: Runtime, found: Content, row: FeeReceipt, paper: tuple[str, bytes]) -> Stored:
    kind, data = paper
    name = f"bien-lai-{row.symbol}-{serial(row)}.{kind}".replace("/", "-")
    incoming = Incoming(finding.ORIGIN, "", name, _TYPES[kind], [data])
    return attachments.store(rt, found.safe, notices.place(found.dossier), incoming)


def _keep(session: Session, found: Content, made: list[Made], seq: int) -> None:
    place = notices.place(found.dossier)
    events.lock(session, place.home_agency_id, place.dossier_id)
    for one in made:
        key = (place.home_agency_id, place.dossier_id, one.receipt.id)
        row = session.get_one(FeeReceipt, key, populate_existing=True)
        if row.pdf_id is None:
            for stored in one.files.values():
                attachments.keep(session, found.safe, place, stored, seq)
            row.pdf_id, row.xml_id = one.files[finding.PDF].id, one.files[finding.XML].id
            row.seal = one.seal
