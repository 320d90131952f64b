"""Sample pages where a citizen pays phí and lệ phí."""

from dataclasses import replace

from portal.web.citizen.paying.claim_page import ClaimPage
from portal.web.citizen.paying.present import (
    Claimed,
    Due,
    Group,
    PayingPage,
    Receipt,
    Row,
    Transfer,
)
from portal.web.citizen.present import ErrorLine, Field, Option
from portal.web.citizen.present_check import UploadedFile
from portal.web.rendering import asset
from tests.web.gallery.dossiers import AGENCY, CODE, NOON

MB = 1024 * 1024
DUE = Due(
    number=2,
    state="open",
    total=23_000,
    groups=(
        Group("phi", (Row("Phí cấp bản sao trích lục hộ tịch (2 bản)", 16_000),), 16_000),
        Group(
            "le_phi",
            (Row("Lệ phí đăng ký cư trú", 7_000), Row("Lệ phí khác (mẫu)", 5_000, "granted")),
            7_000,
        ),
    ),
    online="/ho-so/x/nop-phi/2/truc-tuyen",
    transfer=Transfer(
        "KHO BAC NHA NUOC (MAU)",
        "0000000000",
        "Vietcombank (TMCP Ngoại thương Việt Nam)",
        "LT2K3M9QX2AB",
        asset("mark.svg"),
    ),
)
PAID = replace(
    DUE, number=1, state="paid", settled_at=NOON, way="platform", online="", transfer=None
)
FILE = "/ho-so/x/bien-lai/01939a2b.pdf"
PAID = replace(
    PAID,
    receipts=(
        Receipt("phi", "MAU/26E", "0000001", 16_000, "replaced", FILE, FILE),
        Receipt("le_phi", "MAU/26E", "0000002", 7_000, "issued", FILE, FILE),
        Receipt("phi", "MAU/26E", "0000003", 16_000, "issued"),
    ),
)
OWED = PayingPage(
    code=CODE,
    procedure="Đăng ký thường trú",
    agency=AGENCY,
    back_href="/ho-so/x",
    dues=(DUE, PAID),
    surplus=8_000,
)
AWAY = replace(
    OWED,
    dues=(replace(DUE, state="waiting"), replace(PAID, state="refunded")),
    surplus=0,
    going_back=23_000,
    returned=8_000,
    unheard=True,
    check="/ho-so/x/nop-phi/ket-qua",
    errors=(ErrorLine("pay-2", "Nền tảng thanh toán đang gián đoạn. Thử lại sau ít phút"),),
)
ASKED = Claimed(NOON, ("Người thuộc hộ nghèo (mẫu)", "Giấy chứng nhận năm 2026 gửi kèm."))
ANSWERED = replace(ASKED, outcome="refused", said=("Giấy chứng nhận đã hết hạn.",))
CLAIMED = replace(
    OWED,
    dues=(
        replace(
            DUE,
            state="claimed",
            claims=(ANSWERED, replace(ASKED, outcome="withdrawn"), ASKED),
            online="",
            transfer=None,
            take_back="/ho-so/x/nop-phi/2/mien-giam/rut",
            turn=1,
            left=2,
        ),
        replace(PAID, state="open", claims=(ANSWERED,), claim="/ho-so/x/nop-phi/1/mien-giam"),
    ),
    surplus=0,
)
PART = replace(OWED, dues=(replace(DUE, unclear=(10_000,)),), surplus=0)
DOUBT = replace(OWED, dues=(replace(DUE, state="doubt", online="", transfer=None),), surplus=0)
_SHOWN = {
    "paying": OWED,
    "paying-error": AWAY,
    "paying-claimed": CLAIMED,
    "paying-doubt": DOUBT,
    "paying-part": PART,
}
PAGES = {name: ("paying.html", page) for name, page in _SHOWN.items()}
_CLAIM = ClaimPage(
    code=CODE,
    procedure="Đăng ký thường trú",
    agency=AGENCY,
    action="/ho-so/x/nop-phi/1/mien-giam",
    back_href="/ho-so/x/nop-phi",
    total=20_000,
    turn=0,
    ground=Field(
        "ground",
        "radio",
        "Bạn thuộc diện nào?",
        options=(
            Option("poor", "Người thuộc hộ nghèo", "Gửi kèm: Giấy chứng nhận hộ nghèo. (mẫu)"),
            Option("children", "Trẻ em", "Không cần gửi thêm giấy tờ. (mẫu)"),
            Option("other", "Căn cứ khác", "Viết rõ ở ô dưới và gửi kèm giấy tờ."),
        ),
    ),
    text=Field("text", "long_text", "Bạn giải thích thêm", required=False, max_length=2000),
    limit=50 * MB,
    total_limit=200 * MB,
    files=(UploadedFile("1", "giay-chung-nhan.jpg", 3 * MB, "/ho-so/x/tep/1"),),
)
_WRONG = replace(
    _CLAIM,
    turn=1,
    last=True,
    files=(),
    ground=replace(_CLAIM.ground, error="Chọn bạn thuộc diện nào"),
    file_error="Thêm ảnh hoặc tệp giấy tờ chứng minh",
)
CLAIMS = {"claim": ("claim.html", _CLAIM), "claim-error": ("claim.html", _WRONG)}
