"""What a draft or dossier has from a store, ours or the national one: by whose leave, and evidence.

Source: Nghị định 45/2020 and 107/2021/NĐ-CP (docs/rules.md says how sure).
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.digitising import Facts, PaperStore, Source, Standing
from portal.domain.errors import Unacceptable
from portal.models import Dossier, Event, KeptPaper, PaperReuse
from portal.runtime import Runtime
from portal.services import events, vault
from portal.services.attachments import Held, Stored
from portal.services.content import Content
from portal.services.drafts import Open
from portal.services.events import Occurrence
from portal.services.store import national, recording
from portal.services.store.national import NationalPaper
from portal.services.store.recording import By
from portal.services.vault import Safe

REUSED = "papers_reused"
"""The event that says which files of a dossier were taken from its submitter's stores."""


@dataclass(frozen=True)
class Origin:
    """Where a file of a dossier was taken from.

    Of our own store: the ``code`` of the dossier it comes from, and how that paper stands now. Of
    the national store: which paper it was there (``national``); how it stands nobody tells us.
    """

    code: str
    standing: Standing
    standing_since: datetime
    consented_at: datetime
    paper_id: uuid.UUID | None
    event_seq: int | None = None
    national: NationalPaper | None = field(default=None, repr=False)


def settle(session: Session, rt: Runtime, opened: Open, dossier: Dossier, submitted: Event) -> None:
    """Write down, as a draft becomes a dossier, what of it was taken from a store, by whose leave.

    It is true from its submission on. What was recorded of the papers holds for their copies too;
    what the national store had besides is forgotten.
    """
    national.forget(session, opened)
    taken = {file.id: file for file in opened.files}
    query = sa.select(PaperReuse).where(
        PaperReuse.home_agency_id == dossier.home_agency_id,
        PaperReuse.dossier_id == dossier.id,
        PaperReuse.file_id.in_(taken),
    )
    rows = list(session.scalars(query.order_by(PaperReuse.file_id))) if taken else []
    if not rows:
        return
    told = {"papers": [_said(opened.safe, row, taken[row.file_id]) for row in rows]}
    private = _private(opened.safe, rows, taken)
    what = Occurrence(REUSED, clock.now(), None, told, private)
    events.record(session, opened.safe, dossier, what)
    for row in rows:
        row.event_seq = submitted.seq
        facts = _facts(session, rt, opened, row)
        copied = (row.file_id, taken[row.file_id].sha256, facts)
        recording.write(session, opened.safe, opened.place, copied, By(submitted.seq))


def carry(session: Session, content: Content, file: Held, into: tuple[Open, Stored]) -> None:
    """Let a paper's consents go along with its file into a draft made of a dossier that came back.

    :raises Unacceptable: ``not_offered`` if a paper of our store was revoked or replaced meanwhile.
    """
    dossier, (opened, stored) = content.dossier, into
    used = session.get(PaperReuse, (dossier.home_agency_id, dossier.id, file.id))
    if used is None:
        return
    if used.store == PaperStore.OWN:
        which = (used.paper_home_agency_id, used.paper_id)
        if session.get_one(KeptPaper, which, with_for_update=True).standing != Standing.IN_FORCE:
            raise Unacceptable("not_offered")
    again = {
        "sealed": _resealed(content.safe, opened.safe, used.sealed, ("consent", file, stored)),
        "sealed_paper": used.sealed_paper
        and _resealed(content.safe, opened.safe, used.sealed_paper, ("national", file, stored)),
    }
    session.add(
        PaperReuse(
            **opened.place.columns,
            file_id=stored.id,
            paper_home_agency_id=used.paper_home_agency_id,
            paper_id=used.paper_id,
            citizen_id=used.citizen_id,
            consented_at=used.consented_at,
            store=used.store,
            staff_id=used.staff_id,
            way=used.way,
            **again,
        )
    )


def _resealed(old: Safe, new: Safe, sealed: bytes, what: tuple[str, Held, Stored]) -> bytes:
    name, file, stored = what
    return new.seal_json(f"{name}/{stored.id}", old.open_json(f"{name}/{file.id}", sealed))


def _said(safe: Safe, row: PaperReuse, file: Held) -> dict[str, str]:
    told = {
        "file": str(row.file_id),
        "document": file.document,
        "consented_at": row.consented_at.isoformat(),
        **({"way": str(row.way)} if row.way else {}),
    }
    if row.store == PaperStore.OWN:
        return {**told, "paper": str(row.paper_id)}
    paper, _, looked_at = national.kept(safe, row)
    return {**told, "store": str(row.store), "type": paper.code, "looked_at": looked_at}


def _private(
    safe: Safe, rows: Sequence[PaperReuse], taken: Mapping[uuid.UUID, Held]
) -> dict[str, Any]:
    """Give what names people or papers: it is sealed, and the chain commits to it."""
    words = [safe.open_json(f"consent/{row.file_id}", row.sealed) for row in rows]
    private = {"sha256": [taken[row.file_id].sha256 for row in rows], "consents": words}
    there = [national.kept(safe, row) if row.store == PaperStore.NATIONAL else None for row in rows]
    if any(there):
        private["looked_consents"] = [one[1] if one else "" for one in there]
        private["national"] = [one[0].plain() if one else None for one in there]
    return private


def _facts(session: Session, rt: Runtime, opened: Open, row: PaperReuse) -> Facts:
    if row.store == PaperStore.NATIONAL:
        # It was electronic when it came here; that it is their own, the store was asked.
        paper = national.kept(opened.safe, row)[0]
        name, number = national.owner(opened.safe, row) or (
            opened.identity.get("full_name", ""),
            opened.identity.get("citizen_number", ""),
        )
        return Facts(
            Source.ELECTRONIC,
            paper.code,
            name,
            number,
            paper.number,
            paper.agency,
        )
    kept = session.get_one(KeptPaper, (row.paper_home_agency_id, row.paper_id))
    safe = vault.unlock(session, rt, kept.home_agency_id, kept.id)
    return Facts.of(safe.open_json("paper", kept.sealed)["facts"])


def origins(session: Session, safe: Safe, dossier: Dossier) -> Mapping[uuid.UUID, Origin]:
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
        .outerjoin(KeptPaper, same)
        .outerjoin(Dossier, first)
        .where(
            PaperReuse.home_agency_id == dossier.home_agency_id,
            PaperReuse.dossier_id == dossier.id,
            PaperReuse.event_seq.is_not(None),
            sa.or_(KeptPaper.id.is_not(None), PaperReuse.store == PaperStore.NATIONAL),
        )
    )
    rows = session.execute(query).tuples()
    return {used.file_id: _origin(safe, used, paper, code) for used, paper, code in rows}


def _origin(safe: Safe, used: PaperReuse, paper: KeptPaper | None, code: str | None) -> Origin:
    if paper is None:
        there = national.kept(safe, used)[0]
        since = used.consented_at
        return Origin("", Standing.IN_FORCE, since, since, None, used.event_seq, there)
    return Origin(
        code or "",
        paper.standing,
        paper.standing_since,
        used.consented_at,
        paper.id,
        used.event_seq,
    )
