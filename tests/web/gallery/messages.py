"""Sample pages of messages between a citizen and the agency."""

from dataclasses import replace
from datetime import timedelta

from portal.web.citizen.correspondence.present import Letter, MessagePage, Thread
from portal.web.citizen.correspondence.rating import RatingPage
from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_check import UploadedFile
from tests.web.gallery.dossiers import AGENCY, CODE, IN_PROCESS, NOON, RETURNED, public

MB = 1024 * 1024
FILE = UploadedFile("1", "giay-hen.pdf", 184_320, "/ho-so/x/tep/1")
THREAD = Thread(
    letters=(
        Letter(
            True,
            NOON,
            ("Tôi đến nhận kết quả buổi chiều được không?", "Tôi ở xa."),
            state="answered",
        ),
        Letter(
            False,
            NOON + timedelta(hours=2),
            ("Được. Bạn mang theo thẻ căn cước.",),
            by="Cán bộ Mẫu · Bộ phận Một cửa",
            files=(FILE,),
            unread=True,
        ),
        Letter(True, NOON + timedelta(hours=3), ("Cảm ơn.",), files=(FILE,), state="delivered"),
        Letter(True, NOON + timedelta(hours=4), ("Mai tôi đến.",), state="held"),
    ),
    write_href="/ho-so/x/tin-nhan",
)
WRITING = MessagePage(
    code=CODE,
    procedure="Đăng ký khai sinh",
    agency=AGENCY,
    action="/ho-so/x/tin-nhan",
    turn=0,
    text=Field(
        "text",
        "long_text",
        "Bạn viết cho cơ quan",
        hint="Ví dụ: Tôi đến nhận kết quả buổi chiều được không?",
        max_length=2000,
    ),
    thread=Thread(),
    limit=50 * MB,
    total_limit=200 * MB,
    back_href="/ho-so/x",
)
FILLED = replace(WRITING, text=replace(WRITING.text, value="Cảm ơn."), thread=THREAD, files=(FILE,))
IN_ERROR = replace(
    WRITING,
    text=replace(WRITING.text, error="Viết tin nhắn hoặc thêm ít nhất một tệp"),
    file_error="Tệp “anh-1.jpg” nặng 62 MB. Mỗi tệp tối đa 50 MB",
)
IN_DOSSIER = replace(IN_PROCESS, thread=THREAD)
DEAF = replace(IN_PROCESS, thread=Thread(deaf=True, phone="1900 0000"))
NONE_YET = replace(IN_PROCESS, thread=Thread(write_href="/ho-so/x/tin-nhan"))
TOLD_OF = replace(public(), unread=1)
LEVELS = (Option("2", "Hài lòng"), Option("1", "Tạm được"), Option("0", "Không hài lòng"))
RATING = RatingPage(
    code=CODE,
    action="/ho-so/x/danh-gia",
    revision=0,
    officer=(
        Field("attitude", "radio", "Thái độ phục vụ", options=LEVELS),
        Field("guidance", "radio", "Hướng dẫn rõ ràng, đủ một lần", options=LEVELS),
    ),
    agency=(
        Field("on_time", "radio", "Đúng hẹn", options=LEVELS),
        Field("papers", "radio", "Giấy tờ, thủ tục gọn", options=LEVELS),
        Field("result", "radio", "Kết quả đúng, hoặc lý do rõ ràng", options=LEVELS),
    ),
    comment=Field("comment", "long_text", "Bạn muốn nói thêm", required=False, max_length=1000),
    back_href="/ho-so/x",
)
RATING_ERROR = replace(
    RATING,
    agency=tuple(replace(each, error="Chọn một mức") for each in RATING.agency),
    problem="Đánh giá này vừa được sửa ở một cửa sổ khác. Xem lại rồi gửi",
)
RATEABLE = replace(RETURNED, rate_href="/ho-so/x/danh-gia", thread=THREAD)
