"""Finds documents: one by its id on the axis, its parties, a page of a register."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.organisations import same_organisation
from forms.characters import folded
from portal.domain.documents import Direction, Standing
from portal.domain.errors import NotFound
from portal.models import Document, DocumentParty, SearchKey
from portal.runtime import Runtime

PAGE = 50
OPEN = (Standing.ARRIVED, Standing.ACCEPTED, Standing.ASSIGNED, Standing.IN_PROCESS)


def same(one: str, other: str) -> bool:
    """Say whether two identifiers mean one organisation; in no form they compare as text."""
    try:
        return same_organisation(one, other)
    except ValueError:
        return one.strip() == other.strip()


def known(
    session: Session, agency_id: uuid.UUID, docid: str, direction: Direction
) -> Document | None:
    """Find the first document of an agency that is known by an id."""
    query = sa.select(Document).where(
        Document.home_agency_id == agency_id,
        Document.docid == docid,
        Document.docid != "",
        Document.direction == direction,
    )
    return session.execute(query.order_by(Document.at).limit(1)).scalar_one_or_none()


def sent(session: Session, docid: str) -> tuple[uuid.UUID, uuid.UUID] | None:
    """Find a document of ours by its id, whoever's register it stands in; give its row's key."""
    query = sa.select(Document.home_agency_id, Document.id).where(
        Document.docid == docid, Document.docid != "", Document.direction == Direction.OUTGOING
    )
    row = session.execute(query.order_by(Document.at).limit(1)).first()
    return (row[0], row[1]) if row else None


def parties(session: Session, document: Document) -> Sequence[DocumentParty]:
    """List the recipients of a document we sent."""
    query = sa.select(DocumentParty).where(
        DocumentParty.home_agency_id == document.home_agency_id,
        DocumentParty.dossier_id == document.id,
    )
    return session.execute(query.order_by(DocumentParty.organ)).scalars().all()


def one(session: Session, agency_id: uuid.UUID, document_id: uuid.UUID) -> Document:
    """Give a document of an agency.

    :raises NotFound: if it is none of this agency's.
    """
    found = session.get(Document, (agency_id, document_id))
    if found is None:
        raise NotFound(str(document_id))
    return found


@dataclass(frozen=True)
class Wanted:
    """Which documents somebody wants to see: a register, what is open or unclear, a search."""

    direction: Direction = Direction.INCOMING
    tray: str = ""
    search: str = ""
    page: int = 1


@dataclass(frozen=True)
class Page:
    """One page of a register: at most 50, and whether there are more."""

    rows: Sequence[Document]
    more: bool


def page(session: Session, rt: Runtime, agency_id: uuid.UUID, wanted: Wanted) -> Page:
    """Give a page of a register, the newest first."""
    query = sa.select(Document).where(
        Document.home_agency_id == agency_id,
        Document.direction == wanted.direction,
        *_narrowed(rt, wanted),
    )
    query = query.order_by(Document.at.desc(), Document.id.desc())
    rows = session.execute(query.limit(PAGE + 1).offset((wanted.page - 1) * PAGE)).scalars().all()
    return Page(rows[:PAGE], len(rows) > PAGE)


def _narrowed(rt: Runtime, wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.search:
        yield _named(rt, wanted.search)
    elif wanted.tray == "open":
        yield sa.or_(Document.standing.in_(OPEN), Document.asked_back.is_not(None))
    elif wanted.tray == "unclear":
        yield Document.standing == Standing.UNCLEAR


def _named(rt: Runtime, search: str) -> sa.ColumnElement[bool]:
    """Find by number and notation, id, issuer, number in the register, or words of the subject."""
    typed = search.strip()
    number, _, notation = typed.partition("/")
    code = [Document.number == number, *([Document.notation == notation] if notation else [])]
    found = [
        Document.docid == typed,
        Document.notation == typed,
        Document.organ == typed.upper(),
        sa.and_(*code),
    ]
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        found.append(Document.register_number == int(typed))
    words = [_worded(rt, word) for word in dict.fromkeys(folded(typed).split()[:12])]
    return sa.or_(*found, sa.and_(*words)) if words else sa.or_(*found)


def _worded(rt: Runtime, word: str) -> sa.ColumnElement[bool]:
    return (
        sa.select(sa.literal(1))
        .where(
            SearchKey.home_agency_id == Document.home_agency_id,
            SearchKey.dossier_id == Document.id,
            SearchKey.key == rt.index("document_word", word),
        )
        .exists()
    )
