"""A person's own store of papers (kho giấy tờ): what lies in it, for its owner's eyes alone.

It is found by the keyed hash of the owner's number, and opened to an account whose number the
identity provider has verified (level 2 or above).
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.national import identity
from portal.domain import digitising
from portal.domain.digitising import Facts, Standing
from portal.domain.errors import NotFound
from portal.models import Dossier, KeptPaper, PaperReuse, StaffDeed
from portal.runtime import Runtime
from portal.services import attachments, vault
from portal.services.attachments import Held
from portal.services.citizens import Signed
from portal.services.vault import Safe

KEPT = "kept"
"""Whose a file is that lies in a store: nobody's draft or dossier."""
LOOKED = "paper_looked_at"
"""What the staff's journal calls an officer's look at a paper in a store."""
SEARCHED = "store_looked_up"
"""What it calls an officer's look into somebody's stores, at the counter, by their leave."""
VERIFIED = 2
_NUMBER = "citizen_number"


@dataclass(frozen=True)
class Paper:
    """A paper in a store. ``origin`` is the code of the dossier it comes from.

    ``used`` are the codes of its owner's dossiers it was used for again; ``looked`` is when
    officers looked at it; ``why`` is the reason it was revoked for.
    """

    home_agency_id: uuid.UUID
    id: uuid.UUID
    title: str
    facts: Facts
    standing: Standing
    standing_since: datetime
    origin: str
    kept_at: datetime
    file: Held
    safe: Safe = field(repr=False)
    used: tuple[str, ...] = ()
    looked: tuple[datetime, ...] = ()
    why: str = field(default="", repr=False)

    def usable(self, today: date) -> bool:
        """Say whether it may be used again today."""
        return digitising.usable(self.facts, self.standing, today)


def index(rt: Runtime, number: str) -> bytes:
    """Give what the store of somebody with this number is found by."""
    return rt.index(_NUMBER, number)


def store_of(rt: Runtime, number: str) -> str:
    """Name the store of somebody with this number in the staff's journal, which names nobody."""
    return f"store:{index(rt, number).hex()}"


def has(session: Session, rt: Runtime, dossier: Dossier, what: tuple[str, str]) -> bool:
    """Say whether the store of the owner of a number has the very bytes already."""
    number, sha256 = what
    query = sa.select(KeptPaper.id).where(
        KeptPaper.owner_index == index(rt, number),
        KeptPaper.rehearsal.is_(dossier.rehearsal),
        KeptPaper.sha256 == sha256,
    )
    return session.scalar(query) is not None


def opens(citizen: Signed) -> bool:
    """Say whether an account opens a store: its number is verified."""
    known = bool(citizen.profile.get(_NUMBER))
    return known and identity.level(citizen.assurance) >= VERIFIED


def of(session: Session, rt: Runtime, citizen: Signed) -> Sequence[Paper]:
    """List the papers of a person, what came last first; none to whoever is not verified."""
    if not opens(citizen):
        return []
    return _listed(session, rt, _own(rt, citizen))


def of_number(session: Session, rt: Runtime, number: str) -> Sequence[Paper]:
    """List the papers under a number for an officer; that their owner agreed was seen to before."""
    return _listed(session, rt, _owned(rt, number, rehearsal=False))


def one(session: Session, rt: Runtime, citizen: Signed, paper_id: uuid.UUID) -> Paper:
    """Give one paper of a person.

    :raises NotFound: if there is none, or it is another's; the two look the same.
    """
    query = _own(rt, citizen).where(KeptPaper.id == paper_id) if opens(citizen) else None
    row = session.scalar(query) if query is not None else None
    if row is None:
        raise NotFound(str(paper_id))
    return opened(session, rt, row)


def searches(session: Session, rt: Runtime, citizen: Signed) -> Sequence[tuple[datetime, str]]:
    """Tell a person when officers looked into their stores, and the code of each one's agency."""
    if not opens(citizen):
        return []
    target = store_of(rt, citizen.profile[_NUMBER])
    query = sa.select(StaffDeed).where(StaffDeed.target == target, StaffDeed.deed == SEARCHED)
    rows = session.scalars(query.order_by(StaffDeed.done_at.desc()))
    return [(row.done_at, str(row.detail["agency"])) for row in rows]


def _own(rt: Runtime, citizen: Signed) -> sa.Select[tuple[KeptPaper]]:
    return _owned(rt, citizen.profile[_NUMBER], rehearsal=citizen.rehearsal)


def _owned(rt: Runtime, number: str, *, rehearsal: bool) -> sa.Select[tuple[KeptPaper]]:
    return sa.select(KeptPaper).where(
        KeptPaper.owner_index == index(rt, number), KeptPaper.rehearsal.is_(rehearsal)
    )


def _listed(session: Session, rt: Runtime, query: sa.Select[tuple[KeptPaper]]) -> Sequence[Paper]:
    rows = session.scalars(query.order_by(KeptPaper.kept_at.desc(), KeptPaper.id))
    return [opened(session, rt, row) for row in rows]


def opened(session: Session, rt: Runtime, row: KeptPaper) -> Paper:
    """Open a paper; who may see it was looked into before."""
    safe = vault.unlock(session, rt, row.home_agency_id, row.id)
    said = safe.open_json("paper", row.sealed)
    origin = session.get(Dossier, (row.home_agency_id, row.origin_dossier_id))
    looks = sa.select(StaffDeed.done_at).where(
        StaffDeed.target == f"paper:{row.id}", StaffDeed.deed == LOOKED
    )
    return Paper(
        row.home_agency_id,
        row.id,
        said["title"],
        Facts.of(said["facts"]),
        row.standing,
        row.standing_since,
        origin.code if origin else "",
        row.kept_at,
        attachments.held(session, safe, row.home_agency_id, KEPT)[0],
        safe,
        tuple(session.scalars(_used(row))),
        tuple(session.scalars(looks.order_by(StaffDeed.done_at.desc()))),
        said.get("why", ""),
    )


def _used(row: KeptPaper) -> sa.Select[tuple[str]]:
    same = sa.and_(
        PaperReuse.home_agency_id == Dossier.home_agency_id, PaperReuse.dossier_id == Dossier.id
    )
    query = sa.select(Dossier.code).join(PaperReuse, same)
    return query.where(PaperReuse.paper_id == row.id, PaperReuse.event_seq.is_not(None)).distinct()


def of_dossier(session: Session, dossier: Dossier) -> dict[uuid.UUID, KeptPaper]:
    """Give the papers a dossier gave to its owners' stores, by the file each was."""
    query = sa.select(KeptPaper).where(
        KeptPaper.home_agency_id == dossier.home_agency_id,
        KeptPaper.origin_dossier_id == dossier.id,
    )
    return {row.origin_file_id: row for row in session.scalars(query)}


def from_file(session: Session, dossier: Dossier, file_id: uuid.UUID) -> KeptPaper | None:
    """Find the paper a file of a dossier lies in a store as, or was taken from."""
    query = sa.select(KeptPaper).where(
        KeptPaper.home_agency_id == dossier.home_agency_id,
        KeptPaper.origin_dossier_id == dossier.id,
        KeptPaper.origin_file_id == file_id,
    )
    if (row := session.scalar(query)) is not None:
        return row
    used = session.get(PaperReuse, (dossier.home_agency_id, dossier.id, file_id))
    if used is None or used.event_seq is None or used.paper_id is None:
        return None
    return session.get(KeptPaper, (used.paper_home_agency_id, used.paper_id))
