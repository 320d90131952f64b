"""The store of the national portal's sandbox demands every field of a question."""

import pytest

from portal.sandbox.national.safe_shape import file_faults, look_up_faults

ASKED = {
    "session": "x",
    "SoDinhDanhChuSoHuu": "000190000011",
    "HoTenNguoiYeuCau": "Nguyễn Thị Mẫu",
    "KenhThucHien": "2",
    "SoDinhDanhNguoiYeuCau": "000190000011",
    "MaThuTuc": "1.001193",
    "DanhSachDanhMucKetQua": [{"MaKetQua": "000.00.00.G15-KQ004389", "SoKyHieu": ""}],
}


def test_a_whole_question_has_no_fault():
    assert look_up_faults(ASKED) == []
    assert look_up_faults({**ASKED, "KenhThucHien": "1", "SoDinhDanhNguoiYeuCau": "0" * 12}) == []
    assert file_faults({"CoQuanChuQuan": "H41", "DuongDan": "/a"}) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("SoDinhDanhChuSoHuu", "000085000027"),
        ("SoDinhDanhChuSoHuu", "012345678"),
        ("SoDinhDanhNguoiYeuCau", 190000011),
        ("HoTenNguoiYeuCau", " "),
        ("KenhThucHien", 2),
        ("KenhThucHien", "3"),
        ("MaThuTuc", "1.001193.H41"),
        ("DanhSachDanhMucKetQua", []),
        ("DanhSachDanhMucKetQua", [{"MaKetQua": "KQ1", "SoKyHieu": ""}]),
        ("DanhSachDanhMucKetQua", [{"MaKetQua": "000.00.00.G15-KQ004389"}]),
        ("TruongLa", "?"),
    ],
)
def test_a_field_that_is_wrong_is_named(field, value):
    assert field in look_up_faults({**ASKED, field: value})[0][0]


def test_a_file_is_asked_for_by_agency_and_path_alone():
    assert file_faults({"CoQuanChuQuan": "H41"}) == [("DuongDan", "phải là chuỗi")]
    assert (
        file_faults({"CoQuanChuQuan": "", "DuongDan": "", "SoDinhDanh": "0"})[0][0] == "SoDinhDanh"
    )
