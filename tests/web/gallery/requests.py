"""Sample pages where a citizen acts on a submitted dossier, and how it looks afterwards."""

from dataclasses import replace
from datetime import date, timedelta

from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_check import UploadedFile
from portal.web.citizen.present_dossier import Due, Mark, Moment
from portal.web.citizen.present_requests import (
    AskedField,
    AskedPaper,
    SupplementPage,
    WithdrawalPage,
)
from tests.web.gallery.dossiers import AGENCY, CODE, NOON, SUPPLEMENT, WITH_AGENCY
from tests.web.gallery.signed_papers import VALID

MB = 1024 * 1024
EMPTY = SupplementPage(
    code=CODE,
    procedure="Đăng ký khai sinh",
    action="/ho-so/x/bo-sung",
    asked_at=NOON,
    text=Field(
        "text",
        "long_text",
        "Bạn trả lời cơ quan",
        hint="Ví dụ: Tôi gửi lại ảnh giấy chứng sinh chụp rõ hơn.",
        max_length=5000,
    ),
    document=Field(
        "document",
        "select",
        "Tệp này là giấy tờ nào?",
        options=(Option("gcs", "Giấy chứng sinh"), Option("-", "Giấy tờ khác")),
        required=False,
    ),
    limit=50 * MB,
    total_limit=200 * MB,
    items=("Chụp lại giấy chứng sinh, thấy rõ số giấy", "Số định danh của người cha"),
    note="Ảnh bị mờ ở số giấy.",
    unit="Bộ phận Một cửa",
    by=date(2026, 12, 5),
    back_href="/ho-so/x",
    uploads_href="/ho-so/x/bo-sung/gui",
)
FILLED = replace(
    EMPTY,
    text=replace(EMPTY.text, value="Tôi gửi lại ảnh.\nSố của bố cháu: 000090012345."),
    files=(
        UploadedFile("1", "giay-chung-sinh.jpg", 3 * MB, "/ho-so/x/tep/1", "Giấy chứng sinh"),
        UploadedFile("2", "xac-nhan.pdf", 184_320, "/ho-so/x/tep/2", "Giấy tờ khác", VALID),
    ),
)
IN_ERROR = replace(
    EMPTY,
    text=replace(EMPTY.text, error="Viết câu trả lời hoặc thêm ít nhất một tệp"),
    file_error="Tệp “anh-1.jpg” nặng 62 MB. Mỗi tệp tối đa 50 MB",
)
BY_FIELD = replace(
    EMPTY,
    items=(),
    note="",
    answers=(
        AskedField(
            Field("child_name", "text", "Họ, chữ đệm, tên của trẻ", error="Nhập họ và tên"),
            "Tên trên giấy chứng sinh là Trần Thị Mẫu",
            "Trần Thị Máu",
        ),
        AskedField(Field("why", "long_text", "Lý do thay đổi"), follows=True),
    ),
    papers=(AskedPaper("Giấy chứng sinh", "Chụp lại, thấy rõ số giấy"), AskedPaper("Giấy tờ nhà")),
)
SENT = replace(
    SUPPLEMENT,
    state="supplemented",
    moments=(
        *(replace(each, mark=Mark.DONE) for each in SUPPLEMENT.moments[:4]),
        Moment("supplemented", Mark.DONE, NOON + timedelta(hours=5), note="Tôi gửi lại ảnh."),
        Moment("supplement_delivered", Mark.NOW, NOON + timedelta(hours=5)),
        Moment("in_process", Mark.NEXT),
    ),
    task=None,
    answered_at=NOON + timedelta(hours=5),
    due=Due(date(2026, 12, 8), paused=True),
)
ASKED_BACK = replace(
    WITH_AGENCY,
    moments=(
        *WITH_AGENCY.moments[:3],
        Moment("withdrawal_asked", Mark.DONE, NOON + timedelta(hours=5)),
        Moment("withdrawal_delivered", Mark.NOW, NOON + timedelta(hours=5)),
    ),
    withdrawal_asked_at=NOON + timedelta(hours=5),
)
NOTICED = replace(WITH_AGENCY, notice="Hồ sơ này hiện không chờ bạn bổ sung.")
WITHDRAWAL = WithdrawalPage(
    code=CODE,
    procedure="Đăng ký khai sinh",
    agency=AGENCY,
    action="/ho-so/x/rut-ho-so",
    reason=Field("reason", "long_text", "Lý do rút hồ sơ", required=False, max_length=1000),
    back_href="/ho-so/x",
)
WITHDRAWAL_ERROR = replace(
    WITHDRAWAL, reason=replace(WITHDRAWAL.reason, error="Viết gọn lại, tối đa 1.000 ký tự")
)
WITHDRAWALS = {
    "withdrawal": WITHDRAWAL,
    "withdrawal-error": WITHDRAWAL_ERROR,
    "withdrawal-waiting": replace(WITHDRAWAL, waits=True),
}
