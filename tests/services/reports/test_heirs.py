"""Agencies close and merge, districts end: each dossier is reported once, by whoever is there."""

from datetime import date

import pytest

from portal.domain.states import State
from portal.models import Agency
from portal.services.reports import building, owing, sending, shelf, working
from portal.services.reports.building import Asked
from tests.furnished import house, reporting
from tests.furnished.counted import Past, vn
from tests.furnished.desks import ADMIN
from tests.furnished.reporting import AFTER_Q1, REGIME

Q1 = (date(2025, 12, 15), date(2026, 3, 14))
Q3_2025 = (date(2025, 6, 15), date(2025, 9, 14))
Q4_2025 = (date(2025, 9, 15), date(2025, 12, 14))
BEFORE = Past(vn("2026-01-05 08:00"), vn("2026-01-08 17:00"), vn("2026-01-09 09:00"), State.DECIDED)
OPEN = Past(vn("2026-01-20 08:00"), vn("2026-04-08 17:00"))


def end(rt, agency, last_day, heir=None, level="commune"):
    """Let an agency end, maybe with another in its place."""
    with rt.db.write() as session:
        row = session.get_one(Agency, agency.id)
        row.valid_until, row.level = last_day, level
        row.successor_id = heir.id if heir else None


@pytest.fixture
def heir(rt, hands):
    """Give the commune that is there when the period ends, with a dossier of its own."""
    hands.now = AFTER_Q1
    found = house.add_agency(rt, "H41.90.02")
    reporting.put(rt, found, OPEN)
    return found


@pytest.fixture
def former(rt, heir):
    """Give the commune that was merged into it on the last day of January."""
    found = house.add_agency(rt, "H41.90.01")
    reporting.put(rt, found, BEFORE, OPEN)
    end(rt, found, date(2026, 1, 31), heir)
    return found


def rows(rt, whose, days, regime=REGIME):
    """Count a report, and give its rows by path."""
    with rt.db.read() as session:
        report = building.build(session, rt, Asked(shelf.regime(regime), whose, *days))
    assert report.breaks == []
    return {row.path: row.values for row in report.rows}


def total(rt, whose, days=Q1):
    return rows(rt, whose, days)[()]["c3"]


def test_whoever_took_its_place_reports_what_a_merged_agency_had(rt, heir, former):
    assert total(rt, heir.code) == total(rt, "H41.90") == 3
    # Whoever asks for the one that ended is told what it had.
    assert total(rt, former.code) == 2


def test_on_its_last_day_an_agency_still_reports_itself(rt, heir, former):
    end(rt, former, Q1[1], heir)
    assert (total(rt, heir.code), total(rt, former.code)) == (1, 2)


def test_one_that_ended_with_nobody_in_its_place_stays_where_it_was(rt, heir, former):
    end(rt, former, date(2026, 1, 31))
    assert (total(rt, heir.code), total(rt, "H41.90")) == (1, 3)


def test_a_place_is_taken_over_several_steps_and_never_in_a_ring(rt, heir, former):
    last = house.add_agency(rt, "H42.01")
    end(rt, heir, date(2026, 2, 28), last)
    assert total(rt, last.code) == 3
    end(rt, last, date(2026, 3, 1), former)
    assert total(rt, "H41.90") + total(rt, "H42") == 3


def test_what_a_district_left_open_is_a_communes_from_july_2025_on(rt, heir, former):
    end(rt, former, date(2025, 6, 30), heir, level="district")
    ended, last = vn("2025-06-30 23:59"), vn("2025-07-01 00:00")
    reporting.put(
        rt,
        former,
        Past(vn("2025-06-02 08:00"), None, ended, State.DECIDED),
        Past(vn("2025-06-02 08:00"), None, last, State.DECIDED),
        Past(vn("2025-06-02 08:00")),
    )
    third = rows(rt, "H41.90", Q3_2025)
    assert (third["B",]["c7"], third["C",]["c7"], third["C",]["c11"]) == (1, 1, 1)
    assert rows(rt, "H41.90", Q4_2025)["C",]["c6"] == 1


def frozen(rt, *offices):
    offices[0].freeze()
    return [office.opened().rows[0].values["c3"] for office in offices]


@pytest.fixture
def offices(rt, heir, former):
    """Let a province collect the reports of both communes."""
    province = house.add_agency(rt, "H41")
    return (
        reporting.office(rt, province, collects=True),
        reporting.office(rt, heir, parent="H41"),
        reporting.office(rt, former, parent="H41"),
    )


def test_while_it_owes_a_report_an_agency_that_ended_has_one_of_its_own(rt, offices):
    assert frozen(rt, *offices) == [0, 1, 2]


def test_once_released_its_dossiers_stand_in_its_heirs_report_and_nowhere_else(rt, offices, former):
    province, heir, _ = offices
    with rt.db.write() as session:
        owing.release(session, former.code, REGIME, date(2026, 1, 31), ADMIN)
    assert frozen(rt, province, heir) == [0, 3]
    heir.sign()
    heir.do(sending.submit, heir.approver)
    province.do(working.collect)
    assert province.opened().rows[0].values["c3"] == 3
