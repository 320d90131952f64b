"""Sample values of questions and complaints: the form, the page of the link, the desk's pages."""

from dataclasses import replace
from datetime import timedelta

from portal.domain.deadlines import Standing
from portal.domain.enquiries import EnquiryDeed, EnquiryKind, EnquiryStanding
from portal.models import Agency, PublishedEnquiry
from portal.services.enquiries.own import Listed, Mine, Own
from portal.services.enquiries.publishing import Found, Readable, Text
from portal.services.enquiries.showing import Followed, Line, Shown, Step, Tray
from portal.services.enquiries.trace import Said
from portal.web.citizen.enquiring.pages import EnquiryPage
from portal.web.citizen.present import Field, Option
from portal.web.desk.enquiries.one import Typed
from tests.web.gallery.desk_pages import AT, ID, NOON
from tests.web.gallery.shapes import Page

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
        Field(
            "publish",
            "consent",
            "Tôi đồng ý cho đăng câu hỏi và câu trả lời để người khác cùng đọc",
            hint="Cán bộ xem lại trước khi đăng; không đăng tên và số điện thoại của bạn.",
            required=False,
        ),
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
ANSWERED = replace(
    SHOWN,
    line=OVER,
    steps=(*SHOWN.steps, Step("answered", NOON, AT.agency.name, "Từ 7 giờ 30 đến 16 giờ 30.")),
    possible=(),
    may_publish=True,
)
PUBLISHED = PublishedEnquiry(
    id=ID,
    title="Giờ làm việc của Bộ phận Một cửa",
    question="Bộ phận Một cửa làm việc giờ nào?",
    answer="Từ 7 giờ 30 đến 16 giờ 30, sáng thứ Bảy đến 11 giờ.",
    answered_at=NOON,
    published_at=NOON,
)
OTHER = Agency(id=ID, code="H41.91", name="Ủy ban nhân dân xã mẫu")
TYPED = Typed("answer", "x", "", {"words": "Viết câu trả lời hoặc lý do; người gửi đọc nguyên văn"})
TRAY = {"at": AT, "tray": Tray((LATE, NEW), True), "over": False, "number": 2, "done": "hand_over"}
ONE = {"it": SHOWN, "at": AT, "typed": TYPED, "others": (OTHER,), "done": ""}
_ANSWERED = {**ONE, "typed": Typed(), "it": ANSWERED}
_NAMED = "Còn tên người gửi, số điện thoại hoặc số định danh. Bỏ đi rồi đăng lại"
_DESK = {
    "desk-enquiry": ONE,
    "desk-enquiry-answered": {**_ANSWERED, "done": "answer"},
    "desk-enquiry-not-agreed": {**_ANSWERED, "it": replace(ANSWERED, may_publish=False)},
    "desk-enquiry-published": {
        **_ANSWERED,
        "it": replace(ANSWERED, published=PUBLISHED),
        "done": "dang",
    },
    "desk-enquiry-named": {
        **_ANSWERED,
        "typed": Typed(
            text=Text("Giờ làm việc", WORDS, "0912 000 000"), errors={"question": _NAMED}
        ),
    },
}
OWN = Own(LATE, AT.agency, WORDS, "H41.92-261123-0007", SHOWN.steps, False, False)
MY = {
    "listed": Listed((Mine(LATE, AT.agency), Mine(NEW, AT.agency), Mine(OVER, AT.agency)), True),
    "number": 2,
}
MY_ANSWERED = replace(OWN, line=OVER, steps=ANSWERED.steps, agreed=True, published=True)
FOUND = {
    "found": Found((Readable(PUBLISHED, AT.agency),), True),
    "offices": (AT.agency, OTHER),
    "words": "gio lam viec",
    "agency": "H41.91",
    "number": 2,
}
NOTHING = {**FOUND, "found": Found((), False), "number": 1}
_CITIZEN = {
    "enquiry": ("enquiry.html", {"page": FORM}, False),
    "enquiry-status": ("enquiry_status.html", {"it": STATUS}, False),
    "my-enquiries": ("my_enquiries.html", MY, True),
    "my-enquiries-none": ("my_enquiries.html", {"listed": Listed((), False), "number": 1}, True),
    "my-enquiry": ("my_enquiry.html", {"it": OWN, "done": "thoi"}, True),
    "my-enquiry-answered": ("my_enquiry.html", {"it": MY_ANSWERED, "done": "dong-y"}, True),
    "answers": ("answers.html", FOUND, False),
    "answers-nothing": ("answers.html", NOTHING, False),
    "answer": ("answer.html", {"it": Readable(PUBLISHED, AT.agency)}, False),
}
PAGES = {
    "desk-enquiries": Page("desk/enquiries/tray.html", TRAY, False, officer=True),
    **{
        name: Page("desk/enquiries/one.html", context, False, officer=True)
        for name, context in _DESK.items()
    },
    **{name: Page(*page) for name, page in _CITIZEN.items()},
}
