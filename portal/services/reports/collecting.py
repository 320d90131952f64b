"""A report that is summed up (báo cáo tổng hợp): who has sent theirs, who is missing, the sum."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain import report_sums, restating
from portal.domain.errors import NotFound
from portal.domain.report_moves import ARRIVED, ReportDeed
from portal.models import Agency, Report, ReportMove, ReportRevision
from portal.runtime import Runtime
from portal.services.operations.deeds import Actor
from portal.services.reports import asking, moving
from portal.services.reports.moving import Which
from portal.services.reports.opening import Opened


@dataclass(frozen=True)
class Child:
    """A unit below and its report of the same period; ``taken`` is the version that is summed in.

    ``report`` is None if its period was not frozen there yet.
    """

    agency: Agency
    report: Report | None
    taken: int | None

    @property
    def arrived(self) -> bool:
        """Whether its report is here."""
        return self.report is not None and self.report.state in ARRIVED

    @property
    def current(self) -> bool:
        """Whether what is summed in is what counts there."""
        return self.arrived and self.report is not None and self.taken == self.report.revision


@dataclass(frozen=True)
class Standing:
    """How far the reports of units below have come."""

    children: Sequence[Child]

    @property
    def incomplete(self) -> bool:
        """Whether any is missing, or is summed in as it is no longer."""
        return not all(child.current for child in self.children)

    @property
    def missing(self) -> Sequence[Child]:
        """Those whose report is not here."""
        return [child for child in self.children if not child.arrived]


def standing(session: Session, it: Opened) -> Standing:
    """Tell how far the reports below have come, by code."""
    report = it.report
    taken = {each["report"]: each["revision"] for each in it.revision.figures["parts"]}
    below = asking.below(session, report)
    known = _reports(session, report, [child.id for child in below])
    found = []
    for agency in below:
        one = known.get(agency.id)
        found.append(Child(agency, one, taken.get(str(one.id)) if one else None))
    return Standing(found)


def _reports(session: Session, report: Report, ids: Sequence[Any]) -> dict[Any, Report]:
    query = sa.select(Report).where(
        Report.home_agency_id.in_(ids),
        Report.regime == report.regime,
        Report.first == report.first,
        Report.last == report.last,
    )
    return {row.home_agency_id: row for row in session.scalars(query)}


def sum_up(session: Session, it: Opened) -> None:
    """Sum a draft up: its own dossiers, and every report from below that is here.

    What is taken is the version that counts, by the hash of what was signed; it differs from the
    version before as it does now.
    """
    parts, rows = [], [it.revision.figures["own"]]
    below = standing(session, it)
    for child in below.children:
        if child.arrived and child.report is not None:
            revision = _version(session, child.report)
            rows.append(revision.figures["rows"])
            parts.append(_part(child.agency, revision))
    figures = {
        **it.revision.figures,
        "rows": report_sums.add(rows),
        "parts": parts,
        "missing": [child.agency.code for child in below.missing],
    }
    it.revision.figures = figures
    differ(session, it.revision)


def differ(session: Session, now: ReportRevision) -> None:
    """Keep how a version differs from the one before, if there is one."""
    key = (now.home_agency_id, now.report_id, now.number - 1)
    before = session.get(ReportRevision, key)
    if before is not None:
        found = restating.differences(before.figures["rows"], now.figures["rows"])
        now.figures = {**now.figures, "differences": [each.to_data() for each in found]}


def _version(session: Session, report: Report) -> ReportRevision:
    key = (report.home_agency_id, report.id, report.revision)
    return session.get_one(ReportRevision, key)


def _part(agency: Agency, revision: ReportRevision) -> dict[str, Any]:
    return {
        "organId": agency.code,
        "name": agency.name,
        "report": str(revision.report_id),
        "revision": revision.number,
        "hash": revision.document_hash,
        "rows": revision.figures["rows"],
    }


def decide(
    session: Session, rt: Runtime, parent: Agency, decided: tuple[Which, bool, Actor]
) -> None:
    """Accept a report from below (tiếp nhận), or give it back (trả lại) with a reason.

    :raises NotFound: if it is not owed to this agency.
    """
    which, accepted, actor = decided
    report = moving.lock(session, which)
    duty = asking.duty(session, report)
    if duty is None or duty.parent_id != parent.id:
        raise NotFound(f"report {which.id} of {parent.code}")
    deed = ReportDeed.ACCEPT if accepted else ReportDeed.RETURN
    content = _version(session, report).document_hash or ""
    moving.move(session, rt, report, deed, (actor, content))


def owner(session: Session, parent: Agency, report_id: uuid.UUID) -> uuid.UUID:
    """Say whose report it is that was sent to an agency.

    :raises NotFound: if none such is owed to it.
    """
    found = session.scalars(sa.select(Report).where(Report.id == report_id)).one_or_none()
    duty = asking.duty(session, found) if found is not None else None
    if found is None or duty is None or duty.parent_id != parent.id:
        raise NotFound(f"report {report_id} of {parent.code}")
    return found.home_agency_id


def sent(session: Session, which: Which) -> int | None:
    """Say which version of a report was sent last to whoever collects it here; None: none was."""
    query = sa.select(sa.func.max(ReportMove.revision)).where(
        ReportMove.home_agency_id == which.home_agency_id,
        ReportMove.report_id == which.id,
        ReportMove.deed == ReportDeed.SUBMIT,
    )
    return session.scalars(query).one()
