"""Shows enquiries: a tray of an agency, one of them to its officers, one to who wrote it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain import deadlines
from portal.domain.deadlines import Standing
from portal.domain.enquiries import OPEN, EnquiryDeed, EnquiryKind, EnquiryStanding, possible
from portal.domain.errors import NotFound
from portal.models import Agency, DossierCode, Enquiry, PublishedEnquiry
from portal.runtime import Runtime
from portal.services import agencies, calendars, notifications
from portal.services.enquiries import publishing, trace
from portal.services.enquiries.trace import Opened, Said

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One enquiry of a tray; ``clock`` is None once it is over.

    ``national`` is its code at the national portal, "" if it was asked here; ``erased``: its time
    is over and nothing of what it said is left.
    """

    code: str
    kind: EnquiryKind
    standing: EnquiryStanding
    received_at: datetime
    due_at: datetime
    clock: Standing | None
    national: str = ""
    erased: bool = False


@dataclass(frozen=True)
class Tray:
    """A page of a tray: at most 50, and whether there are more."""

    rows: Sequence[Line]
    more: bool


@dataclass(frozen=True)
class Step:
    """Something that happened to an enquiry, with its words; ``officer`` is who did it."""

    kind: str
    at: datetime
    agency: str
    words: str = field(default="", repr=False)
    officer: str = ""


@dataclass(frozen=True)
class Shown:
    """An enquiry as its officers see it; ``dossier`` is the agency's own one it is about.

    ``may_publish``: its asker agreed; ``published`` is what everybody reads of it, if anything.
    """

    line: Line
    said: Said = field(repr=False)
    seq: int
    dossier_code: str
    dossier: bool
    steps: tuple[Step, ...] = field(repr=False)
    possible: tuple[EnquiryDeed, ...]
    may_publish: bool = False
    published: PublishedEnquiry | None = None


@dataclass(frozen=True)
class Followed:
    """An enquiry as the link shows it: nothing of who wrote it, nor what; ``answer`` once given."""

    line: Line
    agency: str
    handed_over: bool
    answer: str = field(default="", repr=False)
    answered_at: datetime | None = None


def tray(session: Session, agency: Agency, *, over: bool, page: int = 1) -> Tray:
    """Give a page of what an agency has to do, what is due first at the top; or what is over."""
    standing = Enquiry.standing.in_(OPEN)
    query = sa.select(Enquiry).where(
        Enquiry.handled_by == agency.id, sa.not_(standing) if over else standing
    )
    order = Enquiry.ended_at.desc() if over else Enquiry.due_at
    query = query.order_by(order, Enquiry.id).limit(PAGE + 1).offset((page - 1) * PAGE)
    rows = session.scalars(query).all()
    return Tray([line(session, agency, row) for row in rows[:PAGE]], len(rows) > PAGE)


def line(session: Session, agency: Agency, row: Enquiry) -> Line:
    """Tell how an enquiry stands, by the calendar of the agency that has it."""
    left = None
    if row.ended_at is None:
        calendar = calendars.newest(session, agency.calendar)
        left = deadlines.standing(calendar, row.due_at, clock.now())
    return Line(
        code=row.code,
        kind=row.kind,
        standing=row.standing,
        received_at=row.received_at,
        due_at=row.due_at,
        clock=left,
        national=row.national_code or "",
        erased=row.erased_at is not None,
    )


def shown(session: Session, rt: Runtime, agency: Agency, code: str) -> Shown:
    """Show an enquiry to the agency that has it.

    :raises NotFound: if it has none of this code.
    """
    at = trace.by_code(session, rt, agency, code)
    row = at.row
    return Shown(
        line=line(session, agency, row),
        said=at.said,
        seq=row.seq,
        dossier_code=row.dossier_code or "",
        dossier=_own(session, agency, row.dossier_code),
        steps=steps(session, at),
        possible=possible(row.standing),
        may_publish=row.may_publish and not agency.rehearsal,
        published=publishing.of(session, row.id),
    )


def steps(session: Session, at: Opened) -> tuple[Step, ...]:
    """Tell what happened to an enquiry, in order, each with its words."""
    return tuple(
        Step(
            event.kind,
            event.occurred_at,
            str(event.facts["agency_name"]),
            "" if event.kind == "received" else _word(private, "words"),
            _word(private, "officer"),
        )
        for event, private in trace.history(session, at)
    )


def _own(session: Session, agency: Agency, code: str | None) -> bool:
    row = session.get(DossierCode, (DossierCode.OWN, code)) if code else None
    return row is not None and row.home_agency_id == agency.id


def _word(private: Mapping[str, object], name: str) -> str:
    return str(private.get(name) or "")


def followed(session: Session, rt: Runtime, token: str) -> Followed | None:
    """Show an enquiry to whoever holds its link; None tells nothing of why it opens nothing."""
    key = notifications.follow(session, token)
    if key is None:
        return None
    try:
        at = trace.read(session, rt, key)
    except NotFound:
        return None
    agency = agencies.by_id(session, at.row.handled_by)
    happened = trace.history(session, at)
    last, private = happened[-1]
    over = at.row.ended_at is not None
    return Followed(
        line=line(session, agency, at.row),
        agency=agency.name,
        handed_over=any(event.kind == "handed_over" for event, _ in happened),
        answer=_word(private, "words") if over else "",
        answered_at=last.occurred_at if over else None,
    )
