"""Papers of a person's store used again (tái sử dụng) in a draft, with consent that is kept.

Source: Nghị định 45/2020 and 107/2021/NĐ-CP (docs/rules.md says how sure).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from portal import clock
from portal.blobs import BlobMissing
from portal.domain.errors import NotFound, Unacceptable
from portal.models import KeptPaper, PaperReuse
from portal.runtime import Runtime
from portal.services import attachments, drafts
from portal.services.attachments import CITIZEN, Incoming, Stored
from portal.services.citizens import Signed
from portal.services.copies.presenting import CERTIFIED
from portal.services.drafts import Open
from portal.services.store import needs, papers
from portal.services.store.papers import Paper


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


def offers(session: Session, rt: Runtime, citizen: Signed, opened: Open) -> Sequence[Offer]:
    """List what in a person's store will do for their draft: of the right type, and in force."""
    wanted = needs.wanted(opened)
    if not wanted:
        return []
    today = clock.today()
    there = {file.sha256 for file in opened.files}
    usable = [one for one in papers.of(session, rt, citizen) if one.usable(today)]
    return [
        Offer(need.document.id, paper)
        for need in wanted
        for paper in usable
        if needs.will_do(need, paper.facts.type_code)
        and paper.file.media_type in need.limits.media_types
        and paper.file.sha256 not in there
    ]


def copy(rt: Runtime, opened: Open, offer: Offer) -> Stored:
    """Copy a paper for a draft, under the draft's own key; a row has to name it next.

    :raises BlobMissing: if the store of files has lost it, or gives other bytes than were kept.
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
    stored = attachments.store(rt, opened.safe, opened.place, incoming)
    if stored.sha256 != file.sha256:
        rt.blobs.delete(stored.blob)
        raise BlobMissing(f"{file.blob}: other bytes than were kept")
    return stored


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
            sealed=opened.safe.seal_json(f"consent/{stored.id}", consent.words),
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
