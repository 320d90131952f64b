"""Results that are signed go into their owner's store: promised with the event that brings them.

The copy has a key of its own, so that it outlives the dossier; the same bytes are one paper.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.characters import folded
from forms.needs import result_code, results
from portal import clock, crypto
from portal.db import insert_once
from portal.domain import digitising
from portal.domain.digitising import Facts, Source, Standing
from portal.domain.errors import Unacceptable
from portal.domain.signatures import Signature
from portal.models import Attachment, Dossier, Event, KeptPaper
from portal.runtime import Runtime
from portal.services import attachments, promises, vault
from portal.services.attachments import RESULT, Held, Stored
from portal.services.content import Content
from portal.services.promises import Errand
from portal.services.signatures import keeping as signatures
from portal.services.store import issuing, papers, recording
from portal.services.store.recording import RECORDED, By
from portal.services.vault import Place, Safe

DESTINATION, KIND = "store", "keep_papers"


@dataclass(frozen=True)
class Candidate:
    """A file that may go into a store: what is recorded of it, whether anybody knows yet what its
    signatures are worth, and whether it is ``there`` already."""

    file: Held
    facts: Facts
    title: str
    recorded: bool
    examined: bool
    there: bool


@dataclass(frozen=True)
class Copy:
    """A candidate whose signatures were looked at; of one that is valid, the copy for the store."""

    of: Candidate
    signature: Signature
    safe: Safe | None = field(default=None, repr=False)
    place: Place | None = None
    stored: Stored | None = None


def promise(session: Session, dossier: Dossier, event: Event) -> None:
    """Promise to look at the files an event brought, and to keep those that are signed."""
    promises.make(session, dossier, event, Errand(DESTINATION, KIND, promises.BULK))


def candidates(session: Session, rt: Runtime, found: Content, told: Event) -> Sequence[Candidate]:
    """List the files of an event: results it brought, or the one it records."""
    return list(_candidates(session, rt, found, told))


def _candidates(session: Session, rt: Runtime, found: Content, told: Event) -> Iterator[Candidate]:
    home = found.dossier.home_agency_id
    records = recording.of(session, found.safe, home)
    for file in found.files:
        brought = file.origin == RESULT and file.event_seq == told.seq
        if not brought and not (told.kind == RECORDED and told.facts["file"] == str(file.id)):
            continue
        row = session.get_one(Attachment, (home, found.dossier.id, file.id))
        record = records.get(file.id)
        facts = record.facts if record else _known(found, file)
        examined = row.signature is not None
        there = papers.has(session, rt, found.dossier, (facts.owner_number, file.sha256))
        yield Candidate(
            file, facts, _title(found, file, facts.type_code), record is not None, examined, there
        )


def _known(found: Content, file: Held) -> Facts:
    """Say what is known of a result nobody has recorded; its number and validity are not."""
    usual = result_code(found.form, _decided(found))
    told = Facts(Source.ELECTRONIC, file.document)
    typed = bool(file.document) and not digitising.faults(told, clock.today())
    return Facts(
        Source.ELECTRONIC,
        file.document if typed else usual,
        found.owner.full_name,
        found.owner.citizen_number,
        authority=found.agency.name,
    )


def _title(found: Content, file: Held, code: str) -> str:
    """Name a paper as its owner reads it: a component by the form, a result by its type."""
    if file.origin != RESULT:
        return next((d.name.vi for d in found.form.documents if d.id == file.document), file.name)
    given = results(found.form, _decided(found))
    coded = [one for one in given if code and digitising.same_type(one.code or "", code)]
    named = coded or given
    return named[0].name.vi if len(named) == 1 else file.name


def _decided(found: Content) -> date:
    """Say which day's results count: that of the decision."""
    return clock.day(found.dossier.finished_at or clock.now())


def wanted(candidate: Candidate, signature: Signature) -> bool:
    """Say whether a file goes into a store: signed so that it counts, its owner known, and new."""
    known = bool(candidate.facts.owner_number)
    return signature.certifies and known and not candidate.there


def room(dossier: Dossier) -> tuple[Place, Safe]:
    """Make the place of a paper that is about to be kept, with a key of its own."""
    place = Place(dossier.home_agency_id, crypto.uuid7(), vault.birth_month())
    return place, vault.fresh(place)


def put(session: Session, rt: Runtime, dossier: Dossier, seq: int, copy: Copy) -> bool:
    """Keep a copy of a locked dossier's file; says whether it was not there before.

    What was found of its signatures is kept beside the file itself, and what is known recorded.
    """
    file = copy.of.file
    where = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    if not copy.of.examined:
        row = session.get_one(Attachment, (dossier.home_agency_id, dossier.id, file.id))
        for name, value in signatures.columns(safe, file.id, copy.signature).items():
            setattr(row, name, value)
    if not copy.of.recorded:
        recording.write(session, safe, where, (file.id, file.sha256, copy.of.facts), By(seq))
    if copy.stored is None or copy.place is None or copy.safe is None:
        return False
    if not _named(session, rt, dossier, copy):
        return False
    vault.keep(session, rt, copy.place, copy.safe)
    attachments.keep(session, copy.safe, copy.place, copy.stored, seq)
    _replace(session, rt, (dossier, copy.place.dossier_id), copy.of.facts)
    return True


def _named(session: Session, rt: Runtime, dossier: Dossier, copy: Copy) -> bool:
    assert copy.place is not None and copy.safe is not None
    facts, now = copy.of.facts, clock.now()
    return insert_once(
        session,
        KeptPaper,
        home_agency_id=copy.place.home_agency_id,
        birth_month=copy.place.birth_month,
        id=copy.place.dossier_id,
        owner_index=papers.index(rt, facts.owner_number),
        rehearsal=dossier.rehearsal,
        sha256=copy.of.file.sha256,
        sealed=copy.safe.seal_json("paper", {"title": copy.of.title, "facts": facts.plain()}),
        number_index=_number(rt, facts.type_code, facts.number),
        standing=Standing.IN_FORCE,
        standing_since=now,
        origin_dossier_id=dossier.id,
        origin_file_id=copy.of.file.id,
        kept_at=now,
    )


def _number(rt: Runtime, type_code: str, number: str) -> bytes | None:
    """Give what a paper is found by among its owner's; None if it has no number."""
    written = "".join(folded(number).split())
    if not (type_code and written):
        return None
    return rt.index("paper_number", f"{digitising.canonical(type_code)}|{written}")


def _replace(session: Session, rt: Runtime, by: tuple[Dossier, uuid.UUID], facts: Facts) -> None:
    """Let what a paper takes the place of count no more, if the same agency gave it."""
    dossier, paper_id = by
    query = _named_as_old(rt, dossier, facts).with_for_update()
    for older in session.scalars(query.execution_options(populate_existing=True)).all():
        if older.id != paper_id and issuing.may_replace(session, dossier, older):
            older.standing, older.standing_since = Standing.REPLACED, clock.now()
            older.replaced_by = paper_id


def _named_as_old(rt: Runtime, dossier: Dossier, facts: Facts) -> sa.Select[tuple[KeptPaper]]:
    """Ask for what a paper names as replaced and is still in force in its owner's store."""
    replaced = _number(rt, facts.type_code, facts.replaces)
    return sa.select(KeptPaper).where(
        KeptPaper.owner_index == papers.index(rt, facts.owner_number),
        KeptPaper.rehearsal.is_(dossier.rehearsal),
        KeptPaper.number_index == replaced,
        sa.true() if replaced is not None and facts.owner_number else sa.false(),
        KeptPaper.standing == Standing.IN_FORCE,
    )


def left_in_force(session: Session, rt: Runtime, dossier: Dossier, facts: Facts) -> str:
    """Name the agency whose paper this one names as replaced, and may not replace; "" if none."""
    found = session.scalars(_named_as_old(rt, dossier, facts)).all()
    others = (one for one in found if not issuing.may_replace(session, dossier, one))
    return next((issuing.named(session, one) for one in others), "")


def revoke(session: Session, rt: Runtime, row: KeptPaper, why: str) -> None:
    """Let a paper count no more; its owner reads why.

    :raises Unacceptable: ``not_now`` if it counts no more already.
    """
    if row.standing != Standing.IN_FORCE:
        raise Unacceptable("not_now")
    safe = vault.unlock(session, rt, row.home_agency_id, row.id)
    said = safe.open_json("paper", row.sealed)
    row.sealed = safe.seal_json("paper", {**said, "why": why})
    row.standing, row.standing_since = Standing.REVOKED, clock.now()


def follow(session: Session, rt: Runtime, dossier: Dossier, what: tuple[Held, Facts]) -> bool:
    """Let the paper in the store say what its record says now; False if there is none yet.

    :raises Unacceptable: ``facts``, if it would belong to nobody, or to somebody who has it.
    """
    file, facts = what
    row = papers.from_file(session, dossier, file.id)
    if row is None or row.origin_file_id != file.id:
        return False
    owner = papers.index(rt, facts.owner_number)
    twice = sa.select(KeptPaper.id).where(
        KeptPaper.owner_index == owner,
        KeptPaper.rehearsal.is_(row.rehearsal),
        KeptPaper.sha256 == row.sha256,
        KeptPaper.id != row.id,
    )
    if not facts.owner_number or session.scalar(twice) is not None:
        raise Unacceptable("facts", faults={"owner_number": "kept"})
    safe = vault.unlock(session, rt, row.home_agency_id, row.id)
    said = safe.open_json("paper", row.sealed)
    row.owner_index = owner
    row.sealed = safe.seal_json("paper", {**said, "facts": facts.plain()})
    row.number_index = _number(rt, facts.type_code, facts.number)
    session.flush()
    _replace(session, rt, (dossier, row.id), facts)
    return True
