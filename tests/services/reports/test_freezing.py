"""Reports are frozen at cut-off: once, whole, with the dossiers behind each cell."""

from datetime import date, timedelta

import sqlalchemy as sa

from forms.spec.reports import Selection
from portal.domain.report_moves import ReportState
from portal.models import Agency, Dossier, Report, ReportEntry, ReportMove
from portal.services.reports import entries, freezing, owing
from portal.services.reports.entries import Cell
from tests.furnished import house, reporting
from tests.furnished.counted import vn
from tests.furnished.desks import ADMIN
from tests.furnished.reporting import LATE, Q1, REGIME


def test_a_report_is_frozen_when_its_period_is_over_and_no_sooner(office, hands):
    hands.now = vn("2026-03-14 23:59")
    with office.rt.db.read() as session:
        assert freezing.uncounted(session) == []
    hands.now = vn("2026-03-15 00:00")
    report = office.freeze()
    assert (report.state, report.revision, report.due) == (
        ReportState.DRAFT, 1, date(2026, 3, 25),
    )  # fmt: skip
    assert office.opened().rows[0].values["c3"] == 2


def test_it_is_frozen_once_however_often_it_is_tried(office):
    with office.rt.db.read() as session:
        (owed,) = freezing.uncounted(session)
    for _ in range(2):
        with office.rt.db.write() as session:
            freezing.freeze(session, office.rt, owed)
    with office.rt.db.read() as session:
        assert len(session.scalars(sa.select(Report)).all()) == 1
        assert len(session.scalars(sa.select(ReportMove)).all()) == 1
        assert len(session.scalars(sa.select(ReportEntry)).all()) == 2
        assert freezing.uncounted(session) == []


def test_what_happens_later_changes_neither_figures_nor_what_stands_behind_them(frozen):
    with frozen.rt.db.write() as session:
        session.execute(sa.update(Dossier).values(due_current=vn("2026-12-01 17:00")))
    reporting.put(frozen.rt, frozen.agency, LATE)
    it = frozen.opened()
    assert (it.rows[0].values["c3"], it.rows[0].values["c10"]) == (2, 1)
    late = Cell(Selection(standing=("settled",), timing=("late",)))
    with frozen.rt.db.read() as session:
        behind, more = entries.behind(session, it.report, 1, late)
        assert entries.count(session, it.report, 1, late) == 1
    assert [(one.agency, one.timing) for one in behind] == [(frozen.agency.name, "late")]
    assert not more


def test_behind_each_cell_stand_as_many_dossiers_as_it_says(frozen):
    it = frozen.opened()
    with frozen.rt.db.read() as session:
        for column in it.regime.columns:
            counted = entries.count(session, it.report, 1, Cell(column.counts))
            assert counted == it.rows[0].values[column.id], column.id


def test_what_no_row_has_a_place_for_waits_in_sight_and_is_tried_again(office):
    with office.rt.db.write() as session:
        session.get_one(Agency, office.agency.id).level = "ministry"
    report = office.freeze()
    assert (report.state, report.revision) == (ReportState.UNCOUNTED, 0)
    assert "level ministry" in report.trouble
    with office.rt.db.write() as session:
        assert session.scalars(sa.select(ReportEntry)).all() == []
        session.get_one(Agency, office.agency.id).level = "commune"
    report = office.freeze()
    assert (report.state, report.trouble) == (ReportState.DRAFT, None)


def test_owed_are_the_regimes_periods_since_a_day_and_until_another(rt, agency, hands):
    with rt.db.write() as session:
        owing.owe(session, owing.Owing(agency.code, "II.06a", since=Q1), ADMIN)
    with rt.db.read() as session:
        lasts = [owed.period.last for owed in freezing.uncounted(session)]
        (row,) = owing.of_agency(session, agency)
        assert owing.upcoming(row, hands.now.date()).period.last == date(2026, 12, 14)
    assert lasts == [date(2026, 3, 14), date(2026, 6, 14), date(2026, 9, 14)]
    with rt.db.write() as session:
        owing.release(session, agency.code, REGIME, date(2026, 6, 30), ADMIN)
    with rt.db.read() as session:
        assert [owed.period.last for owed in freezing.uncounted(session)] == lasts[:2]


def test_a_parent_may_set_an_earlier_day(rt, agency, hands):
    parent = house.add_agency(rt, "H41.90")
    with rt.db.write() as session:
        said = owing.Owing(agency.code, REGIME, since=Q1, parent=parent.code, due_day=18)
        owing.owe(session, said, ADMIN)
    with rt.db.read() as session:
        assert [owed.due for owed in freezing.uncounted(session)] == [
            date(2026, 3, 18) + timedelta(days=days) for days in (0, 92, 184)
        ]
