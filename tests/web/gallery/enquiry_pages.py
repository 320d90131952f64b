"""Sample values of questions and complaints: the form, the page of the link, the desk's pages."""

from datetime import timedelta

from portal.domain.deadlines import Standing
from portal.domain.enquiries import EnquiryDeed, EnquiryKind, EnquiryStanding
from portal.models import Agency
from portal.services.enquiries.showing import Followed, Line, Shown, Step, Tray
from portal.services.enquiries.trace import Said
from portal.web.citizen.enquiring.pages import EnquiryPage
from portal.web.citizen.present import Field, Option
from portal.web.desk.enquiries.one import Typed
from tests.web.gallery.desk_pages import AT, ID, NOON

CODE = "H41.92-PA261123-0001"
WORDS = "Bộ phận Một cửa nghỉ trước giờ hai lần trong tuần này, tôi phải về không."
FORM = EnquiryPage(
    "/phan-anh",
    "dau",
    (
        Field(
            "kind",
            "radio",
            "Bạn viết về việc gì?",
            error="Chọn hỏi, hay phản ánh, kiến nghị",
            options=(
                Option("question", "Tôi muốn hỏi"),
                Option("complaint", "Tôi muốn phản ánh, kiến nghị"),
            ),
        ),
        Field(
            "agency",
            "select",
            "Gửi cơ quan nào?",
            value="H41.92",
            options=(Option("H41.92", AT.agency.name),),
        ),
        Field("words", "long_text", "Nội dung", value=WORDS, max_length=4000),
        Field("name", "text", "Họ và tên", value="Trần Văn Ví Dụ", autocomplete="name"),
        Field("phone", "phone", "Số điện thoại", value="12", error="Số điện thoại gồm 10 chữ số"),
    ),
)
LATE = Line(
    CODE,
    EnquiryKind.COMPLAINT,
    EnquiryStanding.TAKEN,
    NOON,
    NOON - timedelta(days=1),
    Standing(True, 1),
)
NEW = Line(
    "H41.92-PA261123-0002",
    EnquiryKind.QUESTION,
    EnquiryStanding.RECEIVED,
    NOON,
    NOON + timedelta(days=2),
    Standing(False, 2),
)
OVER = Line(CODE, EnquiryKind.COMPLAINT, EnquiryStanding.ANSWERED, NOON, NOON, None)
STATUS = Followed(
    OVER, AT.agency.name, True, "Cơ quan đã nhắc cán bộ trực và niêm yết giờ làm việc.", NOON
)
SHOWN = Shown(
    line=LATE,
    said=Said("Trần Văn Ví Dụ", "+84912000000", WORDS),
    seq=2,
    dossier_code="H41.92-261123-0007",
    dossier=True,
    steps=(
        Step("received", NOON, AT.agency.name),
        Step("taken_to_verify", NOON, AT.agency.name, "", "Nguyễn Văn Tiếp Nhận"),
    ),
    possible=(EnquiryDeed.ANSWER, EnquiryDeed.HAND_OVER),
)
OTHER = Agency(id=ID, code="H41.91", name="Ủy ban nhân dân xã mẫu")
TYPED = Typed("answer", "x", "", {"words": "Viết câu trả lời hoặc lý do; người gửi đọc nguyên văn"})
TRAY = {"at": AT, "tray": Tray((LATE, NEW), True), "over": False, "number": 2, "done": "hand_over"}
ONE = {"it": SHOWN, "at": AT, "typed": TYPED, "others": (OTHER,), "done": ""}
