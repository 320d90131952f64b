"""Reports of facts that are no dossiers: each counted by hand, frozen once, opened to its items."""

from datetime import date

import pytest

from connectors.organisations import to_new_form
from portal.domain.progress.catalogue import shipped
from portal.models import Agency
from portal.runtime import Runtime
from portal.services.documents import days
from portal.services.operations.deeds import Actor
from portal.services.progress import units
from portal.services.progress.units import REGISTER, Unit
from portal.services.reports import building, drilling, opening, owing
from portal.services.reports.building import Asked
from portal.services.reports.facts import registering
from portal.services.reports.facts.registering import Covered
from portal.services.reports.moving import Which
from portal.services.reports.owing import Owing
from tests.furnished import house, reporting
from tests.furnished.desks import ADMIN
from tests.furnished.reporting import AFTER_Q1, Office

FIRST, LAST = date(2025, 12, 15), date(2026, 3, 14)
INSIDE = date(2026, 1, 5)


def day(rt: Runtime, agency: Agency, of: date, *what: str) -> None:
    with rt.db.write() as session:
        days.count(session, agency.id, of, *what)


def frozen(rt: Runtime, agency: Agency, regime: str) -> Office:
    """Let an agency owe a regime alone, and freeze its first quarter."""
    with rt.db.write() as session:
        owing.owe(session, Owing(agency.code, regime, since=date(2026, 3, 14)), ADMIN)
    made = Office(rt, agency, None, None)
    made.freeze()
    return made


def quarter(office: Office, regime: str) -> opening.Opened:
    """Open the report of the quarter, not that of its last month."""
    with office.rt.db.read() as session:
        found = [
            row
            for row in session.query(reporting.Report).all()
            if (row.regime, row.first, row.last) == (regime, FIRST, LAST)
        ]
        assert len(found) == 1
        which = Which(office.agency.id, found[0].id)
        return opening.open_(session, office.rt, office.agency, which)


def cells(it: opening.Opened) -> dict[str, list[int]]:
    return {row.subject.label: list(row.values.values()) for row in it.rows}


def opened_cell(office: Office, it: opening.Opened, line: str, column: str) -> drilling.Drilled:
    with office.rt.db.read() as session:
        return drilling.cell(session, it, (line, column), 1)


def test_documents_of_the_days_of_the_period_are_counted_once_and_frozen(rt, hands, agency):
    hands.now = AFTER_Q1
    for one in (FIRST, LAST):
        day(rt, agency, one, days.RECEIVED, days.SIGNED, days.ACKNOWLEDGED, days.ONLINE)
    day(rt, agency, INSIDE, days.SENT)
    day(rt, agency, INSIDE, days.RECEIVED)
    for other in (date(2025, 12, 14), date(2026, 3, 15)):
        day(rt, agency, other, days.SENT)
    office = frozen(rt, agency, "LT-01/TRUC")
    it = quarter(office, "LT-01/TRUC")
    row = [4, 1, 3, 2, 2, 2, 1, 2]
    assert cells(it)["Tổng cộng"] == cells(it)["Đơn vị cấp xã"] == cells(it)[agency.name] == row
    assert it.breaks == []
    # What comes later changes neither the figures nor what stands behind them.
    day(rt, agency, INSIDE, days.RECEIVED)
    office.freeze()
    behind = opened_cell(office, it, f"D/{agency.code}", "c5")
    assert (behind.value, behind.own) == (3, 3)
    assert [(one.item, one.count) for one in behind.facts] == [
        ("2025-12-15", 1),
        ("2026-01-05", 1),
        ("2026-03-14", 1),
    ]


def test_units_are_measured_by_documents_alone_and_demo_and_closed_ones_left_out(rt, hands, agency):
    hands.now = AFTER_Q1
    reporting.put(rt, agency, reporting.LATE)
    top = to_new_form(agency.code).rpartition(".")[0]
    with rt.db.write() as session:
        session.merge(agency).valid_from = date(2025, 7, 1)
        register = [
            _unit(f"{top}.02", valid_until=LAST),
            _unit(f"{top}.03", valid_until=date(2026, 3, 13)),
            _unit(f"{top}.04", level="province_department", valid_until=None),
            _unit("X40.51", origin="demo", valid_until=None),
        ]
        units.arrange(session, register)
    above = house.add_agency(rt, top)
    with rt.db.write() as session:
        session.merge(above).level = "province"
    office = frozen(rt, above, "LT-02/CHI-TIEU")
    it = quarter(office, "LT-02/CHI-TIEU")
    group = "Xã, phường, đặc khu (chỉ tiêu 30 %)"
    # One dossier was dealt with there; as long as no document was, nobody is active.
    assert cells(it)[group] == [2, 0, 2]
    assert cells(it)["Sở và tương đương (chỉ tiêu 60 %)"] == [1, 0, 1]
    assert cells(it)["Tổng cộng"] == [3, 0, 3]
    behind = opened_cell(office, it, "C", "c5")
    assert [one.item for one in behind.facts] == [to_new_form(agency.code), f"{top}.02"]
    day(rt, agency, LAST, days.RECEIVED, days.ONLINE)
    with rt.db.write() as session:
        told = building.build(session, rt, Asked(it.regime, above.code, FIRST, LAST))
    assert told.rows[0].values == {"c3": 3, "c4": 1, "c5": 2}


def _unit(code: str, level: str = "commune", origin: str = REGISTER, **more) -> Unit:
    assert level in shipped().levels
    return Unit(code, f"Đơn vị {code}", "", level, "", origin, date(2025, 7, 1), **more)


@pytest.mark.parametrize(
    ("process", "row"),
    [
        ("123/QĐ-UBND", [2, 0, 0, 2, 1, 0, 0, 1, 1, 0, 0, 1]),
        ("", [2, 0, 0, 2, 1, 0, 0, 1] + [0] * 4),
    ],
)
def test_a_procedure_counts_once_for_its_unit_whoever_tells_of_it(rt, hands, agency, process, row):
    hands.now = AFTER_Q1
    since = date(2026, 1, 1)
    lines = [
        # The portal offers the first itself; the second is known from the register alone.
        Covered(agency.code, house.PROCEDURE, "Thủ tục mẫu", False, process, since),
        Covered(agency.code, "9.999999", "Thủ tục khác (mẫu)", False, "", since),
        Covered(agency.code, "9.999998", "Đã bãi bỏ (mẫu)", True, "x", since, date(2026, 3, 13)),
    ]
    with rt.db.write() as session:
        registering.register(session, lines, Actor("Sở mẫu"))
    office = frozen(rt, agency, "II.07b/VPCP/KSTT")
    it = quarter(office, "II.07b/VPCP/KSTT")
    assert cells(it)[agency.name] == cells(it)["Tổng cộng"] == row
    assert it.breaks == []
    behind = opened_cell(office, it, "C", "c7")
    assert [one.item for one in behind.facts] == [house.PROCEDURE]
