"""Sample values of reports an agency asks those below it for."""

from datetime import date

from forms import regimes
from portal.domain.report_moves import ReportState
from portal.models import ReportRequest
from portal.services.reports.requesting import Below, Requested
from portal.web.reports.asking import Wanted
from portal.web.reports.present import Typed
from tests.web.gallery.report_pages import AT, BELOW, ID, NOON, report

_ROW = ReportRequest(
    id=ID,
    regime="II.06a/VPCP/KSTT",
    kind="ad_hoc",
    subject="Hồ sơ đất đai quá hạn từ đầu năm",
    document="12/UBND-VP",
    first=date(2026, 1, 1),
    last=date(2026, 2, 28),
    due=date(2026, 3, 4),
    set_by="Nguyễn Thị Duyệt",
    set_at=NOON,
)
_OPEN = ReportRequest(
    id=ID,
    regime="II.06a/VPCP/KSTT",
    kind="thematic",
    subject="Số hóa hồ sơ",
    document="15/UBND-VP",
    first=date(2026, 1, 1),
    last=date(2099, 2, 28),
    due=date(2099, 3, 4),
    set_by="Nguyễn Thị Duyệt",
    set_at=NOON,
)
_BELOW = (
    Below(BELOW, report(ReportState.SUBMITTED, agency=BELOW), None),
    Below(BELOW, report(ReportState.DRAFT, agency=BELOW), NOON),
    Below(BELOW, None, None),
)
_LATE = Requested(_ROW, _BELOW)
_FULL = Requested(_ROW, _BELOW[:1])
_WAITING = Requested(_OPEN, _BELOW[2:])
_ONE = {"at": AT, "it": _LATE, "typed": Typed(), "asks": True, "done": "nhac"}
_VALUES = {
    "regime": "II.06a/VPCP/KSTT",
    "kind": "thematic",
    "first": "01/01/2026",
    "last": "28/02/2026",
    "due": "02/03/2026",
    "document": "12/UBND-VP",
}
_ERRORS = {
    "due": "Giữa ngày chốt số liệu và hạn gửi phải có ít nhất một ngày làm việc: "
    "hạn sớm nhất là 03/03/2026",
    "agencies": "Chọn ít nhất một cơ quan phải báo cáo",
    "subject": "Nhập nội dung cần báo cáo",
    "reason": "Ghi lý do, để người sau hiểu vì sao",
}
_NEW = {"at": AT, "below": (BELOW,) * 3, "regimes": list(regimes.load_regimes().values())}
_PAGES = {
    "requests": (
        "requests",
        {"at": AT, "rows": (_WAITING, _LATE, _FULL), "below": (BELOW,), "asks": True},
    ),
    "requests-none": ("requests", {"at": AT, "rows": (), "below": (), "asks": True}),
    "request": ("request", _ONE),
    "request-new": ("request_new", {**_NEW, "typed": Wanted(ID, {"kind": "ad_hoc"})}),
    "request-error": ("request_new", {**_NEW, "typed": Wanted(ID, _VALUES, (), _ERRORS)}),
    "request-open": ("request", {**_ONE, "it": _WAITING, "done": "moi"}),
    "request-full": ("request", {**_ONE, "it": _FULL, "done": ""}),
    "request-refused": (
        "request",
        {
            **_ONE,
            "done": "",
            "typed": Typed(
                errors={
                    "remind": "Các cơ quan còn thiếu vừa được nhắc. Đợi một giờ rồi nhắc lại",
                    "words": "Ghi lý do, để người sau hiểu vì sao",
                }
            ),
        },
    ),
}
PAGES = {name: (f"reports/{page}.html", context) for name, (page, context) in _PAGES.items()}
