"""An officer looks for papers in a person's stores while they enter that person's dossier.

Nobody is to be asked for what a store has already (Nghị định 118/2025/NĐ-CP; docs/rules.md says how
sure), and no store is opened without its owner's leave: who agreed, how, when and before which
officer is committed and stands in the staff's journal before anything is looked at.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.store_messages import Asker, StoreAnswer, StoreQuestion
from forms import display
from forms.characters import folded
from forms.needs import Needed
from portal import clock
from portal.domain import looking_up
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.looking_up import Outcome, Way
from portal.models import CounterLookUp, Draft
from portal.runtime import Runtime
from portal.services import drafts
from portal.services.counter import taking
from portal.services.desk.dealing import Desk
from portal.services.drafts import Open
from portal.services.operations import deeds
from portal.services.store import national, needs, papers
from portal.services.store.national import NationalPaper
from portal.services.store.papers import Paper
from portal.services.vault import Safe


@dataclass(frozen=True)
class Holder:
    """Whose papers they are: the submitter, as entered."""

    name: str = field(repr=False)
    number: str = field(repr=False)


@dataclass(frozen=True)
class Agreed:
    """What an officer says of a person's consent: for which document, which way, word for word,
    and who agreed."""

    document: str
    way: Way
    words: str = field(repr=False)
    holder: Holder


@dataclass(frozen=True)
class Begun:
    """A look-up whose consent is committed; ``question`` is for the national store, if any."""

    opened: Open
    number: int
    need: Needed
    holder: Holder
    question: StoreQuestion | None


@dataclass(frozen=True)
class Looked:
    """A look-up of one document: the consent, what became of it, what was found.

    ``national`` is None where the national store could not be asked; ``kept`` are ids of papers
    of our own store.
    """

    document: str
    way: Way
    consented_at: datetime
    own: Outcome
    national: Outcome | None
    words: str = field(repr=False)
    holder: Holder
    kept: tuple[uuid.UUID, ...] = ()
    papers: tuple[NationalPaper, ...] = field(default=(), repr=False)


def holder(opened: Open) -> Holder | None:
    """Give the submitter of what is being entered, None until name and number are both there."""
    told = display.person(opened.form, opened.check("vi").clean, "submitter")
    name, number = (str(told.get(word) or "") for word in ("full_name", "citizen_number"))
    return Holder(name, number) if name and number else None


def load(session: Session, rt: Runtime, at: Desk, draft_id: uuid.UUID) -> Open:
    """Open what an officer enters at their own desk, with its lock.

    :raises NotFound: to everybody else, and once it has been handed in.
    """
    if not at.officer.serves(at.agency.id):
        raise NotFound(str(draft_id))
    who = taking.stand_in(session, rt, at.agency, draft_id)
    return drafts.load(session, rt, who, draft_id, lock=True)


def begin(session: Session, rt: Runtime, at: Desk, draft_id: uuid.UUID, agreed: Agreed) -> Begun:
    """Keep a person's consent, and write the look down, before anything is looked at.

    :raises NotFound: as ``load``.
    :raises Unacceptable: ``holder`` (who agreed is not the submitter), ``way`` (nobody who writes
        stands at the counter), ``not_offered`` (no file of a known type is wanted), ``too_often``.
    """
    opened = load(session, rt, at, draft_id)
    whose = holder(opened)
    if whose is None or whose != agreed.holder:
        raise Unacceptable("holder")
    if agreed.way not in looking_up.ways(opened.draft.channel):
        raise Unacceptable("way")
    need = next((one for one in needs.wanted(opened) if one.document.id == agreed.document), None)
    if need is None:
        raise Unacceptable("not_offered")
    begun = Begun(opened, _next(session, opened), need, whose, _question(rt, at, opened, need))
    session.add(_row(at, begun, agreed))
    detail = {
        "draft": str(draft_id),
        "agency": at.agency.code,
        "document": agreed.document,
        "way": str(agreed.way),
        "national": begun.question is not None,
    }
    why = f"{opened.form.code} · {need.document.name.vi}"
    deeds.record(
        session, at.officer.acting(why), papers.SEARCHED, papers.store_of(rt, whose.number), detail
    )
    return begun


def _next(session: Session, opened: Open) -> int:
    query = sa.select(sa.func.coalesce(sa.func.max(CounterLookUp.number), 0)).where(*_of(opened))
    number = session.scalar(query) or 0
    if number >= looking_up.MOST:
        raise Unacceptable("too_often")
    return number + 1


def _question(rt: Runtime, at: Desk, opened: Open, need: Needed) -> StoreQuestion | None:
    """Write what the national store is asked: by the officer, under their own number."""
    whose = holder(opened)
    if whose is None or not national.answers(rt, opened, at.officer.number):
        return None
    asker = (at.officer.name, at.officer.number, Asker.OFFICER)
    return national.asked(opened, whose.number, asker, need.document.types)


def _row(at: Desk, begun: Begun, agreed: Agreed) -> CounterLookUp:
    whose = {"name": begun.holder.name, "number": begun.holder.number}
    said = {"words": agreed.words, "officer": at.officer.name, "holder": whose}
    return CounterLookUp(
        **begun.opened.place.columns,
        number=begun.number,
        staff_id=at.officer.id,
        document=agreed.document,
        way=agreed.way,
        sealed=begun.opened.safe.seal_json(_sealed_as(begun.number), said),
        consented_at=clock.now(),
        own=Outcome.ASKED,
        national=Outcome.ASKED if begun.question else None,
    )


def finish(
    session: Session, rt: Runtime, at: Desk, begun: Begun, told: tuple[Outcome, StoreAnswer] | None
) -> None:
    """Look into our own store, and keep that with what the national one said.

    Of what has been handed in or thrown away meanwhile nothing is looked up or kept.
    """
    opened, place = begun.opened, begun.opened.place
    draft = session.get(Draft, (place.home_agency_id, place.dossier_id), with_for_update=True)
    row = session.get(CounterLookUp, (place.home_agency_id, place.dossier_id, begun.number))
    if draft is None or draft.submitted_at is not None or row is None:
        return
    found = list(_own(session, rt, begun))
    for paper in found:
        seen = {"draft": str(place.dossier_id)}
        deeds.record(session, at.officer.acting(), papers.LOOKED, f"paper:{paper.id}", seen)
    said = opened.safe.open_json(_sealed_as(row.number), row.sealed)
    said["kept"] = [str(paper.id) for paper in found]
    if told:
        row.national, answer = told
        said["papers"] = [one.plain() for one in national.read(answer)]
        said["raw"] = answer.raw.decode("utf-8", "replace")
    row.sealed = opened.safe.seal_json(_sealed_as(row.number), said)
    row.own = Outcome.FOUND if found else Outcome.NOTHING
    row.answered_at = clock.now()


def _own(session: Session, rt: Runtime, begun: Begun) -> Iterator[Paper]:
    """List what our store has of a type under both number and name: one digit wrong finds nobody
    but a stranger of the same name (docs/decisions/0031)."""
    for paper in papers.of_number(session, rt, begun.holder.number):
        typed = needs.will_do(begun.need, paper.facts.type_code)
        fits = typed and paper.file.media_type in begun.need.limits.media_types
        if fits and _words(paper.facts.owner_name) == _words(begun.holder.name):
            yield paper


def _words(name: str) -> list[str]:
    return folded(name).split()


def latest(session: Session, at: Desk, opened: Open) -> Mapping[str, Looked]:
    """Give an officer's own last look-up of each document: of today's submitter, and not long ago.

    What a colleague found is not theirs: a person agreed to one officer's look.
    """
    query = sa.select(CounterLookUp).where(*_of(opened), CounterLookUp.staff_id == at.officer.id)
    rows = session.scalars(query.order_by(CounterLookUp.number)).all()
    fresh = (row for row in rows if looking_up.fresh(row.consented_at, clock.now()))
    told = (
        _opened(row, opened.safe.open_json(_sealed_as(row.number), row.sealed)) for row in fresh
    )
    whose = holder(opened)
    return {looked.document: looked for looked in told if looked.holder == whose}


def _opened(row: CounterLookUp, said: Mapping[str, Any]) -> Looked:
    return Looked(
        document=row.document,
        way=row.way,
        consented_at=row.consented_at,
        own=row.own,
        national=row.national,
        words=said["words"],
        holder=Holder(**said["holder"]),
        kept=tuple(uuid.UUID(one) for one in said.get("kept", ())),
        papers=tuple(NationalPaper.of(one) for one in said.get("papers", ())),
    )


def agreed(safe: Safe, row: CounterLookUp) -> dict[str, Any]:
    """Open what was agreed to in a look-up: the words, who agreed, before which officer."""
    said = safe.open_json(_sealed_as(row.number), row.sealed)
    return {name: said[name] for name in ("words", "officer", "holder")}


def forget(safe: Safe, row: CounterLookUp, kept: Mapping[str, Any]) -> None:
    """Let go of what a look-up found; what was agreed to (``kept``) stays."""
    row.sealed = safe.seal_json(_sealed_as(row.number), dict(kept))


def _of(opened: Open) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        CounterLookUp.home_agency_id == opened.draft.home_agency_id,
        CounterLookUp.dossier_id == opened.draft.id,
    )


def _sealed_as(number: int) -> str:
    return f"counter-look-up/{number}"
