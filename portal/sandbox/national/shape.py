"""What the sandbox demands of every field, by what is known of the dialect; stricter than kind.

Written from the published lists of fields alone. It shares no line with the connector it judges.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_CODE = re.compile(
    r"(?:\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{2,3}){0,4})-\d{6,8}-\d{4,9}"
)
_PROCEDURE = re.compile(r"[1-9]\.\d{6}")
_FIELD = re.compile(r"[GH]\d{2}-[A-Z]{2}\d{2}")
MOMENT = re.compile(
    r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d"
)
_COMPONENT = re.compile(r"000\.00\.00\.[GH]\d{2}-KQ\d{6}|KQ\.[GH]\d{2}\.\d{6}")
_PHONE = re.compile(r"0\d{9,10}")
_STATES = {str(number) for number in range(1, 11)}
# Numbers that connectors have been seen to make up where they knew none.
_MADE_UP = {"000000001", "000000000", "123456789", "000000000000", "123456789012"}

Fault = tuple[str, str]


def _text(longest: int = 4000, *, needed: bool = False) -> Callable[[Any], str]:
    def judge(value: Any) -> str:
        if not isinstance(value, str):
            return "phải là chuỗi ký tự"
        if needed and not value.strip():
            return "bắt buộc"
        return "quá dài" if len(value) > longest else ""

    return judge


def _form(pattern: re.Pattern[str], *, needed: bool = False) -> Callable[[Any], str]:
    def judge(value: Any) -> str:
        if value == "" and not needed:
            return ""
        good = isinstance(value, str) and pattern.fullmatch(value)
        return "" if good else "sai định dạng"

    return judge


def _among(*codes: str) -> Callable[[Any], str]:
    return lambda value: "" if value in codes else f"phải là một trong {', '.join(codes)}"


_ITEM: Mapping[str, Callable[[Any], str]] = {
    "MaHoSo": _form(_CODE, needed=True),
    "MaTTHC": _form(_PROCEDURE, needed=True),
    "TenTTHC": _text(needed=True),
    "MaLinhVuc": _form(_FIELD, needed=True),
    "TenLinhVuc": _text(needed=True),
    "ChuHoSo": _text(500),
    "LoaiDoiTuong": _among("1", "2", "3", "4"),
    "MaDoiTuong": _text(100),
    "ThongTinKhac": _text(),
    "Email": _text(200),
    "Fax": _text(50),
    "SoDienThoai": _form(_PHONE),
    "TrichYeuHoSo": _text(1000, needed=True),
    "NgayNopHoSo": _form(MOMENT, needed=True),
    "NgayTiepNhan": _form(MOMENT),
    "NgayHenTra": _form(MOMENT),
    "TrangThaiHoSo": _among(*sorted(_STATES)),
    "NgayTra": _form(MOMENT),
    "NgayTuChoi": _form(MOMENT),
    "NgayKetThucXuLy": _form(MOMENT),
    "ThongTinTra": _text(),
    "HinhThuc": _among("0", "1"),
    "KenhThucHien": _among("1", "2", "3"),
    "NoiNopHoSo": _among("1", "2"),
    "HoSoCoThanhPhanSoHoa": _among("0", "1"),
    "TaiKhoanDuocXacThucVoiVNeID": _among("0", "1"),
    "DuocThanhToanTrucTuyen": _among("0", "1", "2", "3"),
    "DonViXuLy": _text(500, needed=True),
    "GhiChu": _text(),
}
_LISTS: Mapping[str, Mapping[str, Callable[[Any], str]]] = {
    "DinhDanhCHS": {"LoaiDinhDanh": _among("1", "2", "3"), "SoDinhDanh": _text(20, needed=True)},
    "TaiLieuNop": {
        "TepDinhKemId": _text(100, needed=True),
        "TenTepDinhKem": _text(4000, needed=True),
        "IsDeleted": _among("True", "False"),
        "MaThanhPhanHoSo": _form(_COMPONENT),
        "DuongDanTaiTepTin": _text(),
        "DuocSoHoa": _among("0", "1"),
        "DuocTaiSuDung": _among("0", "1", "2"),
        "DuocLayTuKhoDMQG": _among("0", "1"),
        "MaKetQuaThayThe": _text(100),
    },
    "DanhSachLePhi": {
        "TenPhiLePhi": _text(500, needed=True),
        "MaPhiLePhi": _text(100),
        "HinhThucThu": _among("1", "2", "4"),
        "Gia": _form(re.compile(r"\d{1,12}"), needed=True),
        "LoaiPhiLePhi": _among("1", "2", "3"),
    },
    "DanhSachTepDinhKemKhac": {
        "TenGiayTo": _text(2000, needed=True),
        "SoLuong": _form(re.compile(r"\d{1,4}"), needed=True),
        "LoaiGiayTo": _text(100),
    },
    "DanhSachHoSoBoSung": {
        "HoSoBoSungId": _text(100, needed=True),
        "NguoiYeuCauBoSung": _text(200),
        "NoiDungBoSung": _text(needed=True),
        "NgayBoSung": _form(MOMENT, needed=True),
        "NguoiTiepNhanBoSung": _text(200),
        "ThongTinTiepNhan": _text(),
        "NgayTiepNhanBoSung": _form(MOMENT),
        "TrangThaiBoSung": _among("0", "1"),
        "NgayHenTraTruoc": _form(MOMENT),
        "NgayHenTraMoi": _form(MOMENT),
    },
    "DanhSachGiayToKetQua": {
        "TenGiayTo": _text(2000, needed=True),
        "MaThanhPhanHoSo": _form(_COMPONENT),
        "GiayToId": _text(100, needed=True),
        "DuongDanTepTinKetQua": _text(),
        "MaGiayToKetQua": _text(100),
    },
    "DSKetNoiCSDL": {"MaCSDL": _text(20, needed=True)},
}
_PROGRESS: Mapping[str, Callable[[Any], str]] = {
    "MaHoSo": _form(_CODE, needed=True),
    "NguoiXuLy": _text(50),
    "ChucDanh": _text(200),
    "ThoiDiemXuLy": _form(MOMENT, needed=True),
    "PhongBanXuLy": _text(500),
    "NoiDungXuLy": _text(needed=True),
    "TrangThai": _among(*sorted(_STATES)),
    "NgayBatDau": _form(MOMENT),
    "NgayKetThucTheoQuyDinh": _form(MOMENT),
}

_GIVEN_BACK: Mapping[str, Callable[[Any], str]] = {
    "TrangThai": _among(*sorted(_STATES)),
    "MaHoSo": _form(_CODE, needed=True),
    "MaHoSoDonVi": _form(_CODE, needed=True),
    "MaDoiTuong": _text(100),
    "NoiDung": _text(needed=True),
    "NgayXuLy": _form(MOMENT, needed=True),
}


_EVALUATION: Mapping[str, Callable[[Any], str]] = {
    "MaHoSo": _form(_CODE, needed=True),
    "MaTTHC": _form(_PROCEDURE, needed=True),
    "NgayDanhGia": _form(MOMENT, needed=True),
    "LanDanhGia": _form(re.compile(r"[1-9]\d{0,3}"), needed=True),
}
_CRITERION = {"MaTieuChi": _among("1", "2", "3", "4", "5"), "Diem": _among("0", "1", "2")}


def evaluation_faults(entry: Any) -> list[Fault]:
    """List what is wrong with one entry of DongBoDanhGia."""
    found = list(_judged(entry, _EVALUATION, ""))
    listed = entry.get("DanhSachTieuChi") if isinstance(entry, dict) else None
    if not isinstance(listed, list) or not listed:
        return [*found, ("DanhSachTieuChi", "bắt buộc")]
    for number, one in enumerate(listed):
        found += _judged(one, _CRITERION, f"DanhSachTieuChi.{number}.")
    return found


_ENQUIRY: Mapping[str, Callable[[Any], str]] = {
    "MaHoiDap": _form(re.compile(r"[GH]\d{2}[.\d]*-PA\d{6}-\d{4,7}"), needed=True),
    "LoaiHoiDap": _among("1", "2"),
    "TrangThai": _among("1", "2", "3", "4"),
    "MaHoSo": _form(_CODE, needed=False),
    "NoiDung": _text(needed=True),
    "NoiDungTraLoi": _text(),
    "NgayGui": _form(MOMENT, needed=True),
    "HanTraLoi": _form(MOMENT, needed=False),
    "NgayTraLoi": _form(MOMENT, needed=False),
    "LanCapNhat": _form(re.compile(r"[1-9]\d{0,3}"), needed=True),
}


def enquiry_faults(entry: Any) -> list[Fault]:
    """List what is wrong with one entry of DongBoHoiDap; what is over has an answer and its day."""
    return _with_answer(entry, _ENQUIRY)


_ANSWER: Mapping[str, Callable[[Any], str]] = {
    "MaHoiDap": _text(100, needed=True),
    "MaHoiDapDonVi": _ENQUIRY["MaHoiDap"],
    "TrangThai": _among("1", "2", "3", "4"),
    "MaDonVi": _form(re.compile(r"[GH]\d{2}[.\d]*"), needed=True),
    "TenDonVi": _text(500, needed=True),
    "NoiDungTraLoi": _text(),
    "HanTraLoi": _form(MOMENT),
    "NgayTraLoi": _form(MOMENT),
    "LanCapNhat": _form(re.compile(r"[1-9]\d{0,3}"), needed=True),
}


def answer_faults(entry: Any) -> list[Fault]:
    """List what is wrong with one entry of DongBoKetQuaHoiDapGuiTuDVCQG; names belong in none."""
    unknown = sorted(set(entry) - set(_ANSWER)) if isinstance(entry, dict) else []
    return [*_with_answer(entry, _ANSWER), *((name, "không có trường này") for name in unknown)]


def _with_answer(entry: Any, rules: Mapping[str, Callable[[Any], str]]) -> list[Fault]:
    found = list(_judged(entry, rules, ""))
    if not found and entry["TrangThai"] in ("3", "4"):
        found += [
            (name, "bắt buộc") for name in ("NoiDungTraLoi", "NgayTraLoi") if not entry.get(name)
        ]
    return found


def item_faults(item: Any) -> list[Fault]:
    """List what is wrong with one entry of DongBoHoSoMC: field and why."""
    if not isinstance(item, dict):
        return [("data", "phải là đối tượng")]
    found = list(_judged(item, _ITEM, ""))
    unknown = sorted(set(item) - set(_ITEM) - set(_LISTS))
    found += [(name, "không có trường này") for name in unknown]
    for name, rules in _LISTS.items():
        listed = item.get(name, [])
        if not isinstance(listed, list):
            found.append((name, "phải là danh sách"))
            continue
        for number, entry in enumerate(listed):
            found += _judged(entry, rules, f"{name}.{number}.")
    return found or list(_sense(item))


def progress_faults(entry: Any) -> list[Fault]:
    """List what is wrong with one entry of CapNhatTienDoHoSoMC."""
    if not isinstance(entry, dict):
        return [("data", "phải là đối tượng")]
    return list(_judged(entry, _PROGRESS, ""))


def given_back_faults(data: Any) -> list[Fault]:
    """List what is wrong with what became of a dossier that was handed over."""
    return list(_judged(data, _GIVEN_BACK, ""))


def _judged(entry: Any, rules: Mapping[str, Callable[[Any], str]], before: str) -> Iterator[Fault]:
    if not isinstance(entry, dict):
        yield before.rstrip("."), "phải là đối tượng"
        return
    for name, judge in rules.items():
        said = judge(entry.get(name, ""))
        if said:
            yield f"{before}{name}", said


# A state, and the days that must have come before it.
_DAYS = {
    "2": ("NgayTiepNhan", "NgayHenTra"),
    "3": ("NgayTuChoi",),
    "4": ("NgayTiepNhan", "NgayHenTra"),
    "9": ("NgayTiepNhan", "NgayHenTra"),
    "10": ("NgayTiepNhan", "NgayHenTra", "NgayTra"),
}


def _sense(item: Mapping[str, Any]) -> Iterator[Fault]:
    """What a field says must agree with the others."""
    for day in _DAYS.get(item["TrangThaiHoSo"], ()):
        if not item[day]:
            yield day, "bắt buộc ở trạng thái này"
    if item["NgayTiepNhan"] and item["NgayTiepNhan"] < item["NgayNopHoSo"]:
        yield "NgayTiepNhan", "trước ngày nộp"
    if any(one["SoDinhDanh"] in _MADE_UP for one in item.get("DinhDanhCHS", [])):
        yield "DinhDanhCHS", "số định danh không có thật"
    digitised = any(paper["DuocSoHoa"] == "1" for paper in item.get("TaiLieuNop", []))
    if item["HoSoCoThanhPhanSoHoa"] == "1" and not digitised:
        yield "HoSoCoThanhPhanSoHoa", "không có thành phần nào được số hóa"
