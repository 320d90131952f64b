"""Reports: an example counted by hand, what is left out, and what is refused."""

import json
from datetime import date

import pytest

from forms import regimes
from portal.domain.errors import NotFound
from portal.domain.reporting import PeriodUnknown
from portal.domain.states import Channel, State
from portal.runtime import Runtime
from portal.services.reports import building
from portal.services.reports.building import Asked, PeriodOpen, Report
from portal.services.reports.figures import ReportUnbuildable
from tests.furnished import counted, house
from tests.furnished.counted import Past, vn

REGIMES = regimes.load_regimes()
DIRECT_UNIT = REGIMES["II.06a/VPCP/KSTT"]
DECIDED, RETURNED = State.DECIDED, State.RETURNED
COUNTER, POST = Channel.DIRECT, Channel.POSTAL

# The first quarter of 2026: 15/12/2025 to 14/3/2026. Each with the cells it belongs in, by hand.
QUARTER = date(2025, 12, 15), date(2026, 3, 14)
EXAMPLE = [
    # Received at midnight, finished the day before it was due.
    (Past(vn("2025-12-15 00:00"), vn("2025-12-18 17:00"), vn("2025-12-17 16:00"), DECIDED), "4 8"),
    # Finished on the day, an hour before the office closed.
    (Past(vn("2026-01-05 08:00"), vn("2026-01-08 17:00"), vn("2026-01-08 16:00"), RETURNED), "4 9"),
    # Finished at the very moment it was due, and a minute later.
    (Past(vn("2026-01-05 08:00"), vn("2026-01-08 17:00"), vn("2026-01-08 17:00"), DECIDED), "4 9"),
    (Past(vn("2026-01-05 08:00"), vn("2026-01-08 17:00"), vn("2026-01-08 17:01"), DECIDED), "4 10"),
    # Early by the clock in Viet Nam, though in the same day of UTC.
    (Past(vn("2026-01-05 08:00"), vn("2026-01-09 07:30"), vn("2026-01-08 23:30"), DECIDED), "4 8"),
    # Asked back by its citizen and handed back by the agency, both late.
    (Past(vn("2026-01-05 08:00"), vn("2026-01-08 17:00"), vn("2026-02-01 09:00"), State.WITHDRAWN,
          COUNTER), "5 9"),
    (Past(vn("2026-01-05 08:00"), vn("2026-01-08 17:00"), vn("2026-02-01 09:00"), State.REFUSED,
          POST), "5 9"),
    # Stopped late is late; without a due date it is on time.
    (Past(vn("2026-01-05 08:00"), vn("2026-01-08 17:00"), vn("2026-02-01 09:00"), State.STOPPED,
          POST), "5 10"),
    (Past(vn("2026-01-05 08:00"), None, vn("2026-02-01 09:00"), DECIDED, COUNTER), "5 9"),
    # From earlier periods: finished in this one; still open, due when the data were closed.
    (Past(vn("2025-12-14 23:59"), vn("2025-12-18 17:00"), vn("2025-12-15 00:00"), DECIDED), "6 8"),
    (Past(vn("2025-11-03 08:00"), vn("2026-03-14 17:00")), "6 13"),
    # Open: not due yet; finished only after the data were closed, and late by then.
    (Past(vn("2026-03-14 23:59"), vn("2026-03-17 17:00")), "4 12"),
    (Past(vn("2026-03-02 08:00"), vn("2026-03-05 17:00"), vn("2026-03-15 00:00"), DECIDED), "4 13"),
    # Overdue, but waiting for its citizen when the data were closed; and one that waited before.
    (Past(vn("2026-03-02 08:00"), vn("2026-03-05 17:00"), None, State.AWAITING_SUPPLEMENT,
          pause=(vn("2026-03-04 09:00"), None)), "4 12"),
    (Past(vn("2026-03-02 08:00"), vn("2026-03-05 17:00"),
          pause=(vn("2026-03-14 23:00"), vn("2026-03-15 00:00"))), "4 12"),
    (Past(vn("2026-03-02 08:00"), vn("2026-03-05 17:00"),
          pause=(vn("2026-03-04 09:00"), vn("2026-03-04 10:00"))), "4 13"),
    # In no cell: never accepted, finished before, received after, and a rehearsal.
    (Past(None, state=State.SUBMITTED), ""),
    (Past(None, finished=vn("2026-01-05 08:00"), state=State.REFUSED), ""),
    (Past(vn("2025-12-01 08:00"), vn("2025-12-04 17:00"), vn("2025-12-14 23:59"), DECIDED), ""),
    (Past(vn("2026-03-15 00:00"), vn("2026-03-18 17:00")), ""),
    (Past(vn("2026-01-05 08:00"), vn("2026-01-08 17:00"), rehearsal=True), ""),
]  # fmt: skip


def asked(agency: str, **changes) -> Asked:
    first, last = QUARTER
    given = {"regime": DIRECT_UNIT, "agency": agency, "first": first, "last": last}
    return Asked(**given | changes)


def built(rt: Runtime, wanted: Asked) -> Report:
    with rt.db.read() as session:
        return building.build(session, rt, wanted)


def put(rt: Runtime, agency, *pasts: Past) -> None:
    with rt.db.write() as session:
        counted.put(session, agency, pasts)


def by_hand() -> dict[str, int]:
    cells = [int(cell) for _, said in EXAMPLE for cell in said.split()]
    values = {f"c{number}": cells.count(number) for number in range(3, 14)}
    values["c3"] = values["c4"] + values["c5"] + values["c6"]
    values["c7"] = values["c8"] + values["c9"] + values["c10"]
    values["c11"] = values["c12"] + values["c13"]
    return values


def test_the_example_is_counted_as_it_is_by_hand(rt, agency, hands):
    put(rt, agency, *(past for past, _ in EXAMPLE))
    report = built(rt, asked(agency.code))
    assert report.breaks == []
    assert report.rows[0].values == by_hand()
    assert report.rows[0].values == {
        "c3": 16, "c4": 10, "c5": 4, "c6": 2,
        "c7": 10, "c8": 3, "c9": 5, "c10": 2, "c11": 6, "c12": 3, "c13": 3,
    }  # fmt: skip


def test_a_report_says_whose_it_is_and_when_it_is_due(rt, agency, hands):
    told = json.loads(built(rt, asked(agency.code)).to_json())
    assert told["regimeCode"] == "II.06a/VPCP/KSTT"
    assert (told["kind"], told["state"], told["revision"]) == ("PERIODIC", "DRAFT", 1)
    assert told["period"] == {
        "type": "Q",
        "year": 2026,
        "no": 1,
        "dataFrom": "2025-12-15",
        "dataTo": "2026-03-14",
        "dueAt": "2026-03-25",
    }
    assert told["reporter"] == {"organId": "H41.90.01", "name": "UBND xã mẫu H41.90.01"}
    assert told["receiver"] == {"organId": "H41.90"}
    assert told["form"] == {"code": "II.06a/VPCP/KSTT", "version": DIRECT_UNIT.hash}


def test_equal_reports_have_equal_bytes(rt, agency, hands):
    put(rt, agency, *(past for past, _ in EXAMPLE))
    assert built(rt, asked(agency.code)).to_json() == built(rt, asked(agency.code)).to_json()


def test_rows_are_the_fields_under_each_group(rt, agency, hands):
    put(rt, agency, *(past for past, _ in EXAMPLE))
    rows = built(rt, asked(agency.code)).to_data()["rows"]
    assert [(row["path"], row["code"], row["label"]) for row in rows] == [
        ([], None, "Tổng cộng"),
        (["A"], "A", "Lĩnh vực giải quyết cấp tỉnh"),
        (["C"], "C", "Lĩnh vực giải quyết cấp xã"),
        (["C", "01"], "G01-CA05", "Cư trú"),
    ]
    assert rows[0]["values"] == rows[2]["values"] == rows[3]["values"]
    assert not any(rows[1]["values"].values())


@pytest.mark.parametrize(
    ("days", "groups"),
    [
        ("2025-03-15 2025-06-14", ["A", "B", "C"]),
        ("2025-06-15 2025-12-14", ["A", "B", "C"]),
        ("2025-07-15 2025-08-14", ["A", "C"]),
    ],
)
def test_districts_have_rows_only_in_periods_that_saw_any(rt, agency, hands, days, groups):
    first, last = map(date.fromisoformat, days.split())
    rows = built(rt, asked(agency.code, first=first, last=last)).rows
    assert [row.path[0] for row in rows if row.path] == groups


def test_a_province_counts_the_communes_below_it_and_no_others(rt, hands):
    one, two, other = (house.add_agency(rt, code) for code in ("H41.90", "H41.90.02", "H41.901"))
    for agency in (one, two, other):
        put(rt, agency, Past(vn("2026-01-05 08:00")))
    whole, below = built(rt, asked("H41.90")), built(rt, asked("H41.90.02"))
    assert (whole.rows[0].values["c3"], below.rows[0].values["c3"]) == (2, 1)
    put(rt, house.add_agency(rt, "000.00.32.H41"), Past(vn("2026-01-05 08:00")))
    everybody = built(rt, asked("H41"))
    assert everybody.rows[0].values["c3"] == 4
    assert everybody.to_data()["reporter"] == {"organId": "H41", "name": None}
    assert everybody.to_data()["receiver"] == {"organId": "G22"}


def test_the_older_form_reports_the_same_dossiers(rt, agency, hands):
    put(rt, agency, *(past for past, _ in EXAMPLE))
    values = built(rt, asked(agency.code, regime=REGIMES["07a"])).rows[0].values
    mine = by_hand()
    assert values["c3"] == mine["c3"]
    assert (values["c4"], values["c7"], values["c8"]) == (
        mine["c6"],
        mine["c8"] + mine["c9"],
        mine["c10"],
    )
    assert (values["c12"], values["c13"]) == (2, 2)


def test_days_that_are_no_period_of_the_regime_have_no_deadline(rt, agency, hands):
    month = asked(agency.code, first=date(2026, 1, 15), last=date(2026, 2, 14))
    own = asked(agency.code, first=date(2026, 1, 1), last=date(2026, 1, 31))
    told = [built(rt, wanted).to_data()["period"] for wanted in (month, own)]
    assert [(each["type"], each["dueAt"]) for each in told] == [("M", None), ("CUSTOM", None)]


def test_a_period_whose_last_day_is_not_over_is_refused(rt, agency, hands):
    today = hands.now.date()
    with pytest.raises(PeriodOpen):
        built(rt, asked(agency.code, last=today))
    assert built(rt, asked(agency.code, last=today, open=True)).rows


def test_a_period_that_ends_before_it_begins_is_refused(rt, agency, hands):
    with pytest.raises(PeriodUnknown, match="before it begins"):
        built(rt, asked(agency.code, first=date(2026, 3, 15)))


@pytest.mark.parametrize("code", ["H99", "nobody", "H41.90.0"])
def test_nobody_reports_for_an_agency_that_is_not_there(rt, agency, hands, code):
    with pytest.raises(NotFound, match=code):
        built(rt, asked(code))


def test_dossiers_no_row_has_a_place_for_are_not_left_out_unseen(rt, agency, hands):
    put(rt, agency, Past(vn("2026-01-05 08:00")))
    with rt.db.write() as session:
        session.merge(agency).level = "ministry"
    with pytest.raises(ReportUnbuildable, match="level ministry"):
        built(rt, asked(agency.code))
