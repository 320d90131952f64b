"""Sample dossiers, from the first minute to the result, and the ways that end early."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from portal import clock
from portal.web.citizen.present_dossier import (
    DossierPage,
    DossierRow,
    Download,
    DraftRow,
    Due,
    Mark,
    Moment,
    MyDossiersPage,
    SubmittedPage,
    Task,
    delivery_moments,
)

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
CODE = "H41.12.34-261123-0001"
AGENCY = "Ủy ban nhân dân phường Ba Đình, thành phố Hà Nội"
HELD = {"held": NOON}
DELIVERED = {**HELD, "delivered": NOON + timedelta(seconds=3)}
CONFIRMED = {**DELIVERED, "confirmed": NOON + timedelta(seconds=9)}
TO_COME = (
    Moment("accepted", Mark.NEXT, NOON + timedelta(days=1)),
    Moment("decided", Mark.NEXT),
    Moment("returned", Mark.NEXT),
)
DONE_PAPERS = (
    Download("confirmation", "/ho-so/x/xac-nhan.pdf"),
    Download("declaration", "/ho-so/x/to-khai.pdf"),
    Download("receipt", "/ho-so/x/giay-tiep-nhan.pdf"),
)


def due_soon(days: int = 2) -> Due:
    """A due date some days from today."""
    return Due(clock.today() + timedelta(days=days))


def base(moments: tuple[Moment, ...], state: str, **more: object) -> DossierPage:
    """A dossier of birth registration as its owner sees it."""
    return replace(
        DossierPage(
            code=CODE,
            state=state,
            moments=moments,
            submitted_at=NOON,
            agency=AGENCY,
            procedure="Đăng ký khai sinh",
            people=(("Người nộp", "Nguyễn Thị Thu Hà"), ("Chủ hồ sơ", "Nguyễn Thị Thu Hà")),
            phone="09•• ••• 678",
            downloads=DONE_PAPERS[:1],
        ),
        **more,
    )


JUST_SUBMITTED = base(
    (*delivery_moments(HELD), *TO_COME), "submitted", withdraw_href="/ho-so/x/rut-ho-so"
)
HELD_UP = base((*delivery_moments(HELD), *TO_COME), "submitted", held_up=True)
WITH_AGENCY = base(
    (*delivery_moments(CONFIRMED), replace(TO_COME[0], mark=Mark.NEXT), *TO_COME[1:]), "submitted"
)
IN_PROCESS = base(
    (
        *delivery_moments(CONFIRMED),
        Moment("accepted", Mark.DONE, NOON + timedelta(hours=2), "Bộ phận Một cửa"),
        Moment("in_process", Mark.NOW, NOON + timedelta(hours=3), "Công chức tư pháp – hộ tịch"),
        Moment("decided", Mark.NEXT, NOON + timedelta(days=2)),
        Moment("returned", Mark.NEXT),
    ),
    "in_process",
    due=due_soon(),
    downloads=DONE_PAPERS,
    hops=("Hồ sơ đang được làm tiếp ở cơ sở dữ liệu hộ tịch, để ghi vào sổ điện tử.",),
)
SUPPLEMENT = base(
    (
        *delivery_moments(CONFIRMED),
        Moment(
            "awaiting_supplement",
            Mark.WAIT,
            NOON + timedelta(hours=2),
            "Bộ phận Một cửa",
            "Ảnh chụp giấy chứng sinh bị mờ ở số giấy.",
        ),
        Moment("accepted", Mark.NEXT),
    ),
    "awaiting_supplement",
    task=Task(
        "supplement",
        "/ho-so/x/bo-sung",
        date(2026, 12, 5),
        ("Chụp lại giấy chứng sinh, thấy rõ số giấy", "Số định danh của người cha"),
    ),
    due=Due(date(2026, 12, 8), paused=True),
)
HANDED_BACK = base(
    (
        replace(delivery_moments(HELD)[0], mark=Mark.DONE),
        Moment("handed_back", Mark.WAIT, NOON, note="Số nhà chưa ghi tên đường."),
    ),
    "handed_back",
    task=Task("handed_back", "/ho-so/x/soan-lai", note="Số nhà chưa ghi tên đường."),
)
PAY = base(
    (*delivery_moments(CONFIRMED), Moment("awaiting_payment", Mark.WAIT, NOON)),
    "awaiting_payment",
    task=Task("pay", "/ho-so/x/nop-phi", date(2026, 12, 5), amount=16000),
)
LATE = base(
    (
        *delivery_moments(CONFIRMED),
        Moment("accepted", Mark.DONE, NOON, "Bộ phận Một cửa"),
        Moment("step", Mark.DONE, NOON, "Tư pháp", note="Đang làm: Xác minh nơi cư trú."),
        Moment(
            "extended",
            Mark.NOW,
            NOON + timedelta(days=3),
            note="Chờ xác minh nơi cư trú của người mẹ.",
        ),
        Moment("decided", Mark.NEXT),
    ),
    "in_process",
    due=Due(date(2026, 12, 8), date(2026, 11, 26), late=True),
)
REFUSED = base(
    (
        *delivery_moments(CONFIRMED),
        Moment(
            "refused",
            Mark.STOP,
            NOON,
            "Bộ phận Một cửa",
            reasons=("Trẻ đã được đăng ký khai sinh tại phường Ngọc Hà ngày 02/11/2026.",),
        ),
    ),
    "refused",
)
RETURNED = base(
    (
        *delivery_moments(CONFIRMED),
        Moment("accepted", Mark.DONE, NOON, "Bộ phận Một cửa"),
        Moment("in_process", Mark.DONE, NOON),
        Moment("decided", Mark.DONE, NOON),
        Moment("returned", Mark.DONE, NOON + timedelta(days=1)),
    ),
    "returned",
    downloads=(*DONE_PAPERS, Download("result", "/ho-so/x/tep/1", "Giấy khai sinh.pdf", 184_320)),
)


def public(page: DossierPage = IN_PROCESS) -> DossierPage:
    """The same dossier as anybody with the link sees it: nothing personal."""
    return replace(
        page, procedure="", people=(), downloads=(), phone="", agency="", sign_in_href="/dang-nhap"
    )


SUBMITTED = SubmittedPage(
    CODE,
    "Đăng ký khai sinh",
    AGENCY,
    NOON,
    "/ho-so/x",
    "/ho-so/x/xac-nhan.pdf",
    phone="09•• ••• 678",
    declaration_href="/ho-so/x/to-khai.pdf",
)
MINE = MyDossiersPage(
    drafts=(
        DraftRow(
            "Đăng ký tạm trú",
            "/nhap/1",
            NOON,
            "Bước 2/5",
            date(2027, 1, 22),
            phone="09•• ••• 678",
            given=True,
            remove_action="/nhap/1/xoa",
        ),
    ),
    dossiers=(
        DossierRow(CODE, "Đăng ký khai sinh", "/ho-so/x", "in_process", NOON, AGENCY, due_soon()),
        DossierRow(
            "H41.12.34-261120-0107",
            "Đăng ký thường trú",
            "/ho-so/y",
            "awaiting_supplement",
            NOON,
            "Công an phường Ba Đình",
        ),
        DossierRow(
            "H41.12.34-260901-0003",
            "Cấp giấy xác nhận tình trạng hôn nhân",
            "/ho-so/z",
            "returned",
            NOON,
            AGENCY,
        ),
    ),
)
NONE_YET = MyDossiersPage((), ())
_KEPT = replace(MINE.drafts[0], expires_on=date(2026, 12, 5))
DRAFTS_ENDING = MyDossiersPage(
    drafts=(
        replace(_KEPT, told_at=NOON),
        replace(_KEPT, href="/nhap/2", given=False),
        replace(_KEPT, href="/nhap/3", told_at=NOON, fault="failed"),
        replace(_KEPT, href="/nhap/4", told_at=NOON, phone="", given=False, fault="no_phone"),
    ),
    dossiers=(),
)
SMS_FAILED = replace(IN_PROCESS, phone_fault=True)
