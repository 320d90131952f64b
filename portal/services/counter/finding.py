"""What a look into a person's stores has found, taken into the dossier by a consent of its own."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.digitising import PaperStore
from portal.domain.errors import NotFound, Unacceptable
from portal.models import CounterLookUp, Dossier, KeptPaper, PaperReuse
from portal.runtime import Runtime
from portal.services import drafts, events, vault
from portal.services.attachments import Stored
from portal.services.counter import looking
from portal.services.counter.looking import Looked
from portal.services.desk.dealing import Desk
from portal.services.drafts import Open
from portal.services.events import Occurrence
from portal.services.operations import deeds
from portal.services.store import national, needs, papers
from portal.services.store.national import NationalPaper
from portal.services.store.papers import Paper

TAKEN = "store_paper_taken"
"""What the staff's journal calls the taking of a paper out of somebody's store."""


@dataclass(frozen=True)
class Find:
    """A paper that was found for a document, and the look-up that found it.

    ``usable`` says whether it may be taken: one that is out of force is shown and no more.
    """

    looked: Looked
    paper: Paper | NationalPaper
    usable: bool = True

    @property
    def mark(self) -> str:
        """What a page calls it by."""
        return self.paper.mark if isinstance(self.paper, NationalPaper) else str(self.paper.id)


def finds(session: Session, rt: Runtime, at: Desk, opened: Open) -> Sequence[Find]:
    """List what an officer's last look-ups found and the dossier does not have yet."""
    looks = looking.latest(session, at, opened)
    wanted = [one for one in needs.wanted(opened) if one.document.id in looks]
    return [
        find
        for need in wanted
        for look in [looks[need.document.id]]
        for find in (*_own(session, rt, opened, look), *_national(session, opened, look))
    ]


def _own(session: Session, rt: Runtime, opened: Open, look: Looked) -> Iterator[Find]:
    there = {file.sha256 for file in opened.files}
    for paper in papers.of_number(session, rt, look.holder.number):
        if paper.id in look.kept and paper.file.sha256 not in there:
            yield Find(look, paper, paper.usable(clock.today()))


def _national(session: Session, opened: Open, look: Looked) -> Iterator[Find]:
    there = national.marks(session, opened)
    for paper in look.papers:
        if paper.mark not in there:
            yield Find(look, paper)


def found(session: Session, rt: Runtime, at: Desk, opened: Open, what: tuple[str, str]) -> Find:
    """Find one that may be taken by its document and its mark, as a page names them.

    :raises NotFound: if there is no such paper (any more).
    """
    document, mark = what
    for one in finds(session, rt, at, opened):
        if one.usable and (one.looked.document, one.mark) == (document, mark):
            return one
    raise NotFound(mark)


def attach(
    session: Session, rt: Runtime, at: Desk, draft_id: uuid.UUID, what: tuple[Stored, Find, str]
) -> None:
    """Add the copy of a paper to what is being entered, and keep the consent, word for word.

    :raises NotFound: as ``looking.load``.
    :raises Unacceptable: ``not_offered`` if it was revoked or taken meanwhile, or somebody else is
        the submitter now, and as ``drafts.attach``.
    """
    stored, find, words = what
    opened = looking.load(session, rt, at, draft_id)
    paper = find.paper
    if isinstance(paper, Paper):
        session.get(KeptPaper, (paper.home_agency_id, paper.id), with_for_update=True)
    try:
        found(session, rt, at, opened, (find.looked.document, find.mark))
    except NotFound as error:
        raise Unacceptable("not_offered") from error
    drafts.attach(session, rt, opened, stored)
    row = PaperReuse(
        **opened.place.columns,
        file_id=stored.id,
        citizen_id=opened.draft.citizen_id,
        staff_id=at.officer.id,
        way=find.looked.way,
        sealed=opened.safe.seal_json(f"consent/{stored.id}", words),
        consented_at=clock.now(),
    )
    _name(opened, row, find)
    session.add(row)
    detail = {"draft": str(draft_id), "document": find.looked.document, "store": str(row.store)}
    whose = papers.store_of(rt, find.looked.holder.number)
    deeds.record(session, at.officer.acting(), TAKEN, whose, detail)


def _name(opened: Open, row: PaperReuse, find: Find) -> None:
    """Say of a reuse which paper of which store it is."""
    if isinstance(find.paper, Paper):
        row.store = PaperStore.OWN
        row.paper_home_agency_id, row.paper_id = find.paper.home_agency_id, find.paper.id
        return
    row.store = PaperStore.NATIONAL
    kept = {
        **find.paper.plain(),
        "looked_words": find.looked.words,
        "looked_at": find.looked.consented_at.isoformat(),
        "owner": [find.looked.holder.name, find.looked.holder.number],
    }
    row.sealed_paper = opened.safe.seal_json(f"national/{row.file_id}", kept)


def settle(session: Session, rt: Runtime, dossier: Dossier) -> None:
    """Write into a dossier's chain, as it is handed in, whose stores were looked into for it.

    What was found and not taken is forgotten; what was agreed to stays.
    """
    query = sa.select(CounterLookUp).where(
        CounterLookUp.home_agency_id == dossier.home_agency_id,
        CounterLookUp.dossier_id == dossier.id,
    )
    rows = session.scalars(query.order_by(CounterLookUp.number)).all()
    if not rows:
        return
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    said = [looking.agreed(safe, row) for row in rows]
    private = {
        "note": "\n".join(one["words"] for one in said),
        "consents": said,
    }
    facts = {"looks": [_told(row) for row in rows]}
    events.record(
        session, safe, dossier, Occurrence(papers.SEARCHED, clock.now(), None, facts, private)
    )
    for row, kept in zip(rows, said, strict=True):
        looking.forget(safe, row, kept)


def _told(row: CounterLookUp) -> dict[str, str]:
    return {
        "document": row.document,
        "way": str(row.way),
        "consented_at": row.consented_at.isoformat(),
        "own": str(row.own),
        "national": str(row.national or ""),
    }
