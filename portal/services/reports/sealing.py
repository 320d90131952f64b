"""A report's PDF with the agency's seal (PAdES): made once for what was signed, and then kept.

Pressing, sealing and looking at what came of it takes seconds, so it is done between two
transactions; whoever takes the PDF first makes it, if nobody could when the report was signed.
Without a seal the PDF has no signature of its own, and says so.
"""

import tempfile
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain.errors import Unacceptable
from portal.models import AgencySeal, ReportRevision
from portal.papers.press import NotPressed, press
from portal.papers.report_sheet import ReportSheet
from portal.runtime import Runtime
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.reports import moving, papers
from portal.services.reports.moving import Which
from portal.services.reports.opening import Opened
from portal.services.seals import keeping, signing
from portal.services.seals.keeping import Material
from portal.services.signatures import recognise


@dataclass(frozen=True)
class Order:
    """What is to be sealed: the sheet of what was signed, and the seal, opened."""

    which: Which
    revision: int
    document_hash: str
    sheet: ReportSheet
    material: Material
    seal: dict[str, str]


@dataclass(frozen=True)
class Made:
    """A sealed PDF; ``told`` is by which seal, and what a look at its signature came to."""

    pdf: bytes
    told: dict[str, Any]


def link(rt: Runtime, it: Opened) -> str:
    """Say where a report is looked at, for the code on its paper."""
    return f"{rt.settings.base_url}/bao-cao/{quote(it.agency.code)}/{it.report.id}"


def order(session: Session, rt: Runtime, it: Opened) -> Order | None:
    """Say what is to be sealed; None if it is not signed, sealed already, or there is no seal."""
    row, seal = it.revision, keeping.usable(session, it.agency.id)
    if row.signed_at is None or row.sealed_pdf is not None or seal is None:
        return None
    sheet = replace(papers.sheet(session, it), link=link(rt, it), sealed=True)
    which = Which(it.report.home_agency_id, it.report.id)
    material = keeping.opened(rt, seal)
    return Order(which, row.number, row.document_hash or "", sheet, material, _named(seal))


def _named(seal: AgencySeal) -> dict[str, str]:
    return {"subject": seal.subject, "issuer": seal.issuer, "serial": seal.serial}


def make(rt: Runtime, wanted: Order) -> Made:
    """Press and seal it, and look at its signature as at anybody's; no transaction is open.

    :raises Unacceptable: ``not_sealed`` if the press or the seal fails; nothing is lost by it.
    """
    try:
        plain = press("report", wanted.sheet)
        pdf = signing.sign(wanted.material, plain, wanted.sheet.reporter)
    except (NotPressed, Unacceptable) as error:
        raise Unacceptable("not_sealed") from error
    with tempfile.TemporaryFile() as file:
        file.write(pdf)
        found = recognise.look(file, rt.settings.trust_roots)
    looked = {"state": str(found.state), "reason": found.reason, "at": clock.now().isoformat()}
    return Made(pdf, {**wanted.seal, **looked, "sha256": crypto.sha256(pdf)})


def keep(session: Session, it: Opened, wanted: Order, made: Made, actor: Actor) -> None:
    """Keep the PDF, unless somebody was faster or what was signed counts no more."""
    moving.lock(session, wanted.which)
    session.refresh(it.revision)
    row = it.revision
    if row.sealed_pdf is not None or row.document_hash != wanted.document_hash:
        return
    row.sealed_pdf = it.safe.seal(_label(row), made.pdf)
    row.pdf_seal = made.told
    told = {"revision": row.number, "serial": wanted.seal["serial"]}
    deeds.record(session, actor, "report_sealed", moving.target(it.report), told)


def pdf(it: Opened) -> bytes | None:
    """Give the sealed PDF, byte for byte; None if there is none."""
    row = it.revision
    return it.safe.open(_label(row), row.sealed_pdf) if row.sealed_pdf is not None else None


def forget(row: ReportRevision) -> None:
    """Let a sealed PDF go, since what was signed counts no more."""
    row.sealed_pdf = row.pdf_seal = None


def _label(row: ReportRevision) -> str:
    return f"report/pdf/{row.number}"
