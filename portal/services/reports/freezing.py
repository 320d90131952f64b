"""Freezes reports at cut-off (chốt số liệu): figures, and the dossiers behind each of them."""

import uuid
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.organisations import to_new_form
from forms.spec.reports import Regime
from portal import clock, crypto
from portal.db import insert_once
from portal.domain import evidence
from portal.domain.report_moves import ReportDeed, ReportState
from portal.models import Agency, DossierKey, Report, ReportObligation, ReportRevision
from portal.runtime import Runtime
from portal.services import agencies, vault
from portal.services.reports import asking, building, entries, figures, heirs, moving, owing, shelf
from portal.services.reports.asking import Owed
from portal.services.reports.facts import gathering
from portal.services.reports.facts import keeping as kept_facts
from portal.services.reports.facts.telling import Area, within
from portal.services.reports.figures import ReportUnbuildable
from portal.services.reports.moving import PORTAL, Which
from portal.services.reports.written import Heading, Written


def uncounted(session: Session) -> list[Owed]:
    """List what is owed for periods that are over and was not frozen yet, the oldest first."""
    frozen = {
        (row.home_agency_id, row.regime, row.first, row.last)
        for row in session.execute(
            sa.select(Report.home_agency_id, Report.regime, Report.first, Report.last).where(
                Report.state != ReportState.UNCOUNTED
            )
        )
    }
    today, found = clock.today(), list[Owed]()
    for row in session.scalars(sa.select(ReportObligation)):
        for owed in owing.periods(row, today):
            period = owed.period
            if (row.agency_id, row.regime, period.first, period.last) not in frozen:
                found.append(owed)
    for owed in asking.over(session, today):
        period = owed.period
        if (owed.duty.agency_id, owed.regime.code, period.first, period.last) not in frozen:
            found.append(owed)
    return sorted(found, key=lambda owed: owed.period.last)


def freeze(session: Session, rt: Runtime, owed: Owed) -> Report:
    """Freeze one report; done twice or at once it is frozen once.

    What cannot be counted stays ``uncounted`` and says why, for somebody to see to.
    """
    report = _row(session, rt, owed)
    if report.state != ReportState.UNCOUNTED:
        return report
    try:
        revise(session, rt, report, owed.regime, Written(_outline(owed.regime)))
    except ReportUnbuildable as error:
        report.trouble = str(error)
        return report
    report.trouble = None
    return report


def revise(
    session: Session, rt: Runtime, report: Report, regime: Regime, words: Written
) -> ReportRevision:
    """Count a locked report's next version from today's dossiers; it is the one that counts.

    :raises ReportUnbuildable: if the regime has no row for what was counted.
    """
    number = report.revision + 1
    rows, subjects = _counted(session, rt, report, (regime, number))
    safe = vault.unlock(session, rt, report.home_agency_id, report.id)
    shelf.keep(session, regime)
    revision = ReportRevision(
        home_agency_id=report.home_agency_id,
        birth_month=report.birth_month,
        report_id=report.id,
        number=number,
        regime_hash=regime.hash,
        figures={
            "rows": rows,
            "own": rows,
            "subjects": subjects,
            "parts": [],
            "missing": [],
            "differences": [],
        },
        sealed=words.seal(safe, number),
        counted_at=clock.now(),
    )
    session.add(revision)
    report.revision = number
    if report.state == ReportState.UNCOUNTED:
        moving.move(session, rt, report, ReportDeed.FREEZE, (PORTAL, digest(rows)))
    return revision


def digest(rows: Sequence[dict[str, Any]]) -> str:
    """Name figures by their hash."""
    return crypto.sha256(crypto.canonical(list(rows)))


def scope(session: Session, report: Report) -> list[uuid.UUID]:
    """Say whose dossiers a report counts by itself: not those its children report."""
    own = agencies.by_id(session, report.home_agency_id)
    tops, staying = _reported_below(session, report), asking.owing_too(session, report)
    found = {one.id for one in building.within(session, own.code, report.last, staying)}
    pairs = heirs.reporters(session, report.last, staying)
    return [one.id for one, by in pairs if one.id in found and not _beneath(by, tops)]


def _reported_below(session: Session, report: Report) -> list[str]:
    """List the codes of units that report themselves to whoever sums this one up."""
    duty = asking.duty(session, report)
    if duty is None or not duty.collects:
        return []
    return [to_new_form(child.code) for child in asking.below(session, report)]


def _beneath(agency: Agency, tops: Sequence[str]) -> bool:
    return any(within(to_new_form(agency.code), top) for top in tops)


def _area(session: Session, report: Report, regime: Regime, whose: list[uuid.UUID]) -> Area:
    top = agencies.by_id(session, report.home_agency_id).code
    days, without = (report.first, report.last), _reported_below(session, report)
    return building.area(regime, top, whose, days, without)


def _counted(
    session: Session, rt: Runtime, report: Report, what: tuple[Regime, int]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Count, and say by which code each procedure or agency stands in the rows."""
    regime, number = what
    whose = scope(session, report)
    if regime.facts == "dossiers":
        days = (report.first, report.last)
        wanted = building.wanted(session, regime, whose, days)
        sorts = entries.keep(session, report, number, wanted)
    else:
        facts = gathering.tell(session, rt, regime, _area(session, report, regime, whose))
        sorts = kept_facts.keep(session, report, number, facts)
    named = building.subjects(session, rt, regime, {sort.subject for sort in sorts})
    groups = [each for each in regime.rows.groups if each.valid_in(report.first, report.last)]
    try:
        rows = figures.lay_out(regime, groups, sorts, named)
    except ReportUnbuildable:
        entries.forget(session, report, number)
        kept_facts.forget(session, report, number)
        raise
    return [row.to_data() for row in rows], {name: each.code for name, each in named.items()}


def _outline(regime: Regime) -> tuple[Heading, ...]:
    return tuple(Heading(each.vi) for each in regime.narrative)


def _row(session: Session, rt: Runtime, owed: Owed) -> Report:
    """Give the report's row, locked; made, with a key of its own, if this is the first time."""
    agency_id, period = owed.duty.agency_id, owed.period
    whose = {"home_agency_id": agency_id, "regime": owed.regime.code}
    days = {"first": period.first, "last": period.last}
    insert_once(
        session,
        Report,
        **whose,
        **days,
        id=crypto.uuid7(),
        birth_month=vault.birth_month(),
        period_type=period.type,
        year=period.year,
        number=period.number,
        due=owed.due,
        request_id=owed.request_id,
        state=ReportState.UNCOUNTED,
        revision=0,
        seq=0,
        head=evidence.GENESIS,
        row_version=1,
    )
    found = session.execute(sa.select(Report.id).filter_by(**whose, **days)).scalar_one()
    report = moving.lock(session, Which(agency_id, found))
    if session.get(DossierKey, (agency_id, found)) is None:
        vault.make(session, rt, vault.Place(agency_id, found, report.birth_month))
        session.flush()
    return report
