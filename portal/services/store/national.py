"""The national store of personal papers (kho dữ liệu cá nhân), asked by its owner's leave alone.

Two consents are kept apart: that the store is asked, and that a paper it has is used. Nobody is
asked of before their own words of the first are committed, and of nobody else's papers ever.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.store_messages import (
    Asker,
    FoundFile,
    FoundPaper,
    StoreAnswer,
    StoreQuestion,
    WantedPaper,
)
from portal import clock
from portal.domain import looking_up
from portal.domain.digitising import LONGEST, PaperStore
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.looking_up import Outcome
from portal.models import Draft, NationalLookUp, PaperReuse
from portal.runtime import Runtime
from portal.services import drafts
from portal.services.attachments import Stored
from portal.services.citizens import Signed
from portal.services.drafts import Open
from portal.services.store import needs, papers
from portal.services.vault import Safe

_TWELVE = re.compile(r"\d{12}", re.ASCII)
_PROCEDURE = re.compile(r"(\d\.\d{6})(?:\.[A-Z0-9.]+)?", re.ASCII)
_TEXTS = ("code", "title", "number", "agency", "name", "path")


@dataclass(frozen=True)
class NationalPaper:
    """A file of a paper in the national store: ``agency`` and ``path`` lead to it there."""

    code: str
    title: str = field(repr=False)
    number: str = field(repr=False)
    agency: str
    name: str = field(repr=False)
    path: str = field(repr=False)

    @property
    def mark(self) -> str:
        """What a page calls it by; where it lies is told to no browser."""
        return hashlib.sha256(f"{self.agency}|{self.path}".encode()).hexdigest()[:24]

    @property
    def found(self) -> FoundFile:
        """What it is fetched by."""
        return FoundFile(self.name, self.agency, self.path)

    def plain(self) -> dict[str, str]:
        """Give it as plain data."""
        return {name: getattr(self, name) for name in _TEXTS}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Read it back from what ``plain`` gave."""
        return cls(**{name: plain[name] for name in _TEXTS})


@dataclass(frozen=True)
class LookedUp:
    """A look-up of a draft: what its owner agreed to, when, what became of it, what was found."""

    outcome: Outcome
    consented_at: datetime
    words: str = field(repr=False)
    papers: tuple[NationalPaper, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Offer:
    """A paper of the national store that will do for a document of a draft, and its look-up."""

    document: str
    paper: NationalPaper
    looked: LookedUp


def may_ask(rt: Runtime, citizen: Signed, opened: Open) -> bool:
    """Say whether a citizen may have the store asked for their draft: for papers of their own.

    Only whose number is verified, in earnest, and where a document of a known type is wanted.
    """
    verified = papers.opens(citizen) and not citizen.rehearsal
    if not (verified and citizen.name):
        return False
    known = answers(rt, opened, citizen.profile["citizen_number"])
    return known and bool(needs.wanted(opened))


def answers(rt: Runtime, opened: Open, number: str) -> bool:
    """Say whether the store can be asked at all: for a draft, under somebody's number."""
    known = _TWELVE.fullmatch(number) and _PROCEDURE.fullmatch(opened.form.code)
    return rt.partners.has_store and bool(known)


def question(citizen: Signed, opened: Open) -> StoreQuestion:
    """Write what the store is asked: for the citizen's own papers, of the types still wanted."""
    own = citizen.profile["citizen_number"]
    codes = (code for need in needs.wanted(opened) for code in need.document.types)
    return asked(opened, own, (citizen.name, own, Asker.CITIZEN), codes)


def asked(
    opened: Open, owner: str, by: tuple[str, str, Asker], codes: Iterable[str]
) -> StoreQuestion:
    """Write a question for a number's papers; ``by`` is who asks: name, number, and as what."""
    procedure = _PROCEDURE.fullmatch(opened.form.code)
    return StoreQuestion(
        owner_number=owner,
        asker_name=by[0],
        asker_number=by[1],
        asker=by[2],
        procedure=procedure[1] if procedure else "",
        wanted=tuple(WantedPaper(code) for code in dict.fromkeys(codes)),
    )


def begin(session: Session, opened: Open, citizen: Signed, words: str) -> int:
    """Keep what a citizen agreed to, before anybody is asked; gives the number of the look-up.

    The draft was loaded with its lock.

    :raises Unacceptable: ``too_often``.
    """
    count = sa.select(sa.func.coalesce(sa.func.max(NationalLookUp.number), 0)).where(*_of(opened))
    number = session.scalar(count) or 0
    if number >= looking_up.MOST:
        raise Unacceptable("too_often")
    session.add(
        NationalLookUp(
            **opened.place.columns,
            number=number + 1,
            citizen_id=citizen.id,
            sealed=opened.safe.seal_json(_sealed_as(number + 1), {"words": words}),
            consented_at=clock.now(),
            outcome=Outcome.ASKED,
        )
    )
    return number + 1


def finish(
    session: Session, opened: Open, number: int, outcome: Outcome, answer: StoreAnswer
) -> None:
    """Keep what was answered; of a draft that is no draft any more, nothing is kept."""
    place = opened.place
    draft = session.get(Draft, (place.home_agency_id, place.dossier_id), with_for_update=True)
    row = session.get(NationalLookUp, (place.home_agency_id, place.dossier_id, number))
    if draft is None or draft.submitted_at is not None or row is None:
        return
    said = opened.safe.open_json(_sealed_as(number), row.sealed)
    found = [one.plain() for one in read(answer)]
    raw = answer.raw.decode("utf-8", "replace")
    row.sealed = opened.safe.seal_json(
        _sealed_as(number), {"words": said["words"], "papers": found, "raw": raw}
    )
    row.outcome, row.answered_at = outcome, clock.now()


def read(answer: StoreAnswer) -> Sequence[NationalPaper]:
    """List the files of what the store says it has."""
    return [one for paper in answer.papers for one in _files(paper)]


def _files(paper: FoundPaper) -> Sequence[NationalPaper]:
    told = (paper.code[:LONGEST], paper.title[:LONGEST], paper.number[:LONGEST])
    return [
        NationalPaper(*told, one.agency[:LONGEST], one.name[:LONGEST], one.path)
        for one in paper.files
    ]


def latest(session: Session, opened: Open) -> LookedUp | None:
    """Give the last look-up of a draft; None if there was none, or it was too long ago."""
    query = sa.select(NationalLookUp).where(*_of(opened)).order_by(NationalLookUp.number.desc())
    row = session.scalars(query.limit(1)).first()
    if row is None or not looking_up.fresh(row.consented_at, clock.now()):
        return None
    said = opened.safe.open_json(_sealed_as(row.number), row.sealed)
    found = tuple(NationalPaper.of(one) for one in said.get("papers", ()))
    return LookedUp(row.outcome, row.consented_at, said["words"], found)


def offers(session: Session, opened: Open, looked: LookedUp | None) -> Sequence[Offer]:
    """List what a look-up found that will do for the draft: of the right type, not yet taken."""
    if looked is None or not looked.papers:
        return []
    there = marks(session, opened)
    return [
        Offer(need.document.id, paper, looked)
        for need in needs.wanted(opened)
        for paper in looked.papers
        if needs.will_do(need, paper.code) and paper.mark not in there
    ]


def offered(session: Session, opened: Open, what: tuple[str, str]) -> Offer:
    """Find an offer by its document and its paper's mark, as a page names them.

    :raises NotFound: if there is no such offer (any more).
    """
    document, mark = what
    for one in offers(session, opened, latest(session, opened)):
        if one.document == document and one.paper.mark == mark:
            return one
    raise NotFound(mark)


def attach(
    session: Session, rt: Runtime, who: tuple[Signed, Open], what: tuple[Stored, Offer, str]
) -> None:
    """Add a fetched paper to a draft that was loaded with its lock, and keep both consents.

    :raises Unacceptable: ``not_offered`` if it is no paper for this document any more, and as
        ``drafts.attach``.
    """
    (citizen, opened), (stored, offer, words) = who, what
    again = offers(session, opened, latest(session, opened))
    if not any((one.document, one.paper) == (offer.document, offer.paper) for one in again):
        raise Unacceptable("not_offered")
    drafts.attach(session, rt, opened, stored)
    kept = {
        **offer.paper.plain(),
        "looked_words": offer.looked.words,
        "looked_at": offer.looked.consented_at.isoformat(),
    }
    session.add(
        PaperReuse(
            **opened.place.columns,
            file_id=stored.id,
            citizen_id=citizen.id,
            sealed=opened.safe.seal_json(f"consent/{stored.id}", words),
            consented_at=clock.now(),
            store=PaperStore.NATIONAL,
            sealed_paper=opened.safe.seal_json(f"national/{stored.id}", kept),
        )
    )


def forget(session: Session, opened: Open) -> None:
    """Let go of what was found for a draft that is being submitted; what was agreed to stays."""
    for row in session.scalars(sa.select(NationalLookUp).where(*_of(opened))):
        said = opened.safe.open_json(_sealed_as(row.number), row.sealed)
        row.sealed = opened.safe.seal_json(_sealed_as(row.number), {"words": said["words"]})


def marks(session: Session, opened: Open) -> set[str]:
    """Give the marks of what the draft has from the store already."""
    rows = session.scalars(
        sa.select(PaperReuse).where(
            PaperReuse.home_agency_id == opened.draft.home_agency_id,
            PaperReuse.dossier_id == opened.draft.id,
            PaperReuse.store == PaperStore.NATIONAL,
            PaperReuse.file_id.in_([file.id for file in opened.files]),
        )
    )
    return {kept(opened.safe, row)[0].mark for row in rows}


def kept(safe: Safe, row: PaperReuse) -> tuple[NationalPaper, str, str]:
    """Open what is kept of a paper that was taken: which it was, and the words and moment of the
    consent to look for it."""
    assert row.sealed_paper is not None
    told = safe.open_json(f"national/{row.file_id}", row.sealed_paper)
    return NationalPaper.of(told), told["looked_words"], told["looked_at"]


def owner(safe: Safe, row: PaperReuse) -> tuple[str, str] | None:
    """Give name and number of whose paper was taken at a counter; None of one's own."""
    assert row.sealed_paper is not None
    told = safe.open_json(f"national/{row.file_id}", row.sealed_paper).get("owner")
    return (told[0], told[1]) if told else None


def _of(opened: Open) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        NationalLookUp.home_agency_id == opened.draft.home_agency_id,
        NationalLookUp.dossier_id == opened.draft.id,
    )


def _sealed_as(number: int) -> str:
    return f"look-up/{number}"
