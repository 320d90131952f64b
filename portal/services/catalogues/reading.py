"""Looks at catalogues: what counts, what a version would change, and for whom that matters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.catalogues import KINDS, WAITING, Change, Doubt, Entry, between
from portal.domain.errors import NotFound
from portal.domain.states import OPEN
from portal.models import Agency, CatalogueEntry, CataloguePull, CatalogueVersion, Dossier
from portal.services.catalogues import keeping


@dataclass(frozen=True)
class Line:
    """A catalogue in the list: how many entries count, its newest version, the last try."""

    kind: str
    count: int
    version: CatalogueVersion | None
    pull: CataloguePull | None


def overview(session: Session) -> list[Line]:
    """List the catalogues."""
    counts = sa.select(CatalogueEntry.kind, sa.func.count()).where(_STANDING)
    found = {kind: count for kind, count in session.execute(counts.group_by(CatalogueEntry.kind))}
    return [
        Line(kind, found.get(kind, 0), keeping.latest(session, kind), last_pull(session, kind))
        for kind in KINDS
    ]


def waiting(session: Session) -> int:
    """Count the versions that were pulled and wait for an operator."""
    query = sa.select(sa.func.count()).select_from(CatalogueVersion)
    pulled = CatalogueVersion.kind.in_(KINDS), CatalogueVersion.state == WAITING
    return session.scalar(query.where(*pulled)) or 0


def last_pull(session: Session, kind: str, code: str = "") -> CataloguePull | None:
    """Give the last time a catalogue, or one procedure's record, was asked for."""
    query = sa.select(CataloguePull).where(CataloguePull.kind == kind)
    if code:
        query = query.where(CataloguePull.code == code)
    return session.scalars(query.order_by(CataloguePull.at.desc()).limit(1)).first()


def record(session: Session, code: str) -> bytes:
    """Give the record of a procedure as it was last pulled.

    :raises NotFound: if it never was.
    """
    query = sa.select(CataloguePull).where(
        CataloguePull.kind == keeping.RECORD,
        CataloguePull.code == code,
        CataloguePull.outcome == keeping.FRESH,
    )
    row = session.scalars(query.order_by(CataloguePull.at.desc()).limit(1)).first()
    if row is None:
        raise NotFound(f"record of {code}")
    return keeping.raw_of(row)


def one(session: Session, kind: str, version: int) -> CatalogueVersion:
    """Give a version.

    :raises NotFound: if there is none.
    """
    row = session.get(CatalogueVersion, (kind, version))
    if row is None:
        raise NotFound(f"catalogue {kind} {version}")
    return row


def changes(
    session: Session, row: CatalogueVersion, came: Mapping[str, Entry] | None = None
) -> list[Change]:
    """List what a version changes, or did when it was applied.

    ``came`` is what the first version is compared with, where something counted before any.
    """
    before = sa.or_(CatalogueEntry.ended_in.is_(None), CatalogueEntry.ended_in >= row.version)
    query = sa.select(CatalogueEntry).where(
        CatalogueEntry.kind == row.kind, CatalogueEntry.version < row.version, before
    )
    old = {each.code: Entry(each.code, each.name, each.body) for each in session.scalars(query)}
    old = old or dict(came or {})
    new = {each["code"]: Entry.from_data(each) for each in row.body["entries"]}
    return between(old, new, frozenset(each.code for each in doubts(row)))


def doubts(row: CatalogueVersion) -> list[Doubt]:
    """List the entries of a version that cannot be taken as they came."""
    return [Doubt(each["code"], each["wrong"], each["said"]) for each in row.body["doubts"]]


def standing_rows(session: Session, kind: str, code: str) -> Sequence[CatalogueEntry]:
    """Give what stands of a code now: one row, or none."""
    query = sa.select(CatalogueEntry).where(
        CatalogueEntry.kind == kind, CatalogueEntry.code == code, _STANDING
    )
    return session.scalars(query).all()


def as_of(session: Session, kind: str, code: str, day: date) -> CatalogueEntry | None:
    """Give an entry as it counted on a day; None if it did not."""
    query = sa.select(CatalogueEntry).where(
        CatalogueEntry.kind == kind,
        CatalogueEntry.code == code,
        CatalogueEntry.since <= day,
        sa.or_(CatalogueEntry.until.is_(None), CatalogueEntry.until >= day),
        sa.or_(CatalogueEntry.ended_on.is_(None), CatalogueEntry.ended_on > day),
    )
    return session.scalars(query.order_by(CatalogueEntry.version.desc()).limit(1)).first()


def running(session: Session, kind: str, codes: Sequence[str]) -> dict[str, int]:
    """Count the dossiers under way that name each of some procedures or agencies."""
    if kind not in ("procedures", "agencies") or not codes:
        return {}
    name = Dossier.procedure_code if kind == "procedures" else Agency.code
    query = (
        sa.select(name, sa.func.count())
        .select_from(Dossier)
        .join(Agency, Agency.id == Dossier.home_agency_id)
        .where(name.in_(codes), Dossier.state.in_(OPEN), Dossier.rehearsal.is_(False))
    )
    return {code: count for code, count in session.execute(query.group_by(name))}


_STANDING = CatalogueEntry.ended_in.is_(None)
