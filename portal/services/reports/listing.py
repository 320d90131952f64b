"""What an agency owes, period by period: due, late, missing, sent; the newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec.reports import Regime
from portal import clock
from portal.domain.report_moves import ReportState
from portal.domain.reporting import Period
from portal.models import Agency, Report, ReportRequest, ReportRequested
from portal.services.reports import asking, opening, owing
from portal.services.reports.asking import Owed

MOST = 40
"""How many periods are listed; older ones are found by their year."""


@dataclass(frozen=True)
class Line:
    """One period of a regime; ``report`` is None while its data are open or nobody froze it.

    ``reminded_at`` is when whoever asked for it last reminded of it.
    """

    regime: Regime
    period: Period
    due: date
    report: Report | None
    request: ReportRequest | None = None
    reminded_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Whether its last day is not over."""
        return self.period.last >= clock.today()

    @property
    def missing(self) -> bool:
        """Whether it should be frozen and is not."""
        return not self.open and (self.report is None or self.report.state == ReportState.UNCOUNTED)

    @property
    def late(self) -> bool:
        """Whether it was sent on after its last day, or was not and that day has passed."""
        return clock.today() > self.due if self.report is None else opening.late(self.report)

    @property
    def sent(self) -> bool:
        """Whether it was sent on at all."""
        return self.report is not None and self.report.submitted_at is not None


def lines(session: Session, agency: Agency) -> Sequence[Line]:
    """List what an agency owes: what is open now and what is over."""
    known = _reports(session, agency)
    today, found = clock.today(), list[Line]()
    for row in owing.of_agency(session, agency):
        upcoming = owing.upcoming(row, today)
        found += [_line(each, known) for each in _all(upcoming, owing.periods(row, today))]
    found += [_line(each, known) for each in asking.of_agency(session, agency)]
    found.sort(key=lambda line: (line.period.last, line.regime.code), reverse=True)
    return found[:MOST]


def _all(upcoming: Owed | None, over: Iterator[Owed]) -> Iterator[Owed]:
    if upcoming is not None:
        yield upcoming
    yield from over


Key = tuple[str, date, date]


def _reports(session: Session, agency: Agency) -> dict[Key, Report]:
    query = sa.select(Report).where(Report.home_agency_id == agency.id)
    return {(row.regime, row.first, row.last): row for row in session.scalars(query)}


def _line(owed: Owed, known: dict[Key, Report]) -> Line:
    period = owed.period
    report = known.get((owed.regime.code, period.first, period.last))
    due = report.due if report else owed.due
    reminded = owed.duty.reminded_at if isinstance(owed.duty, ReportRequested) else None
    return Line(owed.regime, period, due, report, owed.request, reminded)
