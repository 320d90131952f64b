"""Sheets with every line filled."""

from datetime import UTC, datetime

from portal.papers.control_sheet import ControlSheet, Handing
from portal.papers.fee_receipt import FeeReceiptSheet
from portal.papers.report_sheet import Explained, Figures, Head, ReportSheet, Said
from portal.papers.sheets import (
    ConfirmationSheet,
    DeclarationSheet,
    Declared,
    DeclaredSection,
    Fee,
    ListedDocument,
    NoticeSheet,
    Person,
    ReceiptSheet,
    SlipSheet,
    SubmittedFile,
)

RECEIVED = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
LINK = "https://lienthong.example.gov.vn/ho-so/H41.12-261123-0007"

RECEIPT = ReceiptSheet(
    agency="Ủy ban nhân dân xã Bạch Ngọc",
    parent_agency="Tỉnh Nghệ An",
    unit="Trung tâm Phục vụ hành chính công",
    place="Bạch Ngọc",
    number="0007/TNHS",
    code="H41.12-261123-0007",
    procedure_code="1.001193",
    procedure_name="Đăng ký khai sinh",
    submitter=Person(
        full_name="Nguyễn Thị Ánh Nguyệt",
        citizen_number="040190001234",
        address="Xóm 5, xã Bạch Ngọc, tỉnh Nghệ An",
        phone="0912 345 678",
        email="anhnguyet@example.vn",
    ),
    owner=Person(full_name="Trần Văn Minh", address="Xóm 7, xã Bạch Ngọc"),
    request="Đăng ký khai sinh cho trẻ Trần Gia Hân",
    received_at=RECEIVED,
    due_at=datetime(2026, 11, 25, 10, 0, tzinfo=UTC),
    issued_at=RECEIVED,
    documents=(
        ListedDocument(name="Giấy chứng sinh", files=2),
        ListedDocument(name="Giấy chứng nhận kết hôn", photocopies=1),
    ),
    statutory_time="Trong ngày làm việc",
    return_at="Trung tâm Phục vụ hành chính công xã Bạch Ngọc",
    return_by="Nhận trực tiếp và bản điện tử",
    fees=(
        Fee(name="Lệ phí đăng ký khai sinh", amount=0),
        Fee(name="Bản sao trích lục", amount=16_000),
    ),
    book="01/2026",
    entry="0412",
    officer="Lê Hoàng Nam",
    contact="0238 3888 999",
    link=LINK,
)

FEE_RECEIPT = FeeReceiptSheet(
    agency=RECEIPT.agency,
    parent_agency=RECEIPT.parent_agency,
    place=RECEIPT.place,
    tax_code="0000000000",
    template="MAU",
    symbol="MAU/26E",
    serial="0000002",
    kind="le_phi",
    submitter=RECEIPT.submitter,
    owner=RECEIPT.owner,
    fees=(Fee(name="Bản sao trích lục", amount=16_000, paid=True),),
    total="16.000 đồng",
    words="Mười sáu nghìn đồng",
    way="Tiền mặt tại một cửa",
    code=RECEIPT.code,
    procedure_code=RECEIPT.procedure_code,
    procedure_name=RECEIPT.procedure_name,
    paid_at=RECEIVED,
    issued_at=RECEIVED,
    replaces="0000001",
    link=LINK,
)

NOTICE = NoticeSheet(
    agency="Ủy ban nhân dân xã Bạch Ngọc",
    parent_agency="Tỉnh Nghệ An",
    unit="Trung tâm Phục vụ hành chính công",
    place="Bạch Ngọc",
    number="0007/BSHS",
    code="H41.12-261123-0007",
    procedure_code="1.001193",
    procedure_name="Đăng ký khai sinh",
    submitter=RECEIPT.submitter,
    owner=RECEIPT.owner,
    issued_at=RECEIVED,
    reasons=("Giấy chứng sinh bản rõ", "Chữ ký của người đi khai"),
    words="Mời mang theo giấy tờ tùy thân",
    received_at=RECEIVED,
    due_at=datetime(2026, 11, 25, 10, 0, tzinfo=UTC),
    new_due_at=datetime(2026, 11, 27, 10, 0, tzinfo=UTC),
    answer_by=datetime(2026, 12, 5, 10, 0, tzinfo=UTC),
    officer="Lê Hoàng Nam",
    signer="KT. CHỦ TỊCH",
    contact="0238 3888 999",
    link=LINK,
)

CONFIRMATION = ConfirmationSheet(
    portal="Liên Thông",
    code="H41.12-261123-0007",
    procedure_code="1.001193",
    procedure_name="Đăng ký khai sinh",
    agency="Ủy ban nhân dân xã Bạch Ngọc",
    submitter="Nguyễn Thị Ánh Nguyệt",
    submitted_at=RECEIVED,
    issued_at=RECEIVED,
    content_hash="0123456789abcdef" * 4,
    acknowledgement="fedcba9876543210" * 4,
    answer_by=datetime(2026, 11, 25, 2, 41, tzinfo=UTC),
    signing_key="portal-2026",
    files=(SubmittedFile(document="Giấy chứng sinh", name="IMG_0012.jpg"),),
    phone="09•• ••• 678",
    link=LINK,
)

DECLARATION = DeclarationSheet(
    portal="Liên Thông",
    title="Tờ khai đăng ký khai sinh",
    code="H41.12-261123-0007",
    procedure_code="1.001193",
    procedure_name="Đăng ký khai sinh",
    case="Trường hợp thông thường",
    agency="Ủy ban nhân dân xã Bạch Ngọc",
    submitter="Nguyễn Thị Ánh Nguyệt",
    submitted_at=RECEIVED,
    issued_at=RECEIVED,
    sections=(
        DeclaredSection(
            title="Thông tin của trẻ",
            answers=(
                Declared(label="Họ và tên", lines=("Trần Gia Hân",)),
                Declared(label="Tiền", lines=("8.000 đồng", "Tám nghìn đồng")),
                Declared(label="Ghi chú"),
            ),
        ),
    ),
    files=(SubmittedFile(document="Giấy chứng sinh", name="IMG_0012.jpg"),),
    content_hash="0123456789abcdef" * 4,
    link=LINK,
)

SLIP = SlipSheet(
    agency="Ủy ban nhân dân xã Bạch Ngọc",
    code=RECEIPT.code,
    procedure_code=RECEIPT.procedure_code,
    procedure_name=RECEIPT.procedure_name,
    submitter=RECEIPT.submitter,
    issued_at=RECEIVED,
    number="12/2026/PGN",
    facts=(Declared(label="Giao lúc", lines=("09:41 23/11/2026",)),),
    documents=(ListedDocument(name="Giấy khai sinh", files=1),),
    signers=(Declared(label="Người giao"), Declared(label="Người nhận", lines=("Lê Nam",))),
    link=LINK,
)

CONTROL = ControlSheet(
    agency="Ủy ban nhân dân xã Bạch Ngọc",
    code=RECEIPT.code,
    procedure_code=RECEIPT.procedure_code,
    procedure_name=RECEIPT.procedure_name,
    submitter=RECEIPT.submitter,
    owner=RECEIPT.owner,
    issued_at=RECEIVED,
    handings=(
        Handing(
            at=RECEIVED, agency="Hộ tịch", giver="Lê Nam", receiver="Trần Minh", note="Phân công"
        ),
        Handing(
            at=RECEIVED,
            agency="",
            giver="Trần Minh",
            receiver="Trần Minh",
            result="Trước hạn",
            note="Có kết quả",
        ),
    ),
    received_at=RECEIVED,
    due_at=RECEIPT.due_at,
    link=LINK,
)

REPORT = ReportSheet(
    code="II.06a/VPCP/KSTT",
    title="Tình hình, kết quả giải quyết thủ tục hành chính",
    period="quý 1 năm 2026",
    days="từ ngày 15/12/2025 đến ngày 14/03/2026",
    due="25/03/2026",
    reporter="Ủy ban nhân dân xã Bạch Ngọc",
    receiver="Cơ quan cấp trên trực tiếp (H41)",
    unit="Số hồ sơ thủ tục hành chính",
    heading="Lĩnh vực giải quyết",
    heads=(
        Head(name="Số hồ sơ nhận giải quyết", columns=("Tổng số", "Trực tuyến", "Trực tiếp")),
        Head(name="", columns=("Trả lại",)),
    ),
    numbers=("3", "4", "5", "6"),
    rows=(
        Figures(number="", label="Tổng cộng", values=(3, 2, 1, 0), depth=0),
        Figures(number="C", label="Lĩnh vực giải quyết cấp xã", values=(3, 2, 1, 0), depth=1),
        Figures(number="01", label="Hộ tịch", values=(3, 2, 1, 0), depth=2),
    ),
    issued_at=RECEIVED,
    said=(Said(heading="Nguyên nhân hồ sơ quá hạn", text="Thiếu người trực một cửa"),),
    version=2,
    restated="Sót một hồ sơ nhận qua bưu chính",
    explained=(Explained(label="Hộ tịch", changed="cột 3: 2 → 3", why="Sót một hồ sơ"),),
    parts=("UBND xã Mẫu (H41.13), bản 1",),
    signer="Nguyễn Thị Duyệt Báo Cáo",
    signed_at=RECEIVED,
    fingerprint="ab" * 32,
    signature="cd" * 64,
    link=LINK,
)
