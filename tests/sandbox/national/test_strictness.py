"""The national portal's sandbox demands every field as the lists of fields have it."""

import pytest
import requests

from portal.sandbox.national.shape import item_faults, progress_faults
from tests.sandbox.conftest import running
from tests.sandbox.national.hand import NATIONAL, VXP, XRD, Hand, item

STEP = {
    "MaHoSo": "H41.90-261124-0001",
    "NguoiXuLy": "Cán bộ Mẫu",
    "ThoiDiemXuLy": "20261124094100",
    "NoiDungXuLy": "Mới đăng ký",
    "TrangThai": "1",
}
PAPER = {
    "TepDinhKemId": "1",
    "TenTepDinhKem": "giấy.pdf",
    "IsDeleted": "False",
    "MaThanhPhanHoSo": "000.00.00.G15-KQ003204",
    "DuongDanTaiTepTin": "",
    "DuocSoHoa": "0",
    "DuocTaiSuDung": "0",
    "DuocLayTuKhoDMQG": "0",
    "MaKetQuaThayThe": "",
}


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    with running("national", tmp_path_factory.mktemp("national"), **NATIONAL) as process:
        yield process.url


def test_a_whole_entry_has_no_fault():
    assert item_faults(item(TaiLieuNop=[PAPER])) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("MaHoSo", "123"),
        ("MaTTHC", "0.000000"),
        ("MaLinhVuc", ""),
        ("NgayNopHoSo", "2026-11-24 09:41:00"),
        ("NgayNopHoSo", "20261324094100"),
        ("TrangThaiHoSo", "11"),
        ("TrangThaiHoSo", 1),
        ("KenhThucHien", "0"),
        ("TrichYeuHoSo", "x" * 1001),
        ("SoDienThoai", "+84912345678"),
        ("DinhDanhCHS", [{"LoaiDinhDanh": "1", "SoDinhDanh": "000000001"}]),
        ("HoSoCoThanhPhanSoHoa", "1"),
        ("TaiLieuNop", [{**PAPER, "IsDeleted": "false"}]),
        ("TaiLieuNop", [{**PAPER, "MaThanhPhanHoSo": "KQ1"}]),
        ("DanhSachLePhi", [{"TenPhiLePhi": "Lệ phí", "Gia": "8.000"}]),
        ("DSKetNoiCSDL", "7"),
        ("TruongLa", "?"),
    ],
)
def test_what_is_not_as_the_lists_have_it_is_a_fault(field, value):
    assert [name for name, _ in item_faults(item(**{field: value})) if name.startswith(field)]


@pytest.mark.parametrize(
    ("state", "missing"),
    [("2", "NgayTiepNhan"), ("2", "NgayHenTra"), ("3", "NgayTuChoi"), ("10", "NgayTra")],
)
def test_a_state_needs_the_days_that_led_to_it(state, missing):
    assert missing in [name for name, _ in item_faults(item(TrangThaiHoSo=state))]


def test_progress_needs_its_moment_and_its_words():
    assert progress_faults(STEP) == []
    assert [name for name, _ in progress_faults({**STEP, "NguoiXuLy": "x" * 51})] == ["NguoiXuLy"]
    assert [name for name, _ in progress_faults({**STEP, "NoiDungXuLy": ""})] == ["NoiDungXuLy"]


@pytest.mark.parametrize("adapter", [XRD, VXP])
def test_it_remembers_what_it_took_and_takes_a_code_once(url, adapter):
    requests.delete(f"{url}/control", timeout=10)
    hand = Hand(url, adapter)
    assert hand.login().json()["error_code"] == 0
    assert hand.call("TraCuuHoSo", mahoso=item()["MaHoSo"])["error_code"] == "-1"
    assert hand.call("DongBoHoSoMC", isUpdating="True", data=[item()])["error_code"] == "-3"
    assert hand.call("DongBoHoSoMC", isUpdating="False", data=[item()])["error_code"] == "0"
    again = hand.call("DongBoHoSoMC", isUpdating="False", data=[item()])
    assert "đã tồn tại" in again["message"]
    assert hand.call("CapNhatTienDoHoSoMC", data=[STEP] * 11)["error_code"] == "-3"
    assert hand.call("CapNhatTienDoHoSoMC", data=[STEP])["error_code"] == "0"
    held = requests.get(f"{url}/control/dossiers/{item()['MaHoSo']}", timeout=10).json()
    assert (held["item"], held["updates"], len(held["progress"])) == (item(), 0, 1)


def test_nobody_is_let_in_without_the_password_the_session_or_the_name_of_the_portal(url):
    hand = Hand(url)
    assert "session" not in hand.login("sai").json()
    assert hand.login(dstcode="VN:GOV:KHAC").status_code == 404
    assert hand.call("TraCuuHoSo", mahoso="x")["error_code"] == "401"
    calls = requests.get(f"{url}/control/calls", timeout=10).json()["calls"]
    assert all("session" not in call["body"] for call in calls)
