"""A parent agency collects its children's reports: who is missing, and the checked sum."""

import json

import pytest

from portal.domain.errors import NotFound, Unacceptable
from portal.domain.report_moves import ReportState
from portal.services.reports import collecting, sending, working
from portal.services.reports.working import Typed
from tests.furnished import house, reporting
from tests.furnished.counted import Past, vn
from tests.furnished.reporting import AFTER_Q1, LATE, OPEN, Office


@pytest.fixture
def province(rt, hands) -> Office:
    """A province with a department that owes nothing of its own."""
    hands.now = AFTER_Q1
    agency = house.add_agency(rt, "H41")
    department = house.add_agency(rt, "H41.05")
    with rt.db.write() as session:
        session.merge(agency).level = session.merge(department).level = "province"
    reporting.put(rt, department, LATE, LATE)
    return reporting.office(rt, agency, collects=True)


@pytest.fixture
def communes(rt, province) -> list[Office]:
    """Two communes that owe it their reports, one with two dossiers, one with one."""
    found = []
    for code, pasts in (("H41.90.01", (LATE, OPEN)), ("H41.90.02", (OPEN,))):
        agency = house.add_agency(rt, code)
        reporting.put(rt, agency, *pasts)
        found.append(reporting.office(rt, agency, parent="H41"))
    province.freeze()
    return found


def standing(office: Office) -> collecting.Standing:
    it = office.opened()
    with office.rt.db.read() as session:
        return collecting.standing(session, it)


def total(office: Office) -> int:
    return office.opened().rows[0].values["c3"]


def send(office: Office) -> None:
    office.sign()
    office.do(sending.submit, office.approver)


def test_a_parent_counts_itself_what_no_child_reports(province, communes):
    assert total(province) == 2
    assert [office.opened().rows[0].values["c3"] for office in communes] == [2, 1]


def test_the_sum_takes_in_whatever_has_arrived_and_names_who_is_missing(province, communes):
    first, second = communes
    send(first)
    province.do(working.collect)
    assert total(province) == 4
    assert province.opened().breaks == []
    assert [child.agency.code for child in standing(province).missing] == ["H41.90.02"]
    send(second)
    province.do(working.collect)
    assert total(province) == 5
    assert not standing(province).incomplete
    rows = province.opened().rows
    assert [(row.path, row.values["c3"]) for row in rows] == [
        ((), 5), (("A",), 2), (("A", "01"), 2), (("C",), 3), (("C", "01"), 3),
    ]  # fmt: skip


def test_without_a_child_it_goes_on_only_with_a_reason(province, communes):
    province.do(working.collect)
    with pytest.raises(Unacceptable, match="missing"):
        province.do(working.hand_in, None, " ")
    report = province.do(working.hand_in, None, "Xã chưa gửi, sẽ đính chính")
    assert report.state == ReportState.IN_REVIEW


def test_a_child_that_restates_makes_the_sum_stale_until_it_is_summed_up_anew(province, communes):
    for office in communes:
        send(office)
    province.do(working.collect)
    reporting.put(province.rt, communes[0].agency, Past(vn("2026-02-02 08:00")))
    communes[0].do(working.restate, None, "Sót một hồ sơ")
    assert standing(province).incomplete
    lines = {one["key"]: "Sót" for one in communes[0].opened().differences}
    communes[0].do(working.write, None, Typed((), lines))
    send(communes[0])
    assert standing(province).incomplete and not standing(province).missing
    province.do(working.collect)
    assert total(province) == 6
    assert not standing(province).incomplete


def test_what_is_signed_names_each_part_by_its_hash_and_sums_to_the_whole(province, communes):
    for office in communes:
        send(office)
    province.do(working.collect)
    province.sign()
    told = json.loads(working.signed(province.opened()))
    hashes = [office.opened().revision.document_hash for office in communes]
    assert [part["hash"] for part in told["parts"]] == hashes
    parts = sum(part["rows"][0]["values"]["c3"] for part in told["parts"])
    assert told["rows"][0]["values"]["c3"] == parts + 2


def test_a_parent_gives_back_with_a_reason_or_accepts_and_nobody_else_does(province, communes):
    send(communes[0])
    which = communes[0].at().which
    other = communes[1]

    def decide(office: Office, accepted: bool, words: str = "") -> None:
        with office.rt.db.write() as session:
            actor = office.approver.acting(words)
            collecting.decide(session, office.rt, office.agency, (which, accepted, actor))

    with pytest.raises(NotFound):
        decide(other, True)
    with pytest.raises(Unacceptable, match="no_reason"):
        decide(province, False)
    decide(province, False, "Cột 10 chưa giải trình")
    assert communes[0].report().state == ReportState.RETURNED
    communes[0].do(working.restate, None, "Theo yêu cầu của tỉnh")
    send(communes[0])
    decide(province, True)
    assert communes[0].report().state == ReportState.ACCEPTED


def test_a_parent_never_stands_below_its_child(rt, province, communes):
    with pytest.raises(Unacceptable, match="parent_below"):
        reporting.office(rt, province.agency, parent="H41.90.01")
