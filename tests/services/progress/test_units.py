"""Units stand in a tree of identifiers; what they did goes with them, and is never counted anew."""

from collections import Counter
from datetime import date

import sqlalchemy as sa

from portal.domain.progress import periods
from portal.domain.progress.catalogue import shipped
from portal.models import ProgressDay, ProgressSum, ProgressUnit
from portal.services.progress import adding, keeping, linking, reading, units
from portal.services.progress.linking import Link
from portal.services.progress.units import COUNTRY, REGISTER, Unit
from tests.furnished import house

DAY = date(2026, 11, 3)
NOVEMBER, YEAR = periods.of(DAY)


def unit(code, level, province="40"):
    return Unit(code, f"Đơn vị {code}", f"Unit {code}", level, province, REGISTER, DAY)


def arrange(rt, *wanted):
    with rt.db.write() as session:
        return units.arrange(session, wanted)


def add(rt, code, measure, value, day=DAY):
    with rt.db.write() as session:
        adding.add(session, {(code, day, measure): value}, units.places(session, [code]))


def total(rt, node, measure, period=NOVEMBER):
    with rt.db.read() as session:
        return reading.history(session, node).totals(period).get(measure, 0)


def agrees(rt):
    """Check every sum against the days it ought to be made of, counted from nothing."""
    wanted, active = Counter(), Counter()
    with rt.db.read() as session:
        rows = {row.code: row for row in session.scalars(sa.select(ProgressUnit))}
        for day in session.scalars(sa.select(ProgressDay)):
            flow = shipped().measures[day.measure].kind == "flow"
            for period in periods.of(day.day)[: 2 if flow else 1]:
                for node in rows[day.unit].nodes["nodes"]:
                    wanted[node, period.number, day.measure] += day.value
                if day.measure == adding.ONLINE:
                    active[day.unit, period.number] += day.value
        for (code, period), value in active.items():
            for node in rows[code].nodes["nodes"]:
                wanted[node, period, f"active.{rows[code].level}"] += int(value > 0)
        kept = {
            (s.node, s.period, s.measure): s.value for s in session.scalars(sa.select(ProgressSum))
        }
    assert {k: v for k, v in kept.items() if v} == {k: v for k, v in wanted.items() if v}


def test_an_agency_is_a_unit_connected_to_the_portal_by_itself(rt, hands, agency):
    keeping.keep_up(rt)
    with rt.db.read() as session:
        row = reading.unit(session, agency.code)
        assert (row.origin, row.level, row.province) == ("agency", "commune", "01")
        assert reading.links(session, [agency.code])[agency.code]["portal"].last_at is None
    assert total(rt, COUNTRY, "units.commune") == total(rt, COUNTRY, "linked_portal.commune") == 1


def test_an_agency_is_there_on_its_last_day_and_not_on_the_next(rt, hands, agency):
    with rt.db.write() as session:
        session.merge(agency).valid_until = date(2026, 11, 30)
    keeping.keep_up(rt)
    assert total(rt, COUNTRY, "units.commune") == total(rt, COUNTRY, "linked_portal.commune") == 1
    december = periods.parse("2026-12")
    assert total(rt, COUNTRY, "units.commune", december) == 0
    assert total(rt, COUNTRY, "linked_portal.commune", december) == 0


def test_a_rehearsing_agency_is_in_no_picture(rt, hands):
    house.add_agency(rt, "H41.90.09", rehearsal=True)
    keeping.keep_up(rt)
    assert total(rt, COUNTRY, "units.commune") == 0


def test_a_unit_that_comes_in_between_takes_over_what_those_below_it_did(rt, hands):
    arrange(rt, unit("H41", "province"), unit("H41.05.01", "commune"))
    add(rt, "H41.05.01", "documents_sent", 4)
    arrange(rt, unit("H41.05", "province_department"))
    assert total(rt, "H41.05", "documents_sent") == total(rt, "H41", "documents_sent") == 4
    with rt.db.read() as session:
        assert [row.code for row in reading.below(session, "H41")] == ["H41.05"]
    agrees(rt)


def test_a_unit_that_changes_level_and_province_takes_its_sums_along(rt, hands):
    arrange(rt, unit("H41.05", "province_department"))
    add(rt, "H41.05", "documents_online", 2)
    arrange(rt, unit("H41.05", "commune", province="42"))
    assert total(rt, "province:40", "documents_online") == 0
    assert total(rt, "province:42", "active.commune") == 1
    assert total(rt, COUNTRY, "units.province_department") == 0
    agrees(rt)


def test_a_unit_is_active_once_in_a_month_and_once_in_a_year(rt, hands):
    arrange(rt, unit("H41.05", "province_department"), unit("H41.06", "province_department"))
    for day in (DAY, date(2026, 11, 9), date(2026, 12, 1)):
        add(rt, "H41.05", "documents_online", 3, day)
    assert total(rt, "H41.05", "active.province_department") == 1
    assert total(rt, COUNTRY, "active.province_department", YEAR) == 1
    add(rt, "H41.05", "documents_online", -3, date(2026, 12, 1))
    assert total(rt, COUNTRY, "active.province_department", periods.parse("2026-12")) == 0
    agrees(rt)


def test_a_connection_is_never_dated_later_and_its_last_exchange_never_earlier(rt, hands):
    arrange(rt, unit("H41", "province"))
    now = hands.now
    for since, at in ((DAY, now), (date(2026, 11, 20), None), (date(2026, 10, 1), None)):
        with rt.db.write() as session:
            linking.keep(session, [Link("H41", "documents", since, at)])
            units.arrange(session)
    with rt.db.read() as session:
        link = reading.links(session, ["H41"])["H41"]["documents"]
    assert (link.since, link.last_at) == (date(2026, 10, 1), now)
    assert total(rt, COUNTRY, "linked_documents.province") == 1
    agrees(rt)


def test_arranging_again_changes_nothing(rt, hands, agency):
    assert arrange(rt, unit("H41", "province")) == 2
    assert arrange(rt) == 0
    agrees(rt)
