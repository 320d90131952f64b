"""Asking those below for reports: by whom, of whom, once, and with everything typed kept."""

import re

import pytest
import sqlalchemy as sa

from portal.models import ReportRequest, ReportRequested, StaffDeed
from portal.services import agencies
from tests.furnished import house, reporting
from tests.furnished.counted import vn
from tests.furnished.reporting import LATE, OPEN

PARENT = "/bao-cao/H41"
NEW = f"{PARENT}/yeu-cau/moi"
WANTED = {
    "regime": "II.06a/VPCP/KSTT",
    "kind": "ad_hoc",
    "first": "01/01/2026",
    "last": "13/03/2026",
    "due": "17/03/2026",
    "document": "12/UBND-VP (mẫu)",
    "subject": "Hồ sơ quá hạn",
    "reason": "Họp giao ban tháng 3",
    "agencies": ["H41.90.01"],
}


@pytest.fixture
def parent(rt, hands, agency):
    """A province on Friday the 13th, with one commune that has dossiers and one that has none."""
    hands.now = vn("2026-03-13 08:00")
    reporting.put(rt, agency, LATE, OPEN)
    house.add_agency(rt, "H41.90.02")
    return house.add_agency(rt, "H41")


@pytest.fixture
def chief(rt, enter, parent):
    """Whoever approves the province's reports."""
    return enter(reporting.hire(rt, parent, "approver"))


def ask(browser, page=None, **changes):
    return browser.send(page or browser.open(NEW), {**WANTED, **changes}, action=NEW)


def every(rt, model):
    with rt.db.read() as session:
        return session.scalars(sa.select(model)).all()


def test_it_is_asked_once_however_often_it_is_sent_and_written_down(rt, chief, agency):
    page = chief.open(NEW)
    first, again = ask(chief, page), ask(chief, page)
    assert first.leads_to == again.leads_to
    (row,) = every(rt, ReportRequest)
    assert (row.subject, row.document) == ("Hồ sơ quá hạn", "12/UBND-VP (mẫu)")
    (asked,) = every(rt, ReportRequested)
    assert (asked.agency_id, asked.collects) == (agency.id, False)
    shown = chief.follow(first)
    assert "Đã gửi yêu cầu" in shown.text and "Còn thiếu báo cáo của 1 cơ quan" in shown.text
    (deed,) = [one for one in every(rt, StaffDeed) if one.deed == "report_asked"]
    assert (deed.target, deed.reason) == ("agency:H41.90.01", "Họp giao ban tháng 3")
    assert "Hồ sơ quá hạn" in chief.open(f"{PARENT}/yeu-cau").text


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"due": "16/03/2026"}, "due", "hạn sớm nhất là 17/03/2026"),
        ({"last": "31/12/2025"}, "last", "Ngày cuối phải từ ngày đầu trở đi"),
        ({"first": "31/02/2026"}, "first", "Nhập ngày"),
        ({"last": "01/01/9999"}, "last", "Nhập ngày"),
        ({"due": "", "last": ""}, "due", "Nhập ngày"),
        ({"last": "01/03/2026", "due": "12/03/2026"}, "due", "Hạn gửi đã qua"),
        ({"agencies": None}, "agencies", "ít nhất một cơ quan"),
        ({"agencies": ["H41.90.01", "H42"]}, "agencies", "H42 không phải cơ quan cấp dưới"),
        ({"agencies": ["H41"]}, "agencies", "H41 không phải cơ quan cấp dưới"),
        ({"regime": "II.99"}, "regime", "Chọn mẫu báo cáo"),
        ({"kind": "periodic"}, "kind", "Chọn loại báo cáo"),
        ({"document": " "}, "document", "Nhập số"),
        ({"subject": "x" * 501}, "subject", "tối đa 500 ký tự"),
        ({"reason": ""}, "reason", "Ghi lý do"),
    ],
)
def test_what_does_not_fit_is_said_by_field_and_everything_typed_is_kept(
    rt, chief, changes, field, said
):
    kept = ask(chief, **changes)
    assert kept.status == 422 and said in kept.errors[field]
    pairs = kept.form(NEW).pairs
    typed = dict(pairs)
    for name in ("first", "last", "due", "document", "subject"):
        assert typed[name].strip() == str({**WANTED, **changes}[name]).strip()
    if "reason" not in changes:
        assert typed["reason"].strip() == WANTED["reason"]
    if "agencies" not in changes:
        assert [value for name, value in pairs if name == "agencies"] == WANTED["agencies"]
    assert every(rt, ReportRequest) == []


def test_where_nobody_is_below_there_is_nobody_to_ask(rt, enter, agency, parent):
    alone = enter(reporting.hire(rt, agency, "approver"))
    page = alone.follow(alone.open("/bao-cao/H41.90.01/yeu-cau/moi"))
    assert "chưa có cơ quan nào là cấp dưới" in page.text


def test_the_same_report_of_the_same_days_is_not_asked_for_twice(rt, chief):
    assert ask(chief).status == 303
    kept = ask(chief, agencies=["all"])
    assert (kept.status, list(kept.errors)) == (422, ["agencies"])
    assert "H41.90.01 đã phải nộp báo cáo này" in kept.errors["agencies"]
    assert ask(chief, agencies=["all"], last="12/03/2026").status == 303
    assert len(every(rt, ReportRequested)) == 3


def test_only_whoever_approves_for_the_parent_asks(rt, enter, parent, agency, chief):
    done = ask(chief).leads_to.partition("?")[0]
    writer = enter(reporting.hire(rt, parent, "reporter"))
    assert "Hồ sơ quá hạn" in writer.open(f"{PARENT}/yeu-cau").text
    assert writer.open(done).status == 200 and not writer.open(done).tree.xpath("//main//form")
    below = enter(reporting.hire(rt, agency, "approver"))
    nothing = [("words", "Không cần nữa")]
    for who, path in ((writer, NEW), (below, NEW), (below, done), (below, f"{PARENT}/yeu-cau")):
        assert who.open(path).status == 404
    for who in (writer, below):
        token = who.open("/bao-cao").token or who.open(who.open("/bao-cao").leads_to).token
        assert who.post(NEW, [*token, *[*WANTED.items()][:-1]]).status == 404
        assert who.post(f"{done}/nhac", token).status == 404
        assert who.post(f"{done}/rut", [*token, *nothing]).status == 404
    elsewhere = done.replace("/H41/", "/H41.90.01/")
    assert below.open(elsewhere).status == 404
    assert below.post(f"{elsewhere}/rut", [*token, *nothing]).status == 404


def test_a_mark_that_is_another_agencys_request_gives_nothing_away(rt, enter, chief):
    stolen = re.search(r"[0-9a-f-]{36}", ask(chief).leads_to)[0]
    other = house.add_agency(rt, "H42")
    house.add_agency(rt, "H42.90.01")
    thief = enter(reporting.hire(rt, other, "approver"))
    page = thief.open("/bao-cao/H42/yeu-cau/moi")
    given = {**WANTED, "agencies": ["H42.90.01"], "id": stolen}
    assert thief.send(page, given, action="/bao-cao/H42").status == 404


@pytest.fixture
def asked(rt, enter, chief, agency, hands):
    """Where a request to both communes is, its days over, and the approver signed in anew."""
    done = ask(chief, agencies=["all"]).leads_to.partition("?")[0]
    early = chief.post(f"{done}/nhac", chief.open(done).token)
    assert early.status == 409 and "Kỳ số liệu chưa hết" in early.text
    hands.now = vn("2026-03-14 08:00")
    made = (reporting.hire(rt, agency, role) for role in ("reporter", "approver"))
    office = reporting.Office(rt, agency, *made)
    office.freeze()
    return done, office


def again(rt, enter):
    """Sign the province's approver in anew: time has passed."""
    with rt.db.read() as session:
        parent = agencies.by_code(session, "H41")
    return enter(reporting.hire(rt, parent, "approver"))


def test_who_is_missing_is_seen_and_reminded_at_most_once_an_hour(rt, enter, asked):
    done, office = asked
    chief = again(rt, enter)
    page = chief.open(done)
    assert "Còn thiếu báo cáo của 2 cơ quan" in page.text
    assert "Đã nhắc" in chief.follow(chief.send(page, {}, action=f"{done}/nhac")).text
    twice = chief.post(f"{done}/nhac", page.token)
    assert twice.status == 409 and "vừa được nhắc" in twice.text
    reminded = enter(office.writer).open("/bao-cao/H41.90.01")
    assert "Cơ quan yêu cầu đã nhắc lúc" in reminded.text
    targets = [one.target for one in every(rt, StaffDeed) if one.deed == "report_reminded"]
    assert sorted(targets) == ["agency:H41.90.01", "agency:H41.90.02"]


def test_a_request_is_taken_back_with_a_reason_and_nobody_is_reminded_then(rt, enter, asked, hands):
    done, _ = asked
    hands.now = vn("2026-03-18 08:00")
    chief = again(rt, enter)
    assert "quá hạn 1 ngày" in chief.open(f"{PARENT}/yeu-cau").text
    page = chief.open(done)
    kept = chief.send(page, {"words": "x"}, action=f"{done}/rut")
    assert (kept.status, list(kept.errors)) == (422, ["words"])
    gone = chief.send(page, {"words": "Đã có số liệu khác"}, action=f"{done}/rut")
    assert "Đã rút yêu cầu" in chief.follow(gone).text
    more = [*page.token, ("words", "Đã có số liệu khác")]
    assert chief.post(f"{done}/rut", more).status == 404
    assert "đã được rút lại" in chief.post(f"{done}/nhac", page.token).text
