"""Write where a dossier stands as DongBoHoSoMC takes it: all text, nothing that is not so.

Some of these fields feed indicators of Quyết định 766/QĐ-TTg. Each is written from a fact; one we
do not know is empty, and never set to what would count better.
"""

from connectors.messages import Json
from connectors.national.portal import moments
from connectors.national.portal.tables import Tables
from connectors.national_messages import (
    Charge,
    GivenResult,
    Owner,
    Paper,
    Standing,
    Step,
    Supplementing,
)

_LONGEST_SUMMARY, _LONGEST_FILE, _LONGEST_RESULT, _LONGEST_OFFICER = 1000, 4000, 2000, 50
_TRUE, _FALSE = "True", "False"
Item = dict[str, Json]


def item(standing: Standing, tables: Tables) -> Item:
    """Write the whole entry of a dossier; lists that are empty are empty."""
    return {
        **_about(standing),
        **_owner(standing.owner, tables),
        **_dates(standing),
        **_ways(standing, tables),
        "TaiLieuNop": [_paper(paper, tables) for paper in standing.papers],
        "DanhSachLePhi": [_charge(charge, tables) for charge in standing.charges],
        "DanhSachTepDinhKemKhac": [],
        "DanhSachHoSoBoSung": [_supplement(one, tables) for one in standing.supplements],
        "DanhSachGiayToKetQua": [_result(result) for result in standing.results],
        "DSKetNoiCSDL": [{"MaCSDL": code} for code in standing.databases],
    }


def progress(code: str, step: Step, tables: Tables) -> Item:
    """Write one entry of CapNhatTienDoHoSoMC."""
    return {
        "MaHoSo": code,
        "NguoiXuLy": _cut(step.officer, _LONGEST_OFFICER),
        "ChucDanh": step.title,
        "ThoiDiemXuLy": moments.write(step.at),
        "PhongBanXuLy": step.unit,
        "NoiDungXuLy": step.text,
        "TrangThai": tables.code("states", step.state),
        "NgayBatDau": moments.write(step.begun_at),
        "NgayKetThucTheoQuyDinh": moments.write(step.due_at),
    }


def mark(entry: Item) -> tuple[str, str]:
    """Give what tells one piece of progress from another: its moment and its state."""
    return str(entry["ThoiDiemXuLy"]), str(entry["TrangThai"])


def _about(standing: Standing) -> Item:
    matter = standing.matter
    return {
        "MaHoSo": standing.code,
        "MaTTHC": matter.code,
        "TenTTHC": matter.name,
        "MaLinhVuc": matter.field_code,
        "TenLinhVuc": matter.field_name,
        "TrichYeuHoSo": _cut(matter.summary, _LONGEST_SUMMARY),
        "DonViXuLy": standing.agency_name,
        "GhiChu": "",
    }


def _owner(owner: Owner, tables: Tables) -> Item:
    numbers = {"citizen_number": owner.citizen_number, "tax_code": owner.tax_code}
    return {
        "ChuHoSo": owner.full_name,
        "LoaiDoiTuong": tables.code("holders", owner.kind),
        "MaDoiTuong": owner.technical_id,
        "DinhDanhCHS": [
            {"LoaiDinhDanh": tables.code("identifiers", kind), "SoDinhDanh": number}
            for kind, number in numbers.items()
            if number
        ],
        "ThongTinKhac": "",
        "Email": owner.email,
        "Fax": "",
        "SoDienThoai": _dialled(owner.phone),
    }


def _dates(standing: Standing) -> Item:
    dates = standing.dates
    return {
        "NgayNopHoSo": moments.write(dates.submitted),
        "NgayTiepNhan": moments.write(dates.received),
        "NgayHenTra": moments.write(dates.due),
        "NgayTra": moments.write(dates.returned),
        "NgayTuChoi": moments.write(dates.refused),
        "NgayKetThucXuLy": moments.write(dates.finished),
    }


def _ways(standing: Standing, tables: Tables) -> Item:
    digitised = any(paper.digitised and not paper.removed for paper in standing.papers)
    return {
        "TrangThaiHoSo": tables.code("states", standing.state),
        "ThongTinTra": "",
        "HinhThuc": tables.code("returning", "post" if standing.by_post else "counter"),
        "KenhThucHien": tables.code("channels", standing.channel),
        "NoiNopHoSo": tables.code("handed_in", "national" if standing.from_national else "local"),
        "HoSoCoThanhPhanSoHoa": _one(digitised),
        "TaiKhoanDuocXacThucVoiVNeID": _one(standing.verified),
        "DuocThanhToanTrucTuyen": tables.code("paid", standing.paid),
    }


def _paper(paper: Paper, tables: Tables) -> Item:
    return {
        "TepDinhKemId": paper.id,
        "TenTepDinhKem": _cut(paper.name, _LONGEST_FILE),
        "IsDeleted": _TRUE if paper.removed else _FALSE,
        "MaThanhPhanHoSo": paper.component,
        "DuongDanTaiTepTin": paper.address,
        "DuocSoHoa": _one(paper.digitised),
        "DuocTaiSuDung": tables.code("reuse", paper.reuse),
        "DuocLayTuKhoDMQG": _one(paper.from_store),
        "MaKetQuaThayThe": paper.replaces,
    }


def _charge(charge: Charge, tables: Tables) -> Item:
    return {
        "TenPhiLePhi": charge.name,
        "MaPhiLePhi": charge.code,
        "HinhThucThu": tables.code("charges", "when"),
        "Gia": str(charge.amount),
        "LoaiPhiLePhi": tables.code("charges", "kind"),
    }


def _supplement(one: Supplementing, tables: Tables) -> Item:
    return {
        "HoSoBoSungId": one.id,
        "NguoiYeuCauBoSung": one.asked_by,
        "NoiDungBoSung": one.text,
        "NgayBoSung": moments.write(one.asked_at),
        "NguoiTiepNhanBoSung": one.taken_by,
        "ThongTinTiepNhan": one.answer,
        "NgayTiepNhanBoSung": moments.write(one.answered_at),
        "TrangThaiBoSung": tables.code("supplementing", "answered" if one.answered_at else "asked"),
        "DanhSachGiayToBoSung": [],
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": moments.write(one.due_before),
        "NgayHenTraMoi": moments.write(one.due_after),
    }


def _result(result: GivenResult) -> Item:
    return {
        "TenGiayTo": _cut(result.name, _LONGEST_RESULT),
        "MaThanhPhanHoSo": "",
        "GiayToId": result.id,
        "DuongDanTepTinKetQua": result.address,
        "MaGiayToKetQua": result.code,
    }


def _one(fact: bool) -> str:
    return "1" if fact else "0"


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _dialled(phone: str) -> str:
    """Write a number as it is dialled within the country."""
    digits = phone.removeprefix("+")
    whole = digits.startswith("84") and len(digits) == 11
    return f"0{digits[2:]}" if whole else digits
