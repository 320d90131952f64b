"""Who owes which reports, to whom and since when; and which periods that comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.organisations import to_new_form
from forms.spec.reports import Regime
from portal import clock
from portal.domain import reporting
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.reporting import Period, Schedule
from portal.models import Agency, ReportObligation
from portal.services import agencies
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.reports import building, shelf
from portal.services.reports.asking import Owed


@dataclass(frozen=True)
class Owing:
    """What an operator says: an agency owes a regime's reports, to a parent kept here or beyond.

    ``due_day`` is the day of the month the parent has set; None: the regime's.
    """

    agency: str
    regime: str
    since: date
    parent: str | None = None
    collects: bool = False
    due_day: int | None = None


def owe(session: Session, said: Owing, actor: Actor) -> ReportObligation:
    """Say that an agency owes reports, or bring what was said before to this.

    :raises NotFound: if there is no such agency, parent or regime.
    :raises reporting.PeriodUnknown: if the day it is due is none.
    :raises Unacceptable: if the parent is the agency itself or stands below it.
    """
    regime = shelf.regime(said.regime)
    building.schedule_of(regime, said.due_day)
    agency = agencies.by_code(session, said.agency)
    parent = agencies.by_code(session, said.parent) if said.parent else None
    if parent and f"{to_new_form(parent.code)}.".startswith(f"{to_new_form(agency.code)}."):
        raise Unacceptable("parent_below", parent=parent.code)
    found = session.get(ReportObligation, (agency.id, regime.code))
    row = found or ReportObligation(agency_id=agency.id, regime=regime.code)
    row.parent_id, row.collects = parent.id if parent else None, said.collects
    row.due_day, row.since, row.until = said.due_day, said.since, None
    row.set_by, row.set_at = actor.name, clock.now()
    session.add(row)
    told = {"regime": regime.code, "parent": said.parent or "", "since": said.since.isoformat()}
    deeds.record(session, actor, "report_owed", f"agency:{agency.code}", told)
    return row


def release(session: Session, agency: str, regime: str, until: date, actor: Actor) -> None:
    """Say that an agency owes no report for periods that end after a day.

    :raises NotFound: if it owed none.
    """
    code = shelf.regime(regime).code
    row = session.get(ReportObligation, (agencies.by_code(session, agency).id, code))
    if row is None:
        raise NotFound(f"{agency} owes no {code}")
    row.until = until
    told = {"regime": code, "until": until.isoformat()}
    deeds.record(session, actor, "report_released", f"agency:{agency}", told)


def of_agency(session: Session, agency: Agency) -> Sequence[ReportObligation]:
    """List what an agency owes."""
    query = sa.select(ReportObligation).where(ReportObligation.agency_id == agency.id)
    return session.scalars(query.order_by(ReportObligation.regime)).all()


def periods(row: ReportObligation, today: date) -> Iterator[Owed]:
    """List what has come of an obligation: every period of its regime that is over."""
    regime = shelf.shipped().get(row.regime)
    if regime is None:
        return
    schedule = building.schedule_of(regime, row.due_day)
    for period in reporting.closed(row.since.year, today, schedule):
        if _owed(row, regime, period):
            yield Owed(row, regime, period, building.deadline(period, schedule))


def upcoming(row: ReportObligation, today: date) -> Owed | None:
    """Give the period that is open now and ends next; None if no more are owed."""
    regime = shelf.shipped().get(row.regime)
    if regime is None:
        return None
    schedule = building.schedule_of(regime, row.due_day)
    found = [each for each in _open(today, schedule) if _owed(row, regime, each)]
    first = min(found, key=lambda each: each.last, default=None)
    return Owed(row, regime, first, building.deadline(first, schedule)) if first else None


def _open(today: date, schedule: Schedule) -> Iterator[Period]:
    for year in (today.year, today.year + 1):
        yield from (each for each in reporting.of_year(year, schedule) if each.last >= today)


def _owed(row: ReportObligation, regime: Regime, period: Period) -> bool:
    begun = row.since <= period.last and (row.until is None or period.last <= row.until)
    return begun and period.type.value in regime.frequency
