"""Sample pages of a dossier that waits for others: for whoever is asked, and for whoever asks."""

from dataclasses import replace
from datetime import timedelta

from portal.web.citizen.confirming.present import (
    AskedPage,
    Given,
    InvitationPage,
    PersonCard,
    PhonePage,
    WaitingPage,
)
from portal.web.citizen.present import Field
from portal.web.citizen.present_dossier import Mark, Moment, Task, delivery_moments
from tests.web.gallery.dossiers import CODE, HELD, JUST_SUBMITTED, NOON, TO_COME

NAMES = ("Nguyễn Văn Sáu", "Hoàng Thị Nhà")
POLICE = "Công an phường Trường Vinh, tỉnh Nghệ An"
MOVING = "Đăng ký thường trú"
_HELD, _DELIVERED, _CONFIRMED = delivery_moments(HELD)
_ONE_YES = Moment("confirmation_given", Mark.DONE, NOON + timedelta(hours=1))
WAITS = replace(
    JUST_SUBMITTED,
    state="awaiting_confirmation",
    procedure=MOVING,
    agency=POLICE,
    moments=(
        replace(_HELD, mark=Mark.DONE),
        _ONE_YES,
        Moment("confirmation_declined", Mark.DONE, NOON, note="Tôi không biết hồ sơ này."),
        Moment("awaiting_confirmation", Mark.WAIT),
        _DELIVERED,
        _CONFIRMED,
        *(replace(each, at=None) for each in TO_COME),
    ),
    task=Task("confirm", "/ho-so/x/xac-nhan"),
)
RELEASED = replace(
    WAITS,
    state="submitted",
    moments=(
        replace(_HELD, mark=Mark.DONE),
        _ONE_YES,
        Moment("confirmation_on_paper", Mark.DONE, NOON + timedelta(hours=2)),
        Moment("confirmations_complete", Mark.NOW, NOON + timedelta(hours=2)),
        _DELIVERED,
        _CONFIRMED,
        *TO_COME,
    ),
    task=None,
)
INVITED = InvitationPage(
    procedure=MOVING,
    asker="V• T•• H•••",
    roles=("Chủ sở hữu chỗ ở", "Chủ hộ"),
    sign_in_href="/dang-nhap",
)
ASKED = AskedPage(
    procedure=MOVING,
    agency=POLICE,
    asker="Võ Thị Hạnh",
    statements=(
        (
            "Chủ hộ",
            "Tôi là chủ hộ và đồng ý cho những người có tên dưới đây đăng ký thường trú"
            " vào hộ của tôi.",
        ),
    ),
    given=(
        Given("Họ và tên của bạn", "Võ Thị Hạnh"),
        Given("Địa chỉ đăng ký thường trú", "Số 12 đường Quang Trung, Phường Trường Vinh, Nghệ An"),
        Given("Những người cùng đăng ký", "1", ("Nguyễn Minh Khôi · 01/01/2020 · Nam · con",)),
    ),
    action="/x/token/xem",
    reason=Field(
        "reason",
        "long_text",
        "Vì sao bạn không xác nhận?",
        hint="Người nộp hồ sơ đọc được lời này.",
        max_length=1000,
    ),
)
ASKED_ERROR = replace(
    ASKED,
    reason=replace(ASKED.reason, error="Viết ngắn gọn vì sao bạn không xác nhận"),
    rehearsal=True,
)
CONFIRMED = replace(ASKED, state="confirmed", answered_at=NOON)
DECLINED = replace(ASKED, state="declined", answered_at=NOON)
OVER = replace(ASKED, state="gone")
PAPER = "Văn bản đồng ý của chủ hộ"
PEOPLE = (
    PersonCard(
        1,
        NAMES[0],
        "Chủ hộ",
        "09•• ••• 444",
        "declined",
        NOON,
        "sent",
        NOON + timedelta(hours=1),
        "Tôi không biết hồ sơ này.",
        paper=PAPER,
    ),
    PersonCard(
        2,
        NAMES[1],
        "Chủ sở hữu chỗ ở",
        "09•• ••• 777",
        "waiting",
        NOON,
        "failed",
        remind_at=NOON + timedelta(hours=4),
        may_waive=True,
    ),
    PersonCard(3, "Võ Văn Thành", "Cha", "09•• ••• 111", "confirmed", NOON, settled_at=NOON),
    PersonCard(
        4, "Lê Thị Mai", "Mẹ", "09•• ••• 222", "waiting", NOON, "sent", strangers=True, paper=PAPER
    ),
)
WAITING = WaitingPage(
    code=CODE,
    procedure=MOVING,
    agency=POLICE,
    action="/ho-so/x/xac-nhan",
    people=PEOPLE,
    notice="Đã gửi lời mời.",
    limit=50 * 1024 * 1024,
    withdraw_href="/ho-so/x/rut-ho-so",
    redraft_action="/ho-so/x/sua-lai",
    back_href="/ho-so/x",
)
WAITING_ERROR = replace(
    WAITING,
    notice="",
    people=(replace(PEOPLE[0], file_error="Chọn ảnh hoặc tệp PDF của giấy đồng ý"), *PEOPLE[1:]),
)
PHONE = PhonePage(
    code=CODE,
    procedure=MOVING,
    name=NAMES[0],
    action="/ho-so/x/xac-nhan/1/dien-thoai",
    phone=Field(
        "phone", "phone", "Số điện thoại di động mới", hint="Ví dụ 0912 345 678", inputmode="tel"
    ),
    back_href="/ho-so/x/xac-nhan",
)
PHONE_ERROR = replace(
    PHONE,
    phone=replace(PHONE.phone, value="12", error="Số điện thoại di động chưa đúng"),
)
