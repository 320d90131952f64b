"""Code lists as they count on a day: as they came with the portal, or as operators keep them.

How operators keep them is in ``catalogues``; what asks people and reads answers asks here.
"""

from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.codecs.edxml.names import DOCUMENT_TYPES
from forms.kinds.code_lists import named_in
from forms.lookups import SHIPPED, CodeList, Entries, Entry, Lists
from forms.spec import Form
from forms.spec.words import Sourced, Text
from portal.domain.catalogues import APPLIED
from portal.domain.catalogues import Entry as Kept
from portal.domain.code_lists import Listed
from portal.models import CatalogueVersion, KeptList
from portal.runtime import Runtime
from portal.services import publishing

PREFIX = "list:"
"""Before a list's code, where its versions stand among those of other catalogues."""
PAPER_TYPES = "paper_types"
"""The list of codes a digitised paper may have (mã giấy tờ)."""


def of_form(session: Session, form: Form, day: date) -> Lists:
    """Give the entries of the lists a form names, as they count on a day."""
    return {name: entries(session, name, day) for name in named_in(form)}


def kept(session: Session, day: date) -> Lists:
    """Give the lists operators keep, their own and those laid over one that came, on a day."""
    own = session.scalars(sa.select(KeptList.code)).all()
    laid = session.scalars(sa.select(CatalogueVersion.kind).where(*_LAID).distinct())
    codes = {*own, *(kind.removeprefix(PREFIX) for kind in laid)}
    return {code: entries(session, code, day) for code in sorted(codes)}


def entries(session: Session, code: str, day: date) -> Entries:
    """Give the entries of a list that count on a day, by code; none of one no form can name."""
    version = in_force(session, code, day)
    if version is None:
        return SHIPPED[code].entries() if code in SHIPPED else {}
    return {
        row.code: Entry(row.code, Text(row.name, row.name_en or row.name), row.parent)
        for row in body(version)
        if counts(row, day)
    }


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


def rows(session: Session, rt: Runtime, code: str, day: date) -> list[Listed]:
    """List the entries that count on a day, in the order of their version."""
    version = in_force(session, code, day)
    if version is not None:
        return [row for row in body(version) if counts(row, day)]
    shipped = known(session, rt).get(code)
    return as_rows(shipped.entries()) if shipped else []


def in_force(session: Session, code: str, day: date) -> CatalogueVersion | None:
    """Give the version that counts on a day; None while the list is as it came."""
    found = versions(code).where(CatalogueVersion.state == APPLIED, CatalogueVersion.begins <= day)
    return session.scalars(found.limit(1)).first()


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


def versions(code: str) -> sa.Select[tuple[CatalogueVersion]]:
    """Ask for every version of a list, the newest first."""
    query = sa.select(CatalogueVersion).where(CatalogueVersion.kind == PREFIX + code)
    return query.order_by(CatalogueVersion.version.desc())


_LAID = (
    CatalogueVersion.kind.startswith(PREFIX, autoescape=True),
    CatalogueVersion.state == APPLIED,
)


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
