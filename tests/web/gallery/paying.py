"""Sample pages where a citizen pays phí and lệ phí."""

from dataclasses import replace

from portal.web.citizen.paying.present import Due, Group, PayingPage, Receipt, Row, Transfer
from portal.web.citizen.present import ErrorLine
from portal.web.rendering import asset
from tests.web.gallery.dossiers import AGENCY, CODE, NOON

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
    errors=(ErrorLine("pay-2", "Nền tảng thanh toán đang gián đoạn. Thử lại sau ít phút"),),
)
PAGES = {"paying": OWED, "paying-error": AWAY}
