"""Code lists as operators see them: those that come with the portal, and what is laid over them."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec.words import Certainty, Text
from portal import clock
from portal.domain.catalogues import APPLIED, WAITING
from portal.domain.code_lists import Listed
from portal.domain.errors import NotFound
from portal.models import CatalogueVersion, KeptList
from portal.runtime import Runtime
from portal.services.code_lists import PREFIX, body, in_force, known, rows, versions


@dataclass(frozen=True)
class About:
    """What a list is called and follows; ``fixed`` says why operators lay nothing over it.

    ``seen`` is the row version of what operators wrote of it, 0 if they wrote nothing.
    """

    code: str
    name: Text
    source: str
    certainty: Certainty
    shipped: bool
    fixed: Text | None = None
    seen: int = 0


@dataclass(frozen=True)
class Line:
    """A list: how many entries count today, by which version (None: as it came), what waits."""

    about: About
    count: int
    version: CatalogueVersion | None
    waiting: CatalogueVersion | None


def overview(session: Session, rt: Runtime) -> list[Line]:
    """List every list: those that come with the portal first, then the operators' own."""
    shipped = known(session, rt)
    own = session.scalars(sa.select(KeptList.code).order_by(KeptList.code)).all()
    return [one(session, rt, code) for code in (*shipped, *(c for c in own if c not in shipped))]


def one(session: Session, rt: Runtime, code: str) -> Line:
    """Give one list.

    :raises NotFound: if there is none.
    """
    told = about(session, rt, code)
    version = in_force(session, code, clock.today())
    counting = rows(session, rt, code, clock.today())
    return Line(told, len(counting), version, waiting(session, code))


def about(session: Session, rt: Runtime, code: str) -> About:
    """Say what a list is called and follows.

    :raises NotFound: if there is none.
    """
    shipped = known(session, rt).get(code)
    row = session.get(KeptList, code)
    if row is not None:
        name, sure = Text(row.name, row.name_en or row.name), _sure(row.certainty)
        came = shipped is not None
        return About(code, name, row.source, sure, came, None, row.row_version)
    if shipped is None:
        raise NotFound(f"code list {code}")
    said = shipped.sourced
    return About(code, shipped.name, said.source, said.certainty, True, shipped.fixed)


def to_edit(session: Session, rt: Runtime, code: str) -> list[Listed]:
    """Give the entries the next version begins with: those that wait, were applied, or came."""
    newest = waiting(session, code) or last_applied(session, code)
    return body(newest) if newest else rows(session, rt, code, clock.today())


def last_applied(session: Session, code: str) -> CatalogueVersion | None:
    """Give the newest version anybody approved, whether it counts yet or not."""
    return session.scalars(versions(code).where(CatalogueVersion.state == APPLIED)).first()


def waiting(session: Session, code: str) -> CatalogueVersion | None:
    """Give the version that waits for somebody to approve it."""
    return session.scalars(versions(code).where(CatalogueVersion.state == WAITING)).first()


def all_waiting(session: Session) -> int:
    """Count the versions of lists that wait for a second person."""
    query = sa.select(sa.func.count()).select_from(CatalogueVersion)
    waits = CatalogueVersion.kind.startswith(PREFIX), CatalogueVersion.state == WAITING
    return session.scalar(query.where(*waits)) or 0


def history(session: Session, code: str) -> Sequence[CatalogueVersion]:
    """List every version, the newest first."""
    return session.scalars(versions(code)).all()


def _sure(certainty: str) -> Certainty:
    known: dict[str, Certainty] = {c: c for c in ("verified", "reported", "assumed", "unsure")}
    return known[certainty]
