"""What the store demands of a question, by what is known of its dialect; stricter than kind.

Written from the published lists of fields alone. It shares no line with the connector it judges.
"""

import re
from collections.abc import Iterator
from typing import Any

_NUMBER = re.compile(r"\d{12}", re.ASCII)
_PROCEDURE = re.compile(r"[1-9]\.\d{6}", re.ASCII)
_RESULT = re.compile(r"000\.00\.00\.[GH]\d{2}-KQ\d{6}|KQ\.[GH]\d{2}\.\d{6}", re.ASCII)
_LOOK_UP = {
    "SoDinhDanhChuSoHuu",
    "HoTenNguoiYeuCau",
    "KenhThucHien",
    "SoDinhDanhNguoiYeuCau",
    "MaThuTuc",
    "DanhSachDanhMucKetQua",
}
_FILE = {"CoQuanChuQuan", "DuongDan"}

Fault = tuple[str, str]


def look_up_faults(asked: dict[str, Any]) -> list[Fault]:
    """List what is wrong with a look-up: field and why."""
    found = list(_strangers(asked, _LOOK_UP))
    for name in ("SoDinhDanhChuSoHuu", "SoDinhDanhNguoiYeuCau"):
        if not _matches(_NUMBER, asked.get(name)):
            found.append((name, "phải gồm 12 chữ số"))
    if not isinstance(asked.get("HoTenNguoiYeuCau"), str) or not asked["HoTenNguoiYeuCau"].strip():
        found.append(("HoTenNguoiYeuCau", "bắt buộc"))
    if asked.get("KenhThucHien") not in ("1", "2"):
        found.append(("KenhThucHien", "phải là một trong 1, 2"))
    elif asked["KenhThucHien"] == "2" and asked.get("SoDinhDanhChuSoHuu") != asked.get(
        "SoDinhDanhNguoiYeuCau"
    ):
        found.append(("SoDinhDanhChuSoHuu", "công dân chỉ tra cứu giấy tờ của mình"))
    if not _matches(_PROCEDURE, asked.get("MaThuTuc")):
        found.append(("MaThuTuc", "sai định dạng"))
    return found + list(_wanted(asked.get("DanhSachDanhMucKetQua")))


def file_faults(asked: dict[str, Any]) -> list[Fault]:
    """List what is wrong with a question for a file."""
    found = list(_strangers(asked, _FILE))
    found += [(name, "phải là chuỗi") for name in _FILE if not isinstance(asked.get(name), str)]
    return found


def _wanted(listed: Any) -> Iterator[Fault]:
    if not isinstance(listed, list) or not listed:
        yield "DanhSachDanhMucKetQua", "bắt buộc"
        return
    for number, one in enumerate(listed):
        if not isinstance(one, dict) or set(one) != {"MaKetQua", "SoKyHieu"}:
            yield f"DanhSachDanhMucKetQua.{number}", "có MaKetQua và SoKyHieu"
        elif not _matches(_RESULT, one["MaKetQua"]) or not isinstance(one["SoKyHieu"], str):
            yield f"DanhSachDanhMucKetQua.{number}", "sai định dạng"


def _strangers(asked: dict[str, Any], known: set[str]) -> Iterator[Fault]:
    for name in sorted(set(asked) - known - {"session"}):
        yield name, "không có trường này"


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
