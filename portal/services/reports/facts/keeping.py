"""Facts behind a report: put down once when it is frozen, and counted from there ever after."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import Report, ReportFact
from portal.services.reports.counting import Sort
from portal.services.reports.entries import PAGE, Cell
from portal.services.reports.facts.telling import Fact

_BATCH = 1_000


def keep(session: Session, report: Report, revision: int, facts: Sequence[Fact]) -> list[Sort]:
    """Put down the facts a version of a report counts, and count them as they stand there."""
    whose = {"home_agency_id": report.home_agency_id, "report_id": report.id, "revision": revision}
    rows = [{**whose, **vars(fact)} for fact in facts]
    for start in range(0, len(rows), _BATCH):
        session.execute(sa.insert(ReportFact), rows[start : start + _BATCH])
    columns = (ReportFact.level, ReportFact.subject, ReportFact.what)
    query = sa.select(*columns, sa.func.sum(ReportFact.count)).where(*_of(report, revision))
    kept = session.execute(query.group_by(*columns)).tuples()
    return [Sort(level, who, "", "", "", "", int(count), what) for level, who, what, count in kept]


def behind(
    session: Session, report: Report, revision: int, cell: Cell, page: int = 1
) -> tuple[Sequence[ReportFact], bool]:
    """List the facts behind a cell, a page at a time; says whether there are more."""
    query = (
        sa.select(ReportFact)
        .where(*_of(report, revision), *_in(cell))
        .order_by(ReportFact.subject, ReportFact.item, ReportFact.what)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    rows = session.scalars(query).all()
    return rows[:PAGE], len(rows) > PAGE


def count(session: Session, report: Report, revision: int, cell: Cell) -> int:
    """Count what stands behind a cell."""
    query = sa.select(sa.func.coalesce(sa.func.sum(ReportFact.count), 0))
    return int(session.scalars(query.where(*_of(report, revision), *_in(cell))).one())


def forget(session: Session, report: Report, revision: int) -> None:
    """Take away what was put down for a version that came to nothing."""
    session.execute(sa.delete(ReportFact).where(*_of(report, revision)))


def _of(report: Report, revision: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        ReportFact.home_agency_id == report.home_agency_id,
        ReportFact.report_id == report.id,
        ReportFact.revision == revision,
    )


def _in(cell: Cell) -> list[sa.ColumnElement[bool]]:
    asked: list[sa.ColumnElement[bool]] = [ReportFact.what.in_(cell.counts.what)]
    if cell.counts.level:
        asked.append(ReportFact.level.in_(cell.counts.level))
    if cell.levels is not None:
        asked.append(ReportFact.level.in_(cell.levels))
    if cell.subjects is not None:
        asked.append(ReportFact.subject.in_(cell.subjects))
    return asked
