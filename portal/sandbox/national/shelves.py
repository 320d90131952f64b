"""The catalogues the national portal's sandbox keeps, and how they go wrong when told to.

Codes and names of procedures and fields are real ones as of July 2026; agencies are samples.
"""

from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Serve = Callable[[dict[str, Any]], list[Row]]

_TP, _CA = ("G15-TP07", "Hộ tịch"), ("G01-CA05", "Cư trú")
_PROCEDURES = (
    ("1.001193", "Đăng ký khai sinh", _TP, "01/07/2025"),
    ("1.004873", "Cấp giấy xác nhận tình trạng hôn nhân", _TP, "01/07/2025"),
    ("2.000635", "Cấp bản sao trích lục hộ tịch, bản sao giấy khai sinh", _TP, "01/07/2025"),
    ("1.004222", "Đăng ký thường trú", _CA, "01/07/2025"),
    ("1.004194", "Đăng ký tạm trú", _CA, "01/07/2025"),
    ("1.000656", "Đăng ký khai tử", _TP, "01/07/2025"),
)
SHELVES: dict[str, tuple[Row, ...]] = {
    "LayDanhSachTTHC": tuple(
        {"MATTHC": code, "TENTTHC": name, "MALINHVUC": field[0], "NGAYHIEULUC": day}
        for code, name, field, day in _PROCEDURES
    ),
    "LayDanhMucCoQuan": (
        {"MADONVI": "H41.90", "TENDONVI": "UBND phường mẫu", "CAP": "3"},
        {"MADONVI": "H41.91", "TENDONVI": "UBND xã mẫu", "CAP": "3"},
    ),
    "LayDanhMucLinhVuc": tuple(
        {"MALINHVUC": code, "TENLINHVUC": name} for code, name in (_TP, _CA)
    ),
    "LayDanhMucTinhThanh": (
        {"MATINHTHANH": "01", "TENTINHTHANH": "Thành phố Hà Nội"},
        {"MATINHTHANH": "40", "TENTINHTHANH": "Tỉnh Nghệ An"},
    ),
    "LayDanhMucPhuongXa": (
        {"MATINHTHANH": "40", "MAPHUONGXA": "16690", "TENPHUONGXA": "Phường Trường Vinh"},
    ),
    "LayDanhMucLePhi": (
        {"MALEPHI": "LP01", "TENLEPHI": "Lệ phí cấp bản sao trích lục (mẫu)", "SOTIEN": "8000"},
        {"MALEPHI": "LP02", "TENLEPHI": "Lệ phí đăng ký cư trú (mẫu)", "SOTIEN": "20000"},
    ),
}


def record(code: str) -> Row | None:
    """Give LayThuTuc's record of a procedure; None if there is none."""
    for known, name, (field, field_name), _ in _PROCEDURES:
        if known == code:
            return {
                "MATTHC": code,
                "TENTTHC": name,
                "LINHVUCTHUCHIEN": [{"MALINHVUC": field, "TENLINHVUC": field_name}],
                "CAPTHUCHIEN": [{"CAPTHUCHIEN": "3", "TENCAP": "Cấp xã"}],
                "TRANGTHAI": "1",
                "DOITUONGTHUCHIEN": [{"MADOITUONG": "1", "TENDOITUONG": "Công dân Việt Nam"}],
                "CACHTHUCTHUCHIEN": [_way("1"), _way("2")],
                "THANHPHANHOSO": [{"TRUONGHOP": "", "GIAYTO": [_paper(name)]}],
            }
    return None


def _way(channel: str) -> Row:
    fee = {"MAPHILEPHI": "", "SOTIEN": "0", "DONVI": "Đồng", "MOTA": ""}
    term = {"THOIGIANGIAIQUYET": "3", "DONVITINH": "Ngày làm việc", "MOTA": "", "PHILEPHI": [fee]}
    return {"KENH": channel, "THOIGIAN": [term]}


def _paper(name: str) -> Row:
    return {
        "MAGIAYTO": "000.00.00.G15-KQ003204",
        "TENGIAYTO": f"Tờ khai {name[0].lower()}{name[1:]} (mẫu)",
        "SOBANCHINH": "1",
        "SOBANSAO": "0",
    }


def spoilt(rows: list[Row], on: Callable[[str], bool]) -> list[Row]:
    """Spoil a catalogue by the faults that are on."""
    rows = [dict(row) for row in rows]
    if on("catalogue_gone"):
        rows.pop()
    if on("catalogue_changed"):
        last = list(rows[0])[1]
        rows[0][last] = f"{rows[0][last]} (sửa đổi)"
    if on("catalogue_doubled"):
        twin = dict(rows[0])
        twin[list(twin)[1]] = "Tên khác cho cùng một mã"
        rows.append(twin)
    if on("catalogue_bad_date"):
        rows[0]["NGAYHIEULUC"] = "31/02/2026"
    if on("catalogue_codeless"):
        rows[0][next(iter(rows[0]))] = ""
    return rows
