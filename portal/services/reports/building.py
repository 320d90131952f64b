"""Builds a report of a regime for an agency and the units below it, from what the portal holds."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.organisations import is_organisation, same_organisation, to_new_form
from forms.spec.reports import Regime
from portal import clock, crypto
from portal.domain import calendar_seed, reporting
from portal.domain.errors import NotFound
from portal.domain.reporting import Period, PeriodUnknown, Schedule
from portal.models import Agency, FormVersion
from portal.runtime import Runtime
from portal.services.reports import counting, figures, heirs
from portal.services.reports.counting import Sort, Wanted
from portal.services.reports.facts import gathering, units
from portal.services.reports.facts.telling import Area
from portal.services.reports.figures import Break, Row, Subject


class PeriodOpen(PeriodUnknown):
    """The data of the period are not closed: what is counted today will be another number."""


@dataclass(frozen=True)
class Asked:
    """Which report somebody asks for; ``open`` lets a period be counted that is not over."""

    regime: Regime
    agency: str
    first: date
    last: date
    open: bool = False


@dataclass(frozen=True)
class Report:
    """A report as it was counted; ``period`` and ``due`` are None for days of somebody's own.

    ``name`` is the reporter's, None if only units below it are known here.
    """

    asked: Asked
    name: str | None
    period: Period | None
    due: date | None
    rows: Sequence[Row]
    breaks: Sequence[Break]

    def to_json(self) -> bytes:
        """Canonical JSON (RFC 8785): equal reports have equal bytes."""
        return crypto.canonical(self.to_data())

    def to_data(self) -> dict[str, Any]:
        """The report as plain values; docs/reports.md tells what each key is."""
        regime, code = self.asked.regime, to_new_form(self.asked.agency)
        above = code.rpartition(".")[0] or regime.receiver.top
        return {
            "regimeCode": regime.code,
            "kind": regime.kind.replace("_", "").upper(),
            "period": self._period(),
            "reporter": {"organId": code, "name": self.name},
            "receiver": {"organId": above},
            "form": {"code": regime.code, "version": regime.hash},
            "narrative": [{"heading": each.vi, "text": ""} for each in regime.narrative],
            "rows": [row.to_data() for row in self.rows],
            "state": "DRAFT",
            "revision": 1,
        }

    def _period(self) -> dict[str, Any]:
        named = self.period
        return {
            "type": named.type.value if named else "CUSTOM",
            "year": named.year if named else self.asked.last.year,
            "no": named.number if named else None,
            "dataFrom": self.asked.first.isoformat(),
            "dataTo": self.asked.last.isoformat(),
            "dueAt": self.due.isoformat() if self.due else None,
        }


def build(session: Session, rt: Runtime, asked: Asked) -> Report:
    """Count a report; nothing is kept, and nothing but numbers leaves the database.

    :raises NotFound: if there is no such agency, and none below it.
    :raises PeriodUnknown: if the period ends before it begins, or is of years nobody counts.
    :raises PeriodOpen: if its last day is not over and nobody said that this is meant.
    :raises ReportUnbuildable: if the regime has no row for what was counted.
    """
    _check(asked)
    regime, found = asked.regime, within(session, asked.agency, asked.last)
    counted = _sorts(session, rt, asked, found)
    groups = [each for each in regime.rows.groups if each.valid_in(asked.first, asked.last)]
    named = subjects(session, rt, regime, {sort.subject for sort in counted})
    rows = figures.lay_out(regime, groups, counted, named)
    period, due = _when(asked)
    own = next((each.name for each in found if same_organisation(each.code, asked.agency)), None)
    return Report(asked, own, period, due, rows, figures.breaks(regime, rows))


def _sorts(session: Session, rt: Runtime, asked: Asked, found: Sequence[Agency]) -> list[Sort]:
    regime, ids = asked.regime, [agency.id for agency in found]
    if regime.facts != "dossiers":
        whose = area(regime, asked.agency, ids, (asked.first, asked.last))
        return gathering.sorts(gathering.tell(session, rt, regime, whose))
    return counting.sorts(session, wanted(session, regime, ids, (asked.first, asked.last)))


def wanted(
    session: Session, regime: Regime, ids: Sequence[uuid.UUID], days: tuple[date, date]
) -> Wanted:
    """Say which dossiers a report counts: those of agencies, and to whom they were left."""
    left = heirs.left(session, ids, days[1])
    return Wanted(ids, *days, regime.rows.by, regime.judging, left)


def area(
    regime: Regime,
    top: str,
    ids: Sequence[uuid.UUID],
    days: tuple[date, date],
    without: Sequence[str] = (),
) -> Area:
    """Say whose facts a report counts: those of agencies, and of units at or below its own code.

    Units at or below ``without`` are left out: others report them.
    """
    levels = [each for group in regime.rows.groups for each in group.levels]
    codes = [to_new_form(each) for each in without]
    return Area(ids, to_new_form(top), codes, *days, levels)


def _check(asked: Asked) -> None:
    if asked.first > asked.last:
        raise PeriodUnknown(f"the period ends ({asked.last}) before it begins ({asked.first})")
    if asked.first.year < reporting.FIRST_YEAR or asked.last.year > reporting.LAST_YEAR:
        years = f"{reporting.FIRST_YEAR} to {reporting.LAST_YEAR}"
        raise PeriodUnknown(f"days are counted from {years}, not {asked.first} to {asked.last}")
    if asked.last >= clock.today() and not asked.open:
        raise PeriodOpen(f"the period is open until the end of {asked.last}")


def within(
    session: Session, code: str, last: date, staying: Collection[uuid.UUID] = ()
) -> list[Agency]:
    """List whose dossiers an agency and the units below it report for a period's last day.

    Codes may be in either form. Whoever has ended by then is where its heir is, unless it is
    ``staying``, or is itself the one asked about.
    """
    found = []
    if is_organisation(code):
        top = f"{to_new_form(code)}."
        for agency, by in heirs.reporters(session, last, staying):
            whose = agency if same_organisation(agency.code, code) else by
            if f"{to_new_form(whose.code)}.".startswith(top):
                found.append(agency)
    if not found:
        raise NotFound(f"there is no agency {code}, and none below it")
    return found


def subjects(
    session: Session, rt: Runtime, regime: Regime, codes: Iterable[str]
) -> dict[str, Subject]:
    """What each code counted under is called, and which row it goes into."""
    found = {code: Subject(code, code) for code in codes}
    if regime.facts == "units":
        names = units.names(session)
        return {code: Subject(code, names.get(code, code)) for code in found}
    if regime.rows.by == "agency":
        named = sa.select(Agency.code, Agency.name).where(Agency.code.in_(found))
        return {code: Subject(code, name) for code, name in session.execute(named).tuples()}
    versions = (
        sa.select(FormVersion.procedure_code, FormVersion.hash)
        .where(FormVersion.procedure_code.in_(found))
        .order_by(FormVersion.published_at)
    )
    # The last one published says what the procedure is called and where it belongs today.
    for code, digest in dict(session.execute(versions).tuples().all()).items():
        form = rt.forms.form(session, digest)
        if regime.rows.by == "field":
            found[code] = Subject(form.field.code, form.field.name.vi)
        else:
            found[code] = Subject(code, form.name.vi)
    return found


def schedule_of(regime: Regime, due_day: int | None = None) -> Schedule:
    """The days of a regime; ``due_day`` is that of whoever set an earlier one for units below."""
    days = regime.days
    return Schedule(days.first_day, days.last_day, due_day or days.due_day, days.working_days)


def deadline(of: Period, schedule: Schedule) -> date:
    """Say when the report of a period is due.

    As ``portal reports period`` counts it: a published calendar knows but the years around today.
    """
    return reporting.due(of, calendar_seed.seed(of.last.year, of.last.year + 1), schedule)


def _when(asked: Asked) -> tuple[Period | None, date | None]:
    """Which period the days are, if they are one, and when its report is due."""
    schedule = schedule_of(asked.regime)
    period = reporting.named(asked.first, asked.last, schedule)
    if period is None or period.type.value not in asked.regime.frequency:
        return period, None
    return period, deadline(period, schedule)
