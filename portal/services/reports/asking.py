"""What a report is owed for: a duty of each period, or a request (chuyên đề, đột xuất).

Source: Nghị định 09/2019/NĐ-CP, Điều 8 (a working day between cut-off and deadline), Điều 13 (such
reports have the days their document names).
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec.reports import Regime
from portal import clock, crypto
from portal.domain import calendar_seed, reporting
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.reporting import Period, PeriodType
from portal.models import Agency, Report, ReportObligation, ReportRequest, ReportRequested
from portal.services import agencies
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.reports import shelf

Duty = ReportObligation | ReportRequested
"""That an agency owes a report: to whom (None: beyond the portal), and whether it sums up."""


@dataclass(frozen=True)
class Owed:
    """One report that is owed: by which duty, of which regime, for which period, by which day."""

    duty: Duty
    regime: Regime
    period: Period
    due: date
    request: ReportRequest | None = None

    @property
    def request_id(self) -> uuid.UUID | None:
        """What asked for it; None if it is owed each period."""
        return self.request.id if self.request else None


@dataclass(frozen=True)
class Asking:
    """What somebody asks for: reports of a regime of agencies, by their codes, for some days.

    ``parent`` collects them; with ``sums_up`` it owes their sum itself, beyond the portal. Without
    a parent each goes there. ``document`` is the number of the paper, ``subject`` what it is about.
    ``id`` is what the request will be known by, None for a new one.
    """

    regime: str
    kind: Literal["thematic", "ad_hoc"]
    days: tuple[date, date]
    due: date
    document: str
    subject: str
    agencies: Sequence[str]
    parent: str | None = None
    sums_up: bool = False
    id: uuid.UUID | None = None


def ask(session: Session, said: Asking, actor: Actor) -> ReportRequest:
    """Ask for reports once.

    :raises NotFound: if there is no such agency, parent or regime.
    :raises reporting.PeriodUnknown: if its days do not fit (``reporting.asked``).
    :raises Unacceptable: ``unsaid`` without document, subject or agencies, ``over`` if its last day
        to be sent has passed, ``owed`` if an agency owes this report already, ``parent_asked`` if
        whoever collects is asked like those below.
    """
    regime = shelf.regime(said.regime)
    _check(said)
    first, last = said.days
    calendar = calendar_seed.seed(last.year, last.year + 1)
    reporting.asked(first, last, said.due, calendar)
    if said.due < clock.today():
        raise Unacceptable("over")
    row = ReportRequest(id=said.id or crypto.uuid7(), regime=regime.code)
    row.kind, row.due = said.kind, said.due
    row.first, row.last = said.days
    row.document, row.subject = said.document.strip(), said.subject.strip()
    row.set_by, row.set_at = actor.name, clock.now()
    session.add(row)
    parent = _agency(session, said.parent) if said.parent else None
    for code in dict.fromkeys(said.agencies):
        _ask_of(session, row, _agency(session, code), (parent, False))
    if parent is not None and said.sums_up:
        _ask_of(session, row, parent, (None, True))
    told = {"regime": regime.code, "document": row.document, "due": row.due.isoformat()}
    for code in (*said.agencies, *([said.parent] if said.sums_up and said.parent else [])):
        deeds.record(session, actor, "report_asked", f"agency:{code}", told)
    return row


def _agency(session: Session, code: str) -> Agency:
    try:
        return agencies.by_code(session, code)
    except NotFound as error:
        raise NotFound(f"there is no agency {code}") from error


def _check(said: Asking) -> None:
    if not (said.document.strip() and said.subject.strip() and said.agencies):
        raise Unacceptable("unsaid")
    if said.parent in said.agencies:
        raise Unacceptable("parent_asked", parent=said.parent or "")


def _ask_of(
    session: Session, row: ReportRequest, agency: Agency, how: tuple[Agency | None, bool]
) -> None:
    session.flush()
    if _owes(session, agency, row):
        raise Unacceptable("owed", agency=agency.code)
    parent, collects = how
    parent_id = parent.id if parent else None
    given = {"request_id": row.id, "agency_id": agency.id}
    session.add(ReportRequested(**given, parent_id=parent_id, collects=collects))


def _owes(session: Session, agency: Agency, row: ReportRequest) -> bool:
    """Whether the same figures of the same days are owed already: they are one report."""
    days = {"regime": row.regime, "first": row.first, "last": row.last}
    known = sa.select(Report.id).filter_by(home_agency_id=agency.id, **days)
    asked = (
        sa.select(ReportRequest.id)
        .filter_by(**days)
        .join(ReportRequested, ReportRequested.request_id == ReportRequest.id)
        .where(ReportRequested.agency_id == agency.id, ReportRequest.withdrawn_at.is_(None))
    )
    if session.scalars(known).first() or session.scalars(asked).first():
        return True
    obligation = session.get(ReportObligation, (agency.id, row.regime))
    found = reporting.named(row.first, row.last)
    if obligation is None or found is None:
        return False
    return found.type.value in shelf.regime(row.regime).frequency


def withdraw(session: Session, request_id: uuid.UUID, actor: Actor) -> None:
    """Take a request back; reports that were frozen for it stay owed.

    :raises NotFound: if there is none, or it was taken back already.
    """
    row = session.get(ReportRequest, request_id)
    if row is None or row.withdrawn_at is not None:
        raise NotFound(f"request {request_id}")
    row.withdrawn_at = clock.now()
    told = {"regime": row.regime, "document": row.document}
    deeds.record(session, actor, "report_unasked", f"request:{row.id}", told)


def duty(session: Session, report: Report) -> Duty | None:
    """Say by which duty a report is owed; None if it is not any more."""
    if report.request_id is not None:
        return session.get(ReportRequested, (report.request_id, report.home_agency_id))
    return session.get(ReportObligation, (report.home_agency_id, report.regime))


def request(session: Session, report: Report) -> ReportRequest | None:
    """Give what asked for a report; None if it is owed each period."""
    return session.get(ReportRequest, report.request_id) if report.request_id else None


def below(session: Session, report: Report) -> Sequence[Agency]:
    """List who owes the agency of a report theirs of the same days, by code."""
    table, owing = _same_days(report)
    query = sa.select(Agency).join(table, Agency.id == table.agency_id)
    query = query.where(table.parent_id == report.home_agency_id, *owing)
    return session.scalars(query.order_by(Agency.code)).all()


def owing_too(session: Session, report: Report) -> frozenset[uuid.UUID]:
    """Say who owes a report of the same days, to whomever."""
    table, owing = _same_days(report)
    return frozenset(session.scalars(sa.select(table.agency_id).where(*owing)))


def _same_days(
    report: Report,
) -> tuple[type[Duty], Sequence[sa.ColumnElement[bool]]]:
    """Say in which table stands, and how, who owes a report of the same days."""
    if report.request_id is not None:
        return ReportRequested, (ReportRequested.request_id == report.request_id,)
    until, last = ReportObligation.until, report.last
    return ReportObligation, (
        ReportObligation.regime == report.regime,
        ReportObligation.since <= last,
        sa.or_(until.is_(None), until >= last),
    )


def over(session: Session, today: date) -> Iterator[Owed]:
    """List what was asked for days that are over, the oldest first."""
    yield from _owed(session, ReportRequest.last < today)


def of_agency(session: Session, agency: Agency) -> Iterator[Owed]:
    """List what an agency was ever asked for and not released from."""
    yield from _owed(session, ReportRequested.agency_id == agency.id)


def _owed(session: Session, which: sa.ColumnElement[bool]) -> Iterator[Owed]:
    query = (
        sa.select(ReportRequested, ReportRequest)
        .join(ReportRequest, ReportRequest.id == ReportRequested.request_id)
        .where(which, ReportRequest.withdrawn_at.is_(None))
        .order_by(ReportRequest.last, ReportRequest.id)
    )
    for asked, row in session.execute(query).tuples():
        regime = shelf.shipped().get(row.regime)
        if regime is not None:
            period = Period(PeriodType.CUSTOM, row.last.year, None, row.first, row.last)
            yield Owed(asked, regime, period, row.due, row)
