"""Questions asked at the national portal are listed whole, in order, however they are written."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import requests

from connectors.enquiry_messages import Enquired
from connectors.errors import Rejected, Unavailable, Unknown
from connectors.national.portal import moments, tables

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
OURS = "H41.90-PA261124-0001"
TOLD = Enquired(
    code=OURS,
    kind="question",
    state="answered",
    dossier="",
    agency="H41.90",
    agency_name="UBND phường mẫu",
    question="Có làm việc không?",
    answer="Có, đến 11 giờ.",
    received_at=LONG_AGO,
    due_at=None,
    answered_at=LONG_AGO + timedelta(days=1),
    revision=2,
)


@pytest.mark.parametrize("settings", [{}, {"enquiry_page": 1}, {"enquiry_page": 50}])
def test_they_are_listed_the_oldest_first_on_however_many_pages(connect, there, settings):
    later = there.ask(NgayGui="20261124100000")
    first = there.ask(NgayGui="20261123094100")
    asked = connect(**settings).asked(LONG_AGO)
    assert [one.code for one in asked] == [first, later]
    assert asked[0].asked_at == datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
    assert (asked[0].kind, asked[0].unit, asked[0].wrong) == ("question", "H41.90.01", "")
    assert asked[0].words.startswith("Hỏi về giờ làm việc\nSáng thứ Bảy")
    assert "Mẫu" not in repr(asked[0]) and "091" not in repr(asked[0])


def test_none_is_an_empty_list_and_old_ones_are_not_asked_for(connect, there):
    there.ask(NgayGui="20261123094100")
    assert connect().asked(datetime(2026, 11, 24, tzinfo=UTC)) == ()
    assert connect(skip_enquiries=True).asked(LONG_AGO) == ()


def test_whatever_is_not_needed_may_be_missing_or_odd(connect, there):
    there.ask(LoaiHoiDap=9, HoTen=None, SoDienThoai=84912345678, NgayGui=None, MaHoSo="??")
    there.ask(MaHoiDap=77, LoaiHoiDap=2, NgayGui="2026-11-23 09:41:00", NoiDung="a\0b")
    numbered, undated = connect().asked(LONG_AGO)
    assert (numbered.code, numbered.kind, numbered.words[-2:]) == ("77", "complaint", "ab")
    assert numbered.asked_at == datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
    assert (undated.kind, undated.name, undated.dossier) == ("question", "", "")
    assert (undated.asked_at, undated.phone) == (None, "84912345678")


def test_what_nobody_can_answer_is_listed_with_what_it_lacks(connect, there):
    there.faults(questions_malformed=True)
    ours = connect()
    broken = {one.code: one.wrong for one in ours.asked(LONG_AGO)}
    assert sorted(broken.values()) == ["MaHoiDap, MaDonVi", "MaHoiDap, MaDonVi, NoiDung"]
    assert all(code.startswith("?") for code in broken)
    # Listed again it has the same mark, so that it is the same one.
    assert {one.code: one.wrong for one in ours.asked(LONG_AGO)} == broken


def test_a_portal_that_is_away_is_asked_again_later(connect, there):
    there.faults(gateway=True)
    with pytest.raises(Unavailable):
        connect().asked(LONG_AGO)


@pytest.mark.parametrize(
    "text",
    ["20261123094100", "2026-11-23 09:41:00", "2026-11-23T02:41:00.000Z", "23/11/2026 09:41"],
)
def test_moments_are_read_in_every_way_they_are_written(text):
    assert moments.guess(text) == datetime(2026, 11, 23, 2, 41, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "hôm qua", "00010101", "20261399000000", "9" * 14])
def test_what_is_no_moment_is_none(text):
    assert moments.guess(text) is None


@pytest.mark.parametrize("text", ["00010101", "99991231235959", "20270229", "202611231"])
def test_a_moment_nobody_means_is_told_as_none(text):
    with pytest.raises(ValueError):
        moments.read(text)


def test_the_answer_goes_back_once_under_both_codes_and_names_nobody(connect, there):
    theirs = there.ask()
    told = replace(TOLD, national_code=theirs)
    there.faults(drop_after_answer={"times": 1})
    with pytest.raises(Unknown):
        connect().enquire(told)
    connect().enquire(told)
    (held,) = there.asked()[theirs]["told"]
    assert (held["MaHoiDap"], held["MaHoiDapDonVi"]) == (theirs, OURS)
    assert (held["TrangThai"], held["NoiDungTraLoi"]) == ("3", "Có, đến 11 giờ.")
    assert connect().asked(LONG_AGO) == ()
    with pytest.raises(Rejected, match="refuses"):
        connect().enquire(replace(told, code="H41.90-PA261124-0002", revision=3))


def test_steps_on_the_way_are_told_only_where_they_are_taken(connect, there):
    theirs = there.ask()
    step = replace(TOLD, national_code=theirs, state="taken", answer="", answered_at=None)
    connect().enquire(step)
    assert there.asked()[theirs]["told"] == []
    connect(enquiry_steps=True).enquire(step)
    assert [one["TrangThai"] for one in there.asked()[theirs]["told"]] == ["2"]


def test_names_of_the_dialect_are_settings(connect, there):
    there.ask(CauHoi="Câu hỏi ở trường khác", NoiDung="")
    table = {"questions": {"words": ["CauHoi"], "title": []}}
    assert connect(tables=table).asked(LONG_AGO)[0].words == "Câu hỏi ở trường khác"
    with pytest.raises(ValueError, match="questions"):
        tables.read({"questions": "CauHoi"})


def test_the_page_of_the_sandbox_asks_as_well(there):
    sent = {"unit": "H41.90.01", "words": "Hỏi thử"}
    assert requests.post(f"{there.url}/hoi", data=sent, timeout=10).ok
    assert [one["question"]["NoiDung"] for one in there.asked().values()] == ["Hỏi thử"]
