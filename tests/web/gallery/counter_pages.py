"""Sample values of the counter: what is unfinished, the first questions, papers, the review."""

from dataclasses import replace
from datetime import timedelta

from portal.domain.states import Channel
from portal.models import Draft
from portal.services.counter.looking import Holder
from portal.services.counter.taking import Unfinished
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.citizen.present_pages import StartPage
from portal.web.desk.counter.papers import Row
from portal.web.desk.counter.store_page import CounterStorePage, Line, Slot
from tests.web.gallery import last_steps
from tests.web.gallery.desk_pages import AT, FORM, ID, NOON
from tests.web.gallery.store_pages import BIRTH, THERE

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


def _asked(document: str, error: str = "") -> tuple[Field, Field]:
    ways = (
        Option("present", "Có mặt tại quầy, vừa đồng ý"),
        Option("written", "Bằng văn bản kèm hồ sơ"),
    )
    hint = "Nếu bằng văn bản: số, ngày hoặc tên văn bản. Ví dụ Đơn ngày 05/12/2026"
    how = "Người nộp đồng ý cho tìm bằng cách nào?"
    return (
        Field(f"way.{document}", "radio", how, options=ways, error=error),
        Field(f"letter.{document}", "text", "Văn bản đồng ý", hint, required=False),
    )


UNSAID = "Chọn cách người nộp đồng ý; chưa đồng ý thì không được tìm"
LINES = (
    Line(
        "7a",
        "Giấy khai sinh",
        BIRTH.number,
        BIRTH.authority,
        "Trần Văn Ví Dụ đồng ý lấy “Giấy khai sinh 12/2026-KS” từ kho vào hồ sơ này.",
        BIRTH,
        "in_force",
        NOON,
        file="giay-khai-sinh.pdf",
    ),
    Line(
        "7b",
        "Giấy khai sinh",
        "07/2021-KS",
        BIRTH.authority,
        "",
        BIRTH,
        "replaced",
        NOON,
        usable=False,
        file="giay-khai-sinh-cu.pdf",
    ),
    Line(
        THERE.mark,
        THERE.title,
        THERE.number,
        THERE.agency,
        "Trần Văn Ví Dụ đồng ý lấy “Giấy chứng sinh 118/GCS” từ kho vào hồ sơ này.",
        file=THERE.name,
    ),
)
LOOKED = CounterStorePage(
    procedure="Đăng ký khai sinh",
    action=f"/desk/H41.92/quay/nhap/{ID}/kho",
    back=f"/desk/H41.92/quay/nhap/{ID}/giay-to",
    holder=Holder("Trần Văn Ví Dụ", "000085000027"),
    slots=(
        Slot("born", "Giấy chứng sinh", looked_at=NOON, lines=LINES, asked=_asked("born")),
        Slot(
            "home",
            "Giấy tờ nhà",
            ("hợp đồng thuê nhà.pdf",),
            looked_at=NOON,
            said=(
                "Kho giấy tờ của Cổng không có giấy tờ loại này mang đúng số định danh và "
                "họ tên người nộp.",
                "Kho dữ liệu cá nhân quốc gia chưa trả lời được lúc này. Quét bản giấy như "
                "thường, hoặc tra cứu lại sau ít phút.",
            ),
            asked=_asked("home"),
        ),
        Slot("wed", "Giấy chứng nhận kết hôn", asked=_asked("wed", UNSAID)),
        Slot("full", "Văn bản ủy quyền", ("ủy quyền.pdf",), open=False, asked=_asked("full")),
    ),
    untyped=("Giấy tờ khác",),
    errors=(ErrorLine("way-wed", UNSAID),),
)
UNKNOWN = replace(LOOKED, holder=None, slots=(), untyped=(), errors=())


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
        "counter-store": ("counter_store", {"at": AT, "page": LOOKED}),
        "counter-store-unknown": ("counter_store", {"at": AT, "page": UNKNOWN}),
        "counter-review": ("counter_review", review),
    }


PAGES = _pages()
