"""The dossiers behind a report: put down once when it is frozen, counted from there ever after.

Figures are counted from what was put down and not beside it, so that behind each cell stand just
the dossiers it counts, whatever becomes of them later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec.reports import Selection
from portal.models import Agency, Dossier, Report, ReportEntry
from portal.services.reports import counting
from portal.services.reports.counting import WORDS, Sort, Wanted

PAGE = 100
"""How many dossiers behind a cell are shown at once."""


@dataclass(frozen=True)
class Behind:
    """A dossier behind a cell: as what it was counted, and who has it.

    ``code`` and ``procedure`` are None once the dossier itself has been deleted.
    """

    code: str | None
    procedure: str | None
    agency: str
    received: str
    channel: str
    standing: str
    timing: str


@dataclass(frozen=True)
class Cell:
    """Which dossiers are asked for: those a column counts at agencies of some levels.

    ``subjects`` are the procedures or agencies a row stands for; None: all.
    """

    counts: Selection
    levels: Sequence[str] | None = None
    subjects: Sequence[str] | None = None


def keep(session: Session, report: Report, revision: int, wanted: Wanted) -> list[Sort]:
    """Put down every dossier a version of a report counts, and count them."""
    session.flush()
    if wanted.agencies:
        dossier = counting.judged(wanted)
        whose = (report.home_agency_id, report.id)
        each: list[sa.ColumnElement[Any]] = [sa.literal(id_, sa.Uuid()) for id_ in whose]
        each += [sa.literal(revision), *dossier.c]
        query = sa.select(*each)
        names = ("home_agency_id", "report_id", "revision", "dossier_agency_id", "dossier_id")
        session.execute(sa.insert(ReportEntry).from_select([*names, *WORDS], query))
    words = [getattr(ReportEntry, word) for word in WORDS]
    count = sa.select(*words, sa.func.count()).where(*_of(report, revision)).group_by(*words)
    return [Sort(*row) for row in session.execute(count).tuples()]


def behind(
    session: Session, report: Report, revision: int, cell: Cell, page: int = 1
) -> tuple[Sequence[Behind], bool]:
    """List the dossiers behind a cell by code, a page at a time; says whether there are more."""
    joined = (Dossier.home_agency_id == ReportEntry.dossier_agency_id) & (
        Dossier.id == ReportEntry.dossier_id
    )
    query = (
        sa.select(
            Dossier.code,
            Dossier.procedure_code,
            Agency.name,
            *(getattr(ReportEntry, word) for word in WORDS[2:]),
        )
        .outerjoin(Dossier, joined)
        .join(Agency, Agency.id == ReportEntry.dossier_agency_id)
        .where(*_of(report, revision), *_in(cell))
        .order_by(Dossier.code, ReportEntry.dossier_id)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    rows = [Behind(*row) for row in session.execute(query).tuples()]
    return rows[:PAGE], len(rows) > PAGE


def count(session: Session, report: Report, revision: int, cell: Cell) -> int:
    """Count the dossiers behind a cell."""
    query = sa.select(sa.func.count()).where(*_of(report, revision), *_in(cell))
    return session.scalars(query).one()


def subjects(session: Session, report: Report, revision: int) -> Sequence[str]:
    """List the procedures or agencies a version counts dossiers of."""
    query = sa.select(ReportEntry.subject).where(*_of(report, revision)).distinct()
    return session.scalars(query.order_by(ReportEntry.subject)).all()


def forget(session: Session, report: Report, revision: int) -> None:
    """Take away what was put down for a version that came to nothing."""
    session.execute(sa.delete(ReportEntry).where(*_of(report, revision)))


def _of(report: Report, revision: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        ReportEntry.home_agency_id == report.home_agency_id,
        ReportEntry.report_id == report.id,
        ReportEntry.revision == revision,
    )


def _in(cell: Cell) -> list[sa.ColumnElement[bool]]:
    asked = [
        getattr(ReportEntry, part).in_(chosen)
        for part in ("level", *WORDS[2:])
        if (chosen := getattr(cell.counts, part))
    ]
    if cell.levels is not None:
        asked.append(ReportEntry.level.in_(cell.levels))
    if cell.subjects is not None:
        asked.append(ReportEntry.subject.in_(cell.subjects))
    return asked
