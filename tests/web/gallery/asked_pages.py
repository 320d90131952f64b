"""Sample values of questions asked at the national portal that have no agency here."""

from datetime import UTC, datetime

from portal.models import NationalEnquiry
from portal.services.enquiries.arriving import Said
from portal.web.console.administration.typed import Typed

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
UNPLACED = NationalEnquiry(
    code="HD-261123-00001", unit="H41.77", asked_at=NOON, fetched_at=NOON, wrong="unit"
)
LACKING = NationalEnquiry(
    code="?3b0c44298fc1c149afbf4c8996fb9242", unit="", fetched_at=NOON, wrong="MaHoiDap, MaDonVi"
)
SAID = Said("question", "Hỏi về giờ làm việc\nSáng thứ Bảy có làm việc không? (mẫu)", "{}")
RAW = Said("question", "", '{"NgayGui": 7}')
_WRONG = {"reason": "Ghi lý do, để người sau hiểu vì sao", "to": "Chọn cơ quan trả lời câu hỏi này"}
_PAGE = {"here": "parked", "offices": (("H41.92", "Ủy ban nhân dân phường mẫu"),), "said": None}
_ONE = {**_PAGE, "it": UNPLACED, "answerable": True, "typed": Typed()}
ASKED = {
    "": _ONE,
    "-opened": {**_ONE, "said": SAID},
    "-error": {**_ONE, "typed": Typed({"to": "H41.92", "reason": "x"}, 0, _WRONG)},
    "-lacking": {**_ONE, "it": LACKING, "answerable": False, "said": RAW},
}
