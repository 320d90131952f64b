"""Reports an agency asks those below it for: who asks whom, who has not sent theirs, reminders."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.organisations import to_new_form
from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.report_moves import ARRIVED
from portal.models import Agency, Report, ReportObligation, ReportRequest, ReportRequested
from portal.services import agencies
from portal.services.operations import deeds
from portal.services.operations.staff import Member
from portal.services.reports import asking
from portal.services.reports.asking import Asking

MOST = 40
"""How many requests are listed, the last first."""
REST = timedelta(hours=1)
"""Nobody is reminded of the same twice within this."""


@dataclass(frozen=True)
class Below:
    """An agency that was asked, its report if it was frozen, and when it was last reminded."""

    agency: Agency
    report: Report | None
    reminded_at: datetime | None

    @property
    def arrived(self) -> bool:
        """Whether its report is here."""
        return self.report is not None and self.report.state in ARRIVED


@dataclass(frozen=True)
class Requested:
    """What was asked for, and how far each of those asked has come, by code."""

    request: ReportRequest
    below: Sequence[Below]

    @property
    def missing(self) -> Sequence[Below]:
        """Those whose report is not here."""
        return [one for one in self.below if not one.arrived]

    @property
    def over(self) -> bool:
        """Whether its days are over, so that it can be sent."""
        return self.request.last < clock.today()

    @property
    def late(self) -> bool:
        """Whether some is missing after the last day it may be sent."""
        return bool(self.missing) and self.request.due < clock.today()

    @property
    def withdrawn(self) -> bool:
        """Whether it was taken back."""
        return self.request.withdrawn_at is not None


def may_ask(member: Member, agency: Agency) -> bool:
    """Whether somebody may ask for reports in an agency's name: whoever approves its own."""
    return member.approves(agency.id)


def below(session: Session, parent: Agency) -> Sequence[Agency]:
    """List whom an agency may ask, by code: those below it, and those that owe it reports."""
    today, head = clock.today(), f"{to_new_form(parent.code)}."
    kind = (Agency.rehearsal.is_(True),) if parent.rehearsal else agencies.real()
    query = sa.select(Agency).where(
        *kind, sa.or_(Agency.valid_until.is_(None), Agency.valid_until >= today)
    )
    owing = sa.select(ReportObligation.agency_id).where(ReportObligation.parent_id == parent.id)
    owed = set(session.scalars(owing))
    return [
        one
        for one in session.scalars(query.order_by(Agency.code))
        if one.id != parent.id and (to_new_form(one.code).startswith(head) or one.id in owed)
    ]


def ask(session: Session, at: tuple[Agency, Member], said: Asking, reason: str) -> ReportRequest:
    """Ask in an agency's name; what was asked already under the same id is not asked again.

    :raises NotFound: to whoever may not ask, or if the id is somebody else's.
    :raises Unacceptable: ``not_below`` naming an ``agency`` that is not below; and as ``asking``.
    :raises portal.domain.reporting.PeriodUnknown: if its days do not fit.
    """
    parent, member = at
    if not may_ask(member, parent):
        raise NotFound(f"asking for reports at {parent.code}")
    # One request of an agency at a time: a second press waits here, and finds the first.
    session.get_one(Agency, parent.id, with_for_update=True)
    known = session.get(ReportRequest, said.id) if said.id else None
    if known is not None:
        return one(session, parent, known.id).request
    allowed = {each.code for each in below(session, parent)}
    for code in said.agencies:
        if code not in allowed:
            raise Unacceptable("not_below", agency=code)
    return asking.ask(session, replace(said, parent=parent.code), member.acting(reason))


def of_parent(session: Session, parent: Agency) -> Sequence[Requested]:
    """List what an agency has asked for, the last first."""
    asked = sa.select(ReportRequested.request_id).where(ReportRequested.parent_id == parent.id)
    query = sa.select(ReportRequest).where(ReportRequest.id.in_(asked))
    order = query.order_by(ReportRequest.set_at.desc(), ReportRequest.id).limit(MOST)
    return [_requested(session, parent, row) for row in session.scalars(order)]


def one(session: Session, parent: Agency, request_id: uuid.UUID) -> Requested:
    """Give one request of an agency.

    :raises NotFound: if it has none of this id.
    """
    row = session.get(ReportRequest, request_id)
    found = _requested(session, parent, row) if row is not None else None
    if found is None or not found.below:
        raise NotFound(f"request {request_id} of {parent.code}")
    return found


def _requested(session: Session, parent: Agency, row: ReportRequest) -> Requested:
    same = sa.and_(
        Report.home_agency_id == ReportRequested.agency_id,
        Report.request_id == ReportRequested.request_id,
    )
    query = (
        sa.select(Agency, Report, ReportRequested.reminded_at)
        .join(ReportRequested, ReportRequested.agency_id == Agency.id)
        .outerjoin(Report, same)
        .where(ReportRequested.request_id == row.id, ReportRequested.parent_id == parent.id)
    )
    rows = session.execute(query.order_by(Agency.code)).tuples()
    return Requested(row, [Below(*each) for each in rows])


def remind(session: Session, at: tuple[Agency, Member], request_id: uuid.UUID) -> int:
    """Remind those whose report is missing, each at most once an hour; says how many.

    They read it on their own page of reports; that they were reminded is written down.

    :raises NotFound: to whoever may not ask, or if there is no such request.
    :raises Unacceptable: ``not_over`` while its days are not over, ``withdrawn``, ``nobody`` if
        every report is here, ``reminded`` if all were reminded just now.
    """
    parent, member = at
    it = one(session, parent, request_id)
    if not may_ask(member, parent):
        raise NotFound(f"reminding at {parent.code}")
    _remindable(it)
    now = clock.now()
    told = {"document": it.request.document, "regime": it.request.regime}
    due = [each for each in it.missing if not each.reminded_at or each.reminded_at < now - REST]
    if not due:
        raise Unacceptable("reminded")
    for each in due:
        row = session.get_one(ReportRequested, (request_id, each.agency.id))
        row.reminded_at = now
        target = f"agency:{each.agency.code}"
        deeds.record(session, member.acting(), "report_reminded", target, told)
    return len(due)


def _remindable(it: Requested) -> None:
    if it.withdrawn:
        raise Unacceptable("withdrawn")
    if not it.over:
        raise Unacceptable("not_over")
    if not it.missing:
        raise Unacceptable("nobody")


def withdraw(
    session: Session, at: tuple[Agency, Member], request_id: uuid.UUID, reason: str
) -> None:
    """Take a request back; reports that were frozen for it stay owed.

    :raises NotFound: to whoever may not ask, if there is none, or it was taken back already.
    """
    parent, member = at
    if not may_ask(member, parent):
        raise NotFound(f"taking back at {parent.code}")
    asking.withdraw(session, one(session, parent, request_id).request.id, member.acting(reason))
