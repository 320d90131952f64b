"""Sample values of how results come back: the citizen's choice, and the desk's hand-over."""

from dataclasses import replace
from datetime import UTC, datetime

from forms.spec import Text
from portal.domain.returning import Parcel, Way
from portal.services.hopping.standing import Standing as HopStanding
from portal.services.returning.choosing import Recipient, Standing
from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_dossier import Giving
from portal.web.citizen.returning.present import ReturnPage
from portal.web.desk.cases import Case
from portal.web.desk.giving import GivingPage
from portal.web.desk.transferring import TransferPage

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
HOPS = (
    HopStanding(
        "residence",
        Text("cơ sở dữ liệu cư trú", "the residence register"),
        Text("ghi nơi ở mới", "enter the new home"),
        state="asks",
        system="Hệ thống cư trú (mẫu)",
        reference="CT-2026-000123",
        due_at=NOON,
        told_at=NOON,
    ),
    HopStanding(
        "land",
        Text("hệ thống đất đai", "the land register"),
        Text("đối chiếu thửa đất", "compare the plot"),
        state="failed",
        reason="closed",
        may_go=True,
    ),
)
TO = Recipient("Trần Văn Ví Dụ", "+84912345678", "12 Phố Mẫu, Xã Mẫu, Tỉnh Mẫu")
WAY = Field(
    "way",
    "radio",
    "Cách nhận kết quả",
    value="post",
    options=(
        Option("counter", "Đến nhận tại nơi trả kết quả", "Mang theo giấy tờ tùy thân."),
        Option("online", "Nhận bản điện tử trên Cổng", "Tệp có chữ ký số."),
        Option("post", "Nhận tại nhà qua bưu chính công ích", "Bưu điện thu cước."),
    ),
)
RECIPIENT = (
    Field("full_name", "text", "Họ và tên người nhận", value=TO.full_name),
    Field("phone", "phone", "Số điện thoại người nhận", value=TO.phone),
    Field(
        "address",
        "long_text",
        "Địa chỉ nhận",
        hint="Số nhà, đường; xã, phường; tỉnh, thành phố",
        value=TO.address,
        max_length=300,
    ),
)
CHOICE = ReturnPage(
    code="H41.92-261123-0007",
    procedure="Đăng ký khai sinh",
    agency="Ủy ban nhân dân phường Trường Vinh (mẫu)",
    action="/ho-so/x/nhan-ket-qua",
    way=WAY,
    to=RECIPIENT,
    back_href="/ho-so/x",
)
CHOICE_ERROR = replace(
    CHOICE, to=(replace(RECIPIENT[0], value="", error="Nhập họ và tên người nhận"), *RECIPIENT[1:])
)
ON_ITS_WAY = Giving("post", "on_way", "RA123456789VN", f"{TO.full_name}, {TO.address}", 30_000, "")
_RECEIVER = (
    Field("receiver", "text", "Họ tên người đến nhận", value=TO.full_name),
    Field("paper", "text", "Số giấy tờ của người nhận", hint="Chỉ giữ ba ký tự."),
    Field(
        "role",
        "radio",
        "Là ai",
        value="owner",
        options=(Option("owner", "Chủ hồ sơ"), Option("proxy", "Người được ủy quyền")),
    ),
)
_PARCEL = (
    Field("consignment", "text", "Mã bưu gửi"),
    Field("fee", "text", "Cước bưu chính, đồng", required=False, inputmode="numeric"),
)
_STEPS = (
    Field(
        "step",
        "radio",
        "Bưu điện báo gì",
        options=(Option("failed", "Chưa giao được"), Option("delivered", "Đã giao")),
    ),
    Field("words", "text", "Ghi chú cho người dân", required=False),
)


def of(case: Case) -> dict[str, GivingPage]:
    """Draw the desk's page before the result goes, mended, and while it is on its way."""
    page = GivingPage(case, Standing(), WAY, _RECEIVER, (*RECIPIENT, *_PARCEL), _STEPS)
    wrong = replace(_PARCEL[0], error="Nhập mã bưu gửi ghi trên phiếu của bưu điện")
    sent = Standing(Way.POST, Parcel.ON_WAY, TO, "", "RA123456789VN", 30_000)
    return {
        "giving": page,
        "giving-error": replace(page, parcel=(*RECIPIENT, wrong, _PARCEL[1])),
        "giving-parcel": replace(page, standing=sent),
    }


def forwarding(case: Case, wrong: str = "") -> TransferPage:
    """Draw the page where a dossier is forwarded."""
    to = Option("H41.90", "Ủy ban nhân dân phường Thành Vinh (mẫu) (H41.90)")
    back = (Option("here", "Nơi đã nhận hồ sơ"), Option("there", "Nơi giải quyết"))
    fields = (
        Field("to", "select", "Chuyển đến", options=(to,), error=wrong),
        Field("returns", "radio", "Nơi trả kết quả", value="here", options=back),
        Field("words", "long_text", "Lời nhắn kèm theo", required=False, max_length=2000),
    )
    return TransferPage(case, "chuyen", fields)
