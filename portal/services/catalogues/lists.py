"""Code lists as they count: those that come with the portal, and what operators laid over them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.codecs.edxml.names import DOCUMENT_TYPES
from forms.lookups import SHIPPED, CodeList, Entries, Entry
from forms.spec.words import Certainty, Sourced, Text
from portal import clock
from portal.domain.catalogues import Entry as Kept
from portal.domain.code_lists import Listed
from portal.domain.errors import NotFound
from portal.models import CatalogueVersion, KeptList
from portal.runtime import Runtime
from portal.services import publishing
from portal.services.catalogues.keeping import APPLIED, WAITING

PREFIX = "list:"
"""Before a list's code, where its versions stand among those of other catalogues."""
PAPER_TYPES = "paper_types"
"""The list of codes a digitised paper may have (mã giấy tờ)."""


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


def known(session: Session, rt: Runtime) -> Mapping[str, CodeList]:
    """Give every list that comes with the portal, by code."""
    papers = CodeList(
        PAPER_TYPES,
        Text("Mã giấy tờ", "Paper type codes"),
        Sourced(
            "reported",
            None,
            "mã thành phần hồ sơ và kết quả trong biểu mẫu đang áp dụng",
        ),
        lambda: _paper_types(session, rt),
    )
    return {PAPER_TYPES: papers, **SHIPPED, _DOCUMENT_TYPES.code: _DOCUMENT_TYPES}


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


def rows(session: Session, rt: Runtime, code: str, day: date) -> list[Listed]:
    """List the entries that count on a day, in the order of their version."""
    version = in_force(session, code, day)
    if version is not None:
        return [row for row in body(version) if counts(row, day)]
    shipped = known(session, rt).get(code)
    return as_rows(shipped.entries()) if shipped else []


def to_edit(session: Session, rt: Runtime, code: str) -> list[Listed]:
    """Give the entries the next version begins with: those that wait, were applied, or came."""
    newest = waiting(session, code) or last_applied(session, code)
    return body(newest) if newest else rows(session, rt, code, clock.today())


def in_force(session: Session, code: str, day: date) -> CatalogueVersion | None:
    """Give the version that counts on a day; None while the list is as it came."""
    found = _versions(code).where(CatalogueVersion.state == APPLIED, CatalogueVersion.begins <= day)
    return session.scalars(found.limit(1)).first()


def last_applied(session: Session, code: str) -> CatalogueVersion | None:
    """Give the newest version anybody approved, whether it counts yet or not."""
    return session.scalars(_versions(code).where(CatalogueVersion.state == APPLIED)).first()


def waiting(session: Session, code: str) -> CatalogueVersion | None:
    """Give the version that waits for somebody to approve it."""
    return session.scalars(_versions(code).where(CatalogueVersion.state == WAITING)).first()


def all_waiting(session: Session) -> int:
    """Count the versions of lists that wait for a second person."""
    query = sa.select(sa.func.count()).select_from(CatalogueVersion)
    waits = CatalogueVersion.kind.startswith(PREFIX), CatalogueVersion.state == WAITING
    return session.scalar(query.where(*waits)) or 0


def history(session: Session, code: str) -> Sequence[CatalogueVersion]:
    """List every version, the newest first."""
    return session.scalars(_versions(code)).all()


def body(version: CatalogueVersion) -> list[Listed]:
    """Read the entries of a version, in the order they were given."""
    return [Listed.from_entry(Kept.from_data(each)) for each in version.body["entries"]]


def counts(row: Listed, day: date) -> bool:
    """Whether an entry of the version in force counts on a day."""
    said = day.isoformat()
    return row.valid_from <= said and (not row.valid_to or said <= row.valid_to)


def as_rows(entries: Entries) -> list[Listed]:
    """Write entries that came with the portal as those of a kept list."""
    return [Listed(e.code, e.name.vi, _other(e.name), e.parent) for e in entries.values()]


def _versions(code: str) -> sa.Select[tuple[CatalogueVersion]]:
    query = sa.select(CatalogueVersion).where(CatalogueVersion.kind == PREFIX + code)
    return query.order_by(CatalogueVersion.version.desc())


def _sure(certainty: str) -> Certainty:
    known: dict[str, Certainty] = {c: c for c in ("verified", "reported", "assumed", "unsure")}
    return known[certainty]


def _other(name: Text) -> str:
    return name.en if name.en != name.vi else ""


def _paper_types(session: Session, rt: Runtime) -> Entries:
    """What the forms that are live ask for, and what they end with; the first name of each."""
    found: dict[str, Entry] = {}
    for form in publishing.all_live(session, rt):
        named = [(each.code, each.name) for each in form.results]
        for code, name in (*named, *((each.code, each.name) for each in form.documents)):
            if code:
                found.setdefault(code, Entry(code, name))
    return dict(sorted(found.items()))


def _document_types() -> Entries:
    return {code: Entry(code, Text(name, name)) for code, name in DOCUMENT_TYPES.items()}


_DOCUMENT_TYPES = CodeList(
    "document_types",
    Text("Loại văn bản hành chính", "Kinds of administrative documents"),
    Sourced("reported", None, "QCVN 102:2016/BTTTT, Sửa đổi 1:2022"),
    _document_types,
    Text(
        "Mã nằm trong gói tin trao đổi qua trục; mọi hệ thống phải hiểu như nhau.",
        "The codes stand in messages on the document axis; every system has to read them alike.",
    ),
)
