"""What a laptop has to play with: agencies invented in a real province, and who operates it."""

import hashlib
import hmac
from dataclasses import dataclass

from portal.settings import Settings


@dataclass(frozen=True)
class Sample:
    """A sample agency; an automatic one accepts and decides by itself, for rehearsals.

    ``desk``: it has no system, and works at the desk.
    """

    code: str
    name: str
    name_en: str
    level: str
    rehearsal: bool = False
    place: str = "16681"  # Phường Thành Vinh, Nghệ An
    desk: bool = False

    @property
    def key_id(self) -> str:
        """Name the key that the agency and the portal share."""
        return f"laptop-{self.code}"

    def secret(self, settings: Settings) -> str:
        """Derive the key, so that the portal's side and the sandbox's need not be stored twice."""
        shared = settings.secrets.partner("agency").encode()
        return hmac.new(shared, self.code.encode(), hashlib.sha256).hexdigest()


SAMPLES = (
    Sample(
        "H41.90",
        "Ủy ban nhân dân phường Thành Vinh (mẫu)",
        "Thành Vinh Ward People's Committee (sample)",
        "commune",
    ),
    Sample(
        "H41.91",
        "Công an phường Thành Vinh (mẫu)",
        "Thành Vinh Ward Police (sample)",
        "commune_police",
    ),
    # One that has no system: its officers work at the portal's own desk.
    Sample(
        "H41.92",
        "Ủy ban nhân dân phường Trường Vinh (mẫu)",
        "Trường Vinh Ward People's Committee (sample)",
        "commune",
        place="16690",
        desk=True,
    ),
    # One to rehearse with for each level that a form of the catalogue asks for.
    Sample(
        "H41.98",
        "Công an diễn tập",
        "Rehearsal police",
        "commune_police",
        rehearsal=True,
    ),
    Sample(
        "H41.99",
        "Cơ quan diễn tập",
        "Rehearsal agency",
        "commune",
        rehearsal=True,
    ),
)

# Sample people of the sandbox's staff; one more of them may open nothing.
OFFICERS = (("b6a1c0de-0000-4000-8000-000000000704", "Nguyễn Văn Tiếp Nhận", "H41.92"),)
# Who writes and who approves the reports of an agency that owes some.
REPORTERS = (
    ("b6a1c0de-0000-4000-8000-000000000705", "Trần Thị Lập Báo Cáo", "H41.92", "reporter"),
    ("b6a1c0de-0000-4000-8000-000000000706", "Hoàng Văn Duyệt Báo Cáo", "H41.92", "approver"),
)
OWED = ("H41.92", "II.06a/VPCP/KSTT")
OPERATORS = (
    ("b6a1c0de-0000-4000-8000-000000000701", "Phạm Thị Điều Hành"),
    ("b6a1c0de-0000-4000-8000-000000000702", "Đỗ Văn Giám Sát"),
)

# Nobody's account: a real bank, since apps look it up, and a number no bank gives.
ACCOUNT = {
    "account": "0000000000",
    "bank": "970436",
    "holder": "KHO BAC NHA NUOC (MAU)",
    "tax_code": "0000000000",
    "template": "01BLP-MAU",
    "symbol": "MAU/26E",
}
