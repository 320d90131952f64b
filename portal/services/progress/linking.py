"""Connections of units: since when each stands, and when something was last exchanged."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.report_moves import ReportDeed
from portal.models import (
    Agency,
    AgencyCursor,
    Destination,
    DocumentLine,
    ProgressLink,
    ReportMove,
)
from portal.services import agencies
from portal.services.progress.units import canonical

_LINES = {"axis": "documents", "dms": "office"}


@dataclass(frozen=True)
class Link:
    """A connection as it is seen now."""

    unit: str
    kind: str
    since: date
    last_at: datetime | None


def of_portal(session: Session) -> Iterator[Link]:
    """List the agencies the portal hands dossiers to, and when that last worked."""
    reached = {
        name: at
        for name, at in session.execute(
            sa.select(Destination.name, Destination.last_success_at)
        ).tuples()
    }
    polled: dict[object, datetime] = {}
    for agency_id, at in session.execute(
        sa.select(AgencyCursor.agency_id, AgencyCursor.moved_at)
    ).tuples():
        polled[agency_id] = max(at, polled.get(agency_id, at))
    query = sa.select(Agency).where(*agencies.real()).order_by(Agency.code)
    for agency in session.execute(query).scalars():
        seen = [reached.get(f"agency:{agency.code}"), polled.get(agency.id)]
        last = max((at for at in seen if at is not None), default=None)
        yield Link(canonical(agency.code), "portal", clock.day(agency.created_at), last)


def of_documents(session: Session) -> Iterator[Link]:
    """List agencies' lines to the document axis and to their document systems."""
    query = (
        sa.select(Agency.code, DocumentLine.role, DocumentLine.made_at, DocumentLine.heard_at)
        .join(Agency, Agency.id == DocumentLine.agency_id)
        .where(Agency.rehearsal.is_(False), DocumentLine.role.in_(_LINES))
        .order_by(Agency.code)
    )
    for code, role, made_at, heard_at in session.execute(query).tuples():
        yield Link(canonical(code), _LINES[role], clock.day(made_at), heard_at)


def of_reporting(session: Session) -> Iterator[Link]:
    """List agencies a report of which the reporting system took, and when it first and last did.

    One that only hands reports in to whoever collects them here is connected by that one.
    """
    query = (
        sa.select(Agency.code, sa.func.min(ReportMove.at), sa.func.max(ReportMove.at))
        .join(Agency, Agency.id == ReportMove.home_agency_id)
        .where(Agency.rehearsal.is_(False), ReportMove.deed == ReportDeed.ARRIVE)
        .group_by(Agency.code)
        .order_by(Agency.code)
    )
    for code, first, last in session.execute(query).tuples():
        yield Link(canonical(code), "reporting", clock.day(first), last)


def keep(session: Session, links: Iterable[Link]) -> int:
    """Write connections down; one that stands is never dated later, nor its last exchange back."""
    rows = {(row.unit, row.kind): row for row in session.execute(sa.select(ProgressLink)).scalars()}
    changed = 0
    for link in links:
        row = rows.get((link.unit, link.kind))
        if row is None:
            row = ProgressLink(unit=link.unit, kind=link.kind, since=link.since, last_at=None)
            rows[link.unit, link.kind] = row
            session.add(row)
            changed += 1
        if link.since < row.since:
            row.since, changed = link.since, changed + 1
        _heard(row, link.last_at)
    session.flush()
    return changed


def heard(session: Session, latest: Mapping[str, datetime]) -> None:
    """Note when the portal last heard from units."""
    query = sa.select(ProgressLink).where(
        ProgressLink.unit.in_(latest), ProgressLink.kind == "portal"
    )
    for row in session.execute(query).scalars():
        _heard(row, latest[row.unit])


def _heard(row: ProgressLink, at: datetime | None) -> None:
    if at is not None and (row.last_at is None or row.last_at < at):
        row.last_at = at
