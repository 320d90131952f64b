"""Sample values of the counter: what is unfinished, the first questions, papers, the review."""

from datetime import timedelta

from portal.domain.states import Channel
from portal.models import Draft
from portal.services.counter.taking import Unfinished
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.citizen.present_pages import StartPage
from portal.web.desk.counter.papers import Row
from tests.web.gallery import last_steps
from tests.web.gallery.desk_pages import AT, FORM, ID, NOON

UNFINISHED = (
    Unfinished(ID, "Đăng ký khai sinh", "Trần Văn Ví Dụ", Channel.DIRECT, "Nguyễn Văn Mẫu", NOON),
    Unfinished(ID, "Xác nhận nơi ở", "", Channel.POSTAL, "Nguyễn Văn Tiếp Nhận", NOON),
)
START = StartPage(
    procedure="Xác nhận nơi ở",
    action="/desk/H41.92/quay/thu-tuc/9.000101",
    fields=(
        Field(
            "channel",
            "radio",
            "Cách nộp",
            value="postal",
            options=(Option("direct", "Trực tiếp tại quầy"), Option("postal", "Qua bưu chính")),
        ),
        Field(
            "day", "text", "Ngày nhận", hint="Ví dụ 05/12/2026", value="31/02", error="Nhập ngày"
        ),
        Field("letter_number", "text", "Số hiệu bưu gửi", required=False),
        Field("full_name", "text", "Họ và tên người nộp", error="Nhập họ và tên người nộp"),
    ),
    back_href="/desk/H41.92/quay",
)
ROWS = (
    Row("proof", "Giấy tờ nhà", {"originals": "1", "certified": "", "photocopies": "2"}),
    Row("other", "Giấy tờ khác", {"originals": "", "certified": "một", "photocopies": ""}),
)
SAID = "Nhập số bản, từ 0 đến 999"
DRAFT = Draft(id=ID, channel=Channel.DIRECT, received_at=NOON - timedelta(minutes=20))


def _papers(rows: tuple[Row, ...], lines: tuple[ErrorLine, ...] = ()) -> dict[str, object]:
    said = {"action": "/desk/H41.92/quay/nhap/1/ban-giay", "back": "/desk/H41.92/quay/nhap/1/tre"}
    return {"at": AT, "procedure": "Xác nhận nơi ở", "rows": rows, "lines": lines, **said}


def _pages() -> dict[str, tuple[str, dict[str, object]]]:
    wrong = Row("other", "Giấy tờ khác", ROWS[1].counts, SAID)
    lines = (ErrorLine("other-originals", f"Giấy tờ khác: {SAID}"),)
    review = {
        "at": AT,
        "page": last_steps.review(),
        "draft": DRAFT,
        "cash": 8_000,
        "typed": {"unit": "Quầy 1", "cash": "7000"},
        "wrong": {"cash": "Khoản phải thu vừa thay đổi, chưa ghi gì"},
    }
    return {
        "counter": ("counter", {"at": AT, "forms": (FORM,), "unfinished": UNFINISHED}),
        "counter-start": ("counter_start", {"at": AT, "page": START}),
        "counter-papers": ("counter_papers", _papers((ROWS[0], wrong), lines)),
        "counter-review": ("counter_review", review),
    }


PAGES = _pages()
