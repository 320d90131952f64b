"""The national portal is told of every change of a dossier, once, in order, as of its event."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from portal import clock
from portal.jobs.operate.national import command
from portal.models import PromiseState
from portal.services import agencies, content
from portal.services.synchronisation import catching_up, standing
from tests.furnished import house
from tests.furnished.partners import drain
from tests.services.test_supplements import hear, send, write


def promises(rt, dossier):
    return house.promised(rt, dossier, "national")


def states(held):
    return [entry["TrangThai"] for entry in held["progress"]]


def told_as_of(rt, dossier, seq):
    with rt.db.read() as session:
        found = content.read(session, rt, *house.key(dossier))
        return standing.as_of(session, found, seq)


def test_a_dossier_is_told_when_it_is_handed_in(rt, there, submitted):
    drain(rt)
    held = there.holds(submitted.code)
    item = held["item"]
    assert (item["TrangThaiHoSo"], item["MaTTHC"]) == ("1", "9.000101")
    assert item["DinhDanhCHS"] == [{"LoaiDinhDanh": "1", "SoDinhDanh": "000190000011"}]
    assert item["KenhThucHien"] == "2" and item["NoiNopHoSo"] == "2"
    assert item["TaiKhoanDuocXacThucVoiVNeID"] == "1"
    assert [paper["TenTepDinhKem"] for paper in item["TaiLieuNop"]] == ["giấy.pdf"]
    assert states(held) == ["1"]


def test_each_change_is_told_in_order_and_as_it_was_then(rt, there, agency, submitted):
    hear(rt, agency, submitted, "accepted")
    hear(rt, agency, submitted, "in_process")
    hear(rt, agency, submitted, "decided")
    drain(rt)
    held = there.holds(submitted.code)
    assert states(held) == ["1", "2", "4", "9"]
    assert held["updates"] == 3
    item = held["item"]
    assert item["NgayTiepNhan"] and item["NgayHenTra"] and item["NgayKetThucXuLy"]
    assert item["NgayTra"] == "" and item["DanhSachGiayToKetQua"] == []
    assert told_as_of(rt, submitted, 1).standing.dates.received is None


def test_a_supplement_is_told_with_its_request_its_answer_and_both_due_days(
    rt, there, agency, submitted, ahead
):
    citizen = house.sign_in(rt)
    hear(rt, agency, submitted, "accepted")
    hear(rt, agency, submitted, "supplement_requested", reasons=("Ảnh mờ",))
    ahead.by = timedelta(days=3)
    write(rt, citizen, submitted, "Tôi gửi lại ảnh.", house.PDF)
    send(rt, citizen, submitted)
    hear(rt, agency, submitted, "in_process")
    drain(rt)
    held = there.holds(submitted.code)
    assert states(held) == ["1", "2", "5", "5", "4"]
    (one,) = held["item"]["DanhSachHoSoBoSung"]
    assert (one["NoiDungBoSung"], one["TrangThaiBoSung"]) == ("Ảnh mờ", "1")
    assert one["NgayHenTraTruoc"] < one["NgayHenTraMoi"] == held["item"]["NgayHenTra"]
    assert "Tôi gửi lại ảnh" not in str(held)
    assert len(held["item"]["TaiLieuNop"]) == 2


def test_the_due_day_told_is_the_one_the_dossier_has(rt, agency, submitted):
    hear(rt, agency, submitted, "accepted")
    later = house.again(rt, submitted).due_current + timedelta(days=5)
    hear(rt, agency, submitted, "extended", due_at=later)
    after = house.again(rt, submitted)
    told = told_as_of(rt, submitted, after.seq)
    assert told.standing.dates.due == after.due_current == later
    assert told_as_of(rt, submitted, after.seq - 1).standing.dates.due == after.due_original
    assert told.steps[-1].text == "Gia hạn thời gian giải quyết"


@pytest.mark.parametrize("fault", ["drop_after_taking", "drop_after_progress"])
def test_a_lost_answer_is_asked_about_and_the_dossier_stands_once(
    rt, there, ahead, submitted, fault
):
    there.faults(**{fault: {"times": 1}, "lists_progress": True})
    drain(rt)
    (promise,) = promises(rt, submitted)
    assert (promise.state, promise.unsure) == (PromiseState.WAITING, True)
    ahead.by += promise.next_at - clock.now() + timedelta(seconds=1)
    drain(rt)
    assert promises(rt, submitted)[0].state == PromiseState.DONE
    assert states(there.holds(submitted.code)) == ["1"]


def test_a_refusal_parks_in_sight_with_the_portals_words_sealed(rt, there, submitted):
    there.faults(refuse=True)
    drain(rt)
    (promise,) = promises(rt, submitted)
    assert (promise.state, promise.last_outcome) == (PromiseState.PARKED, "rejected")
    assert submitted.code not in (promise.last_error or "")


def test_nobody_is_told_of_a_rehearsal_nor_of_an_agency_that_is_not_synchronised(rt, there):
    quiet = house.add_agency(rt, "H41.90.03")
    dossier = house.submit_new(rt, house.sign_in(rt), quiet)
    practice = house.add_agency(rt, "H41.90.04", synchronised=True, rehearsal=True)
    rehearsed = house.submit_new(rt, house.sign_in(rt, "tap", rehearsal=True), practice)
    assert promises(rt, dossier) == promises(rt, rehearsed) == []
    with rt.db.read() as session:
        assert catching_up.behind(session) == []


def test_a_dossier_synchronised_late_catches_up_in_order_with_one_promise(rt, there):
    late = house.add_agency(rt, "H41.90.03")
    dossier = house.submit_new(rt, house.sign_in(rt), late)
    hear(rt, late, dossier, "accepted")
    hear(rt, late, dossier, "in_process")
    tell_from_now_on(rt, late)
    with rt.db.write() as session:
        for one in catching_up.behind(session):
            assert catching_up.promise(session, *one)
        assert catching_up.behind(session) == []
    hear(rt, late, dossier, "decided")
    drain(rt)
    assert states(there.holds(dossier.code)) == ["1", "2", "4", "9"]
    assert [one.state for one in promises(rt, dossier)] == [PromiseState.DONE] * 2


def tell_from_now_on(rt, agency):
    with rt.db.write() as session:
        agencies.by_code(session, agency.code).synchronised = True


def test_an_operator_can_try_the_way_there_and_let_all_catch_up(rt, there, monkeypatch):
    late = house.add_agency(rt, "H41.90.03")
    house.submit_new(rt, house.sign_in(rt), late)
    tell_from_now_on(rt, late)
    monkeypatch.setattr("portal.jobs.operate.national.operating", lambda: operated(rt))
    tried = CliRunner().invoke(command, ["check"]).output.splitlines()
    assert tried == ["The national portal lets us in.", "The national store lets us in."]
    for count in (1, 0):
        said = CliRunner().invoke(command, ["catch-up"]).output
        assert said == f"dossiers that will catch up: {count}\n"


class operated:
    """The runtime of this test, where a command would make its own."""

    def __init__(self, rt):
        self.rt = rt

    def __enter__(self):
        return self.rt

    def __exit__(self, *_):
        return None
