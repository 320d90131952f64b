"""Every field of DongBoHoSoMC is written from a fact; the mistakes of others are forbidden here."""

from datetime import timedelta

import pytest

from connectors.messages import State
from connectors.national.portal import moments, tables, writing
from connectors.national_messages import (
    Charge,
    Dates,
    GivenResult,
    Holder,
    Owner,
    PaidOnline,
    Paper,
    Step,
    Supplementing,
)
from tests.connectors.national.conftest import MORNING, standing

TABLES = tables.read({})


def item(**more):
    return writing.item(standing(**more), TABLES)


def test_the_states_are_the_ten_codes_each_its_own():
    codes = {state: writing.item(standing(state=state), TABLES)["TrangThaiHoSo"] for state in State}
    assert sorted(codes.values(), key=int) == [str(number) for number in range(1, 11)]
    assert [TABLES.state(code) for code in codes.values()] == list(State)


def test_a_supplement_a_fee_and_a_stop_are_not_told_as_done():
    told = [item(state=state)["TrangThaiHoSo"] for state in ("awaiting_supplement",
            "awaiting_payment", "stopped")]  # fmt: skip
    assert told == ["5", "6", "8"]


def test_a_number_nobody_knows_is_left_out_and_not_made_up():
    assert item(owner=Owner(Holder.CITIZEN, "Nguyễn Thị Mẫu"))["DinhDanhCHS"] == []


def test_a_business_is_named_by_its_tax_code():
    owner = Owner(Holder.BUSINESS, "Công ty Mẫu", tax_code="0100109106")
    told = item(owner=owner)
    assert told["LoaiDoiTuong"] == "2"
    assert told["DinhDanhCHS"] == [{"LoaiDinhDanh": "3", "SoDinhDanh": "0100109106"}]


def test_the_first_paper_handed_in_is_never_the_result():
    told = item(papers=(Paper("1", "giấy.pdf"),), state=State.DECIDED)
    assert told["DanhSachGiayToKetQua"] == []
    given = item(results=(GivenResult("9", "Giấy khai sinh", "KQ.G15.000001"),))
    assert given["DanhSachGiayToKetQua"][0]["GiayToId"] == "9"


@pytest.mark.parametrize("channel, code", [("direct", "1"), ("online", "2"), ("postal", "3")])
def test_the_channel_is_the_one_it_came_by(channel, code):
    assert item(channel=channel)["KenhThucHien"] == code


def test_what_counts_for_an_indicator_is_no_unless_it_is_so():
    told = item(papers=(Paper("1", "giấy.pdf"),), charges=(Charge("Lệ phí", 8000),))
    assert told["HoSoCoThanhPhanSoHoa"] == "0"
    assert told["TaiKhoanDuocXacThucVoiVNeID"] == "0"
    assert told["DuocThanhToanTrucTuyen"] == "0"
    paper = told["TaiLieuNop"][0]
    assert (paper["DuocSoHoa"], paper["DuocTaiSuDung"], paper["DuocLayTuKhoDMQG"]) == ("0",) * 3
    assert told["DanhSachLePhi"][0]["Gia"] == "8000"


def test_what_is_so_is_said():
    told = item(
        papers=(Paper("1", "giấy.pdf", digitised=True, from_store=True),),
        verified=True,
        paid=PaidOnline.OWN,
        by_post=True,
        from_national=True,
    )
    assert told["HoSoCoThanhPhanSoHoa"] == told["TaiKhoanDuocXacThucVoiVNeID"] == "1"
    assert (told["DuocThanhToanTrucTuyen"], told["HinhThuc"], told["NoiNopHoSo"]) == ("2", "1", "1")


def test_a_paper_taken_out_is_told_as_deleted_and_counts_as_none():
    told = item(papers=(Paper("1", "giấy.pdf", removed=True, digitised=True),))
    assert told["TaiLieuNop"][0]["IsDeleted"] == "True"
    assert told["HoSoCoThanhPhanSoHoa"] == "0"


def test_days_that_have_not_come_are_empty_and_moments_are_local():
    told = item(dates=Dates(MORNING))
    assert told["NgayNopHoSo"] == "20261124094100"
    days = ("NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayTuChoi", "NgayKetThucXuLy")
    assert [told[day] for day in days] == [""] * 5
    assert moments.read(told["NgayNopHoSo"]) == MORNING
    assert moments.read("20261124") == MORNING.replace(hour=0, minute=0) - timedelta(hours=7)


def test_a_request_for_more_carries_both_due_days():
    one = Supplementing("5", MORNING, "Giấy chứng sinh", due_before=MORNING)
    told = item(supplements=(one,))["DanhSachHoSoBoSung"][0]
    assert (told["TrangThaiBoSung"], told["NgayTiepNhanBoSung"]) == ("0", "")
    assert told["NgayHenTraTruoc"] == "20261124094100"


def test_long_words_are_cut_where_the_lists_have_a_limit():
    step = Step(MORNING, State.SUBMITTED, "Mới đăng ký", officer="Cán bộ " * 20)
    entry = writing.progress("H41.90-261124-0001", step, TABLES)
    assert len(entry["NguoiXuLy"]) == 50 and entry["NguoiXuLy"].endswith("…")
    assert entry["PhongBanXuLy"] == entry["NgayBatDau"] == ""


def test_a_no_that_holds_the_words_of_a_yes_is_a_no():
    assert TABLES.means("yes", "0", "")
    assert not TABLES.means("yes", "-3", "Đồng bộ không thành công")


@pytest.mark.parametrize(
    "over",
    [{"states": {"submitted": 1}}, {"sates": {}}, {"answers": {"yes": {"codes": "0"}}}],
)
def test_tables_that_cannot_be_laid_over_are_said(over):
    with pytest.raises(ValueError):
        tables.read(over)
