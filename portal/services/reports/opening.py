"""A report as those who work on it see it: figures and words of one version, opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from connectors.organisations import to_new_form
from forms.spec.reports import Regime
from portal import clock
from portal.domain import reporting
from portal.domain.errors import NotFound
from portal.models import Agency, Report, ReportRequest, ReportRevision
from portal.runtime import Runtime
from portal.services import agencies, vault
from portal.services.reports import asking, figures, shelf
from portal.services.reports.asking import Duty
from portal.services.reports.figures import Break, Row
from portal.services.reports.moving import Which
from portal.services.reports.written import Written
from portal.services.vault import Safe


@dataclass(frozen=True)
class Opened:
    """One version of a report; ``receiver`` is the code of whom it goes to.

    ``obligation`` is None if its agency owes no such reports any more.
    """

    agency: Agency
    report: Report
    revision: ReportRevision
    regime: Regime
    words: Written
    safe: Safe
    obligation: Duty | None
    receiver: str
    request: ReportRequest | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """The lines of figures, the grand total first."""
        return [Row.of(each) for each in self.revision.figures["rows"]]

    @property
    def breaks(self) -> Sequence[Break]:
        """Every invariant that does not hold."""
        return figures.breaks(self.regime, self.rows)

    @property
    def differences(self) -> Sequence[dict[str, Any]]:
        """The lines that differ from the version before; none of a first version."""
        found: list[dict[str, Any]] = self.revision.figures["differences"]
        return found

    @property
    def unexplained(self) -> Sequence[str]:
        """The keys of lines that differ and that nobody has explained yet."""
        said = self.words.explanations
        return [each["key"] for each in self.differences if not said.get(each["key"], "").strip()]

    @property
    def label(self) -> str:
        """The period in short: 2026-Q1."""
        return reporting.label(self.report.period)

    @property
    def collects(self) -> bool:
        """Whether it is summed up from reports of units below."""
        return self.obligation is not None and self.obligation.collects

    @property
    def file_name(self) -> str:
        """What its files are called, without an ending."""
        code = self.regime.code.partition("/")[0]
        return f"{code}-{self.agency.code}-{self.label}-v{self.revision.number}"


def open_(
    session: Session, rt: Runtime, agency: Agency, which: Which, number: int | None = None
) -> Opened:
    """Open a version of an agency's report; None: the one that counts.

    :raises NotFound: if it is no report of this agency, or was not frozen yet.
    """
    report = session.get(Report, (which.home_agency_id, which.id))
    if report is None or report.home_agency_id != agency.id:
        raise NotFound(f"report {which.id}")
    key = (report.home_agency_id, report.id, number or report.revision)
    revision = session.get(ReportRevision, key)
    if revision is None:
        raise NotFound(f"version {key[2]} of report {which.id}")
    safe = vault.unlock(session, rt, report.home_agency_id, report.id)
    regime = shelf.once(session, revision.regime_hash)
    duty = asking.duty(session, report)
    return Opened(
        agency=agency,
        report=report,
        revision=revision,
        regime=regime,
        words=Written.open(safe, revision),
        safe=safe,
        obligation=duty,
        receiver=receiver(session, agency, regime, duty),
        request=asking.request(session, report),
    )


def receiver(session: Session, agency: Agency, regime: Regime, obligation: Duty | None) -> str:
    """Say to whom an agency's reports go: whoever collects them, else whoever its code is under."""
    if obligation is not None and obligation.parent_id is not None:
        return to_new_form(agencies.by_id(session, obligation.parent_id).code)
    return to_new_form(agency.code).rpartition(".")[0] or regime.receiver.top


def late(report: Report) -> bool:
    """Whether a report was sent on after its last day, or was not and the day has passed."""
    return sent_on(report) > report.due


def sent_on(report: Report) -> date:
    """The day a report was first sent on; today while it was not."""
    return clock.day(report.submitted_at) if report.submitted_at else clock.today()
