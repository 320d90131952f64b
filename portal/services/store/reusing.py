"""Papers of a person's store used again (tái sử dụng) in a draft, with consent that is kept.

Source: Nghị định 45/2020 and 107/2021/NĐ-CP (docs/rules.md says how sure).
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain import digitising
from portal.domain.digitising import Standing
from portal.domain.errors import NotFound, Unacceptable
from portal.models import Dossier, Event, KeptPaper, PaperReuse
from portal.runtime import Runtime
from portal.services import attachments, drafts, events, vault
from portal.services.attachments import CITIZEN, Held, Incoming, Stored
from portal.services.citizens import Signed
from portal.services.content import Content
from portal.services.copies.presenting import CERTIFIED
from portal.services.drafts import Open
from portal.services.events import Occurrence
from portal.services.store import papers, recording
from portal.services.store.papers import Paper
from portal.services.store.recording import By

REUSED = "papers_reused"
"""The event that says which files of a dossier were taken from its submitter's store."""


@dataclass(frozen=True)
class Offer:
    """A paper of the store that will do for a document of a draft."""

    document: str
    paper: Paper


@dataclass(frozen=True)
class Consent:
    """What its owner agreed to, word for word, for which document."""

    document: str
    words: str = field(repr=False)


@dataclass(frozen=True)
class Origin:
    """Where a file of a dossier was taken from, and how that paper stands now."""

    code: str
    standing: Standing
    standing_since: datetime
    consented_at: datetime
    paper_id: uuid.UUID
    event_seq: int | None = None


def offers(session: Session, rt: Runtime, citizen: Signed, opened: Open) -> Sequence[Offer]:
    """List what in a person's store will do for their draft: of the right type, and in force."""
    wanted = [
        need
        for need in opened.check("vi").documents
        if need.asks_files and need.document.code and not _full(opened, need.document.id)
    ]
    if not wanted:
        return []
    today = clock.today()
    there = {file.sha256 for file in opened.files}
    usable = [one for one in papers.of(session, rt, citizen) if one.usable(today)]
    return [
        Offer(need.document.id, paper)
        for need in wanted
        for paper in usable
        if digitising.same_type(need.document.code or "", paper.facts.type_code)
        and paper.file.media_type in need.limits.media_types
        and paper.file.sha256 not in there
    ]


def _full(opened: Open, document: str) -> bool:
    most = next(one.max_files for one in opened.form.documents if one.id == document)
    return bool(most) and sum(file.document == document for file in opened.files) >= most


def copy(rt: Runtime, opened: Open, offer: Offer) -> Stored:
    """Copy a paper for a draft, under the draft's own key; a row has to name it next.

    :raises BlobMissing: if the store of files has lost it.
    :raises BlobsAway: if the store of files does not answer.
    """
    file = offer.paper.file
    incoming = Incoming(
        CITIZEN,
        offer.document,
        file.name,
        file.media_type,
        attachments.opened(rt, offer.paper.safe, file),
        presented_as=CERTIFIED,
        signature=file.signature,
    )
    return attachments.store(rt, opened.safe, opened.place, incoming)


def attach(
    session: Session, rt: Runtime, who: tuple[Signed, Open], what: tuple[Stored, Paper, Consent]
) -> None:
    """Add the copy to a draft that was loaded with its lock, and keep its owner's consent.

    :raises Unacceptable: ``not_offered`` if it was revoked or replaced meanwhile, or is no paper
        for this document, and as ``drafts.attach``.
    """
    (citizen, opened), (stored, paper, consent) = who, what
    session.get(KeptPaper, (paper.home_agency_id, paper.id), with_for_update=True)
    again = offers(session, rt, citizen, opened)
    if not any(one.paper.id == paper.id and one.document == consent.document for one in again):
        raise Unacceptable("not_offered")
    drafts.attach(session, rt, opened, stored)
    session.add(
        PaperReuse(
            **opened.place.columns,
            file_id=stored.id,
            paper_home_agency_id=paper.home_agency_id,
            paper_id=paper.id,
            citizen_id=citizen.id,
            sealed=opened.safe.seal_json(_sealed_as(stored.id), consent.words),
            consented_at=clock.now(),
        )
    )


def offered(
    session: Session, rt: Runtime, who: tuple[Signed, Open], what: tuple[str, str]
) -> Offer:
    """Find an offer by its document and its paper's id, as a page names them.

    :raises NotFound: if there is no such offer (any more).
    """
    document, paper = what
    for one in offers(session, rt, *who):
        if one.document == document and str(one.paper.id) == paper:
            return one
    raise NotFound(paper)


def settle(session: Session, rt: Runtime, opened: Open, dossier: Dossier, submitted: Event) -> None:
    """Write down, as a draft becomes a dossier, what of it was taken from a store, by whose leave.

    It is true from its submission on. What was recorded of the papers holds for their copies too.
    """
    taken = {file.id: file for file in opened.files}
    query = sa.select(PaperReuse).where(
        PaperReuse.home_agency_id == dossier.home_agency_id,
        PaperReuse.dossier_id == dossier.id,
        PaperReuse.file_id.in_(taken),
    )
    rows = list(session.scalars(query.order_by(PaperReuse.file_id))) if taken else []
    if not rows:
        return
    told = {"papers": [_said(row, taken[row.file_id]) for row in rows]}
    private = {
        "sha256": [taken[row.file_id].sha256 for row in rows],
        "consents": [opened.safe.open_json(_sealed_as(row.file_id), row.sealed) for row in rows],
    }
    what = Occurrence(REUSED, clock.now(), None, told, private)
    events.record(session, opened.safe, dossier, what)
    for row in rows:
        row.event_seq = submitted.seq
        facts = _facts(session, rt, row)
        copied = (row.file_id, taken[row.file_id].sha256, facts)
        recording.write(session, opened.safe, opened.place, copied, By(submitted.seq))


def carry(session: Session, content: Content, file: Held, into: tuple[Open, Stored]) -> None:
    """Let a paper's consent go along with its file into a draft made of a dossier that came back.

    :raises Unacceptable: ``not_offered`` if the paper was revoked or replaced meanwhile.
    """
    dossier, (opened, stored) = content.dossier, into
    used = session.get(PaperReuse, (dossier.home_agency_id, dossier.id, file.id))
    if used is None:
        return
    which = (used.paper_home_agency_id, used.paper_id)
    if session.get_one(KeptPaper, which, with_for_update=True).standing != Standing.IN_FORCE:
        raise Unacceptable("not_offered")
    words = content.safe.open_json(_sealed_as(file.id), used.sealed)
    session.add(
        PaperReuse(
            **opened.place.columns,
            file_id=stored.id,
            paper_home_agency_id=used.paper_home_agency_id,
            paper_id=used.paper_id,
            citizen_id=used.citizen_id,
            sealed=opened.safe.seal_json(_sealed_as(stored.id), words),
            consented_at=used.consented_at,
        )
    )


def _sealed_as(file_id: uuid.UUID) -> str:
    return f"consent/{file_id}"


def _said(row: PaperReuse, file: Held) -> dict[str, str]:
    return {
        "file": str(row.file_id),
        "document": file.document,
        "paper": str(row.paper_id),
        "consented_at": row.consented_at.isoformat(),
    }


def _facts(session: Session, rt: Runtime, row: PaperReuse) -> digitising.Facts:
    paper = session.get_one(KeptPaper, (row.paper_home_agency_id, row.paper_id))
    safe = vault.unlock(session, rt, paper.home_agency_id, paper.id)
    return digitising.Facts.of(safe.open_json("paper", paper.sealed)["facts"])


def origins(session: Session, dossier: Dossier) -> Mapping[uuid.UUID, Origin]:
    """Say of a dossier's files that were taken from a store where each comes from."""
    same = sa.and_(
        KeptPaper.home_agency_id == PaperReuse.paper_home_agency_id,
        KeptPaper.id == PaperReuse.paper_id,
    )
    first = sa.and_(
        Dossier.home_agency_id == KeptPaper.home_agency_id,
        Dossier.id == KeptPaper.origin_dossier_id,
    )
    query = (
        sa.select(PaperReuse, KeptPaper, Dossier.code)
        .join(KeptPaper, same)
        .outerjoin(Dossier, first)
        .where(
            PaperReuse.home_agency_id == dossier.home_agency_id,
            PaperReuse.dossier_id == dossier.id,
            PaperReuse.event_seq.is_not(None),
        )
    )
    return {
        used.file_id: Origin(
            code or "",
            paper.standing,
            paper.standing_since,
            used.consented_at,
            paper.id,
            used.event_seq,
        )
        for used, paper, code in session.execute(query).tuples()
    }
