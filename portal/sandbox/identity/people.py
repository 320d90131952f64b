"""The sample people who sign in. None can be real: no province has the number 000 or 999."""

from dataclasses import dataclass
from typing import Any

LEVELS = ("LoA1", "LoA2")


@dataclass(frozen=True, slots=True)
class Person:
    """A sample person, as the national portal's account knows one; empty text for "not told"."""

    key: str
    subject: str
    full_name: str
    citizen_number: str
    birth_date: str
    gender: int
    phone: str
    email: str
    residence: str
    ethnicity: str

    def claims(self, level: str) -> dict[str, Any]:
        """Speak of the person in the national dialect (GioiTinh: 1 nam, 2 nữ)."""
        told: dict[str, Any] = {
            "sub": self.subject,
            "TechID": f"mau-{self.key}",
            "LoaiTaiKhoan": 1,
            "SoDinhDanh": self.citizen_number,
            "HoVaTen": self.full_name,
            "NgayThangNamSinh": self.birth_date,
            "GioiTinh": self.gender,
            "SoDienThoai": self.phone,
            "ThuDienTu": self.email,
            "ThuongTru": self.residence,
            "DanToc": self.ethnicity,
            "QuocTich": "Việt Nam",
            "loAs": level,
        }
        # The real system leaves out what it does not know instead of sending it empty.
        return {name: value for name, value in told.items() if value != ""}


@dataclass(frozen=True, slots=True)
class Colleague:
    """A sample person of the staff, as an office's own provider knows one: no citizen.

    Of some it tells the citizen number besides, which the national store is asked under.
    """

    key: str
    subject: str
    full_name: str
    title: str
    citizen_number: str = ""

    def claims(self, level: str) -> dict[str, Any]:
        """Speak of the person in the words of OpenID Connect, and their number if it is told."""
        told = {"citizen_number": self.citizen_number} if self.citizen_number else {}
        return {"sub": self.subject, "name": self.full_name, "acr": level, **told}


_NATIONAL = (
    Person(
        key="mau",
        subject="b6a1c0de-0000-4000-8000-000000000011",
        full_name="Nguyễn Thị Mẫu",
        citizen_number="000190000011",
        birth_date="19900327",
        gender=2,
        phone="0900000011",
        email="mau@example.vn",
        residence="Số 1 đường Mẫu, phường Thành Vinh, tỉnh Nghệ An",
        ethnicity="Kinh",
    ),
    Person(
        key="vidu",
        subject="b6a1c0de-0000-4000-8000-000000000027",
        full_name="Trần Văn Ví Dụ",
        citizen_number="000085000027",
        birth_date="19851109",
        gender=1,
        phone="0900000027",
        email="vidu@example.vn",
        residence="Xóm Mẫu, xã Nghi Lộc, tỉnh Nghệ An",
        ethnicity="Thái",
    ),
    Person(
        key="thu",
        subject="b6a1c0de-0000-4000-8000-000000000035",
        full_name="Lê Hoàng Bảo Thử",
        citizen_number="000301000035",
        birth_date="20010228",
        gender=2,
        phone="",
        email="",
        residence="",
        ethnicity="Kinh",
    ),
    Person(
        key="hmau",
        subject="b6a1c0de-0000-4000-8000-000000000043",
        full_name="H’Mẫu Niê Kđăm",
        citizen_number="999198000043",
        birth_date="19980101",
        gender=2,
        phone="0900000043",
        email="",
        residence="Buôn Mẫu, xã Ea Kar, tỉnh Đắk Lắk",
        ethnicity="Ê-đê",
    ),
)
_REHEARSAL = (
    Person(
        key="dientap",
        subject="b6a1c0de-0000-4000-8000-000000000990",
        full_name="Người Diễn Tập",
        citizen_number="999090000990",
        birth_date="19900101",
        gender=1,
        phone="0900000990",
        email="dientap@example.vn",
        residence="Số 0 đường Diễn Tập, phường Thành Vinh, tỉnh Nghệ An",
        ethnicity="Kinh",
    ),
    # Somebody else, who must not see what the first one has.
    Person(
        key="xemthu",
        subject="b6a1c0de-0000-4000-8000-000000000998",
        full_name="Trần Thị Xem Thử",
        citizen_number="999192000998",
        birth_date="19920229",
        gender=2,
        phone="0900000998",
        email="xemthu@example.vn",
        residence="Số 9 đường Diễn Tập, phường Thành Vinh, tỉnh Nghệ An",
        ethnicity="Kinh",
    ),
)
_STAFF = (
    Colleague(
        key="dieuhanh",
        subject="b6a1c0de-0000-4000-8000-000000000701",
        full_name="Phạm Thị Điều Hành",
        title="điều hành Cổng, vào được bảng điều hành",
    ),
    Colleague(
        key="giamsat",
        subject="b6a1c0de-0000-4000-8000-000000000702",
        full_name="Đỗ Văn Giám Sát",
        title="điều hành Cổng, vào được bảng điều hành",
    ),
    Colleague(
        key="tiepnhan",
        subject="b6a1c0de-0000-4000-8000-000000000704",
        full_name="Nguyễn Văn Tiếp Nhận",
        title="cán bộ ở bàn một cửa của phường Trường Vinh (mẫu)",
        citizen_number="040088000704",
    ),
    Colleague(
        key="lapbaocao",
        subject="b6a1c0de-0000-4000-8000-000000000705",
        full_name="Trần Thị Lập Báo Cáo",
        title="lập báo cáo của phường Trường Vinh (mẫu)",
    ),
    Colleague(
        key="duyetbaocao",
        subject="b6a1c0de-0000-4000-8000-000000000706",
        full_name="Hoàng Văn Duyệt Báo Cáo",
        title="duyệt, ký báo cáo của phường Trường Vinh (mẫu)",
    ),
    # Somebody the provider knows and the console does not.
    Colleague(
        key="motcua",
        subject="b6a1c0de-0000-4000-8000-000000000703",
        full_name="Lê Thị Một Cửa",
        title="cán bộ, chưa được giao việc gì",
    ),
)
REALM_NAMES = {
    "national": "Hệ thống định danh mẫu",
    "rehearsal": "Hệ thống định danh diễn tập",
    "staff": "Hệ thống định danh cán bộ mẫu",
}
PEOPLE: dict[str, tuple[Person | Colleague, ...]] = {
    "national": _NATIONAL,
    "rehearsal": _REHEARSAL,
    "staff": _STAFF,
}


def find(realm: str, key: str) -> Person | Colleague | None:
    """Look a sample person up by the key on the button."""
    return next((person for person in PEOPLE[realm] if person.key == key), None)
