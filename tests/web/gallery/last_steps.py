"""Sample values of the last steps: papers, the check, two windows."""

from dataclasses import replace
from datetime import UTC, datetime

from portal.web.citizen.present import Conflict, ConflictPage, Field, Option, StepLink
from portal.web.citizen.present_check import (
    DocumentSlot,
    DocumentsPage,
    Problem,
    ReviewPage,
    ReviewRow,
    ReviewSection,
    UnfinishedFile,
    UploadedFile,
)
from portal.web.citizen.present_versions import ChangeGroup, KeptAnswer, VersionPage

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
SOURCE = "Lấy từ tài khoản định danh"
DECLARATION = (
    "Tôi cam đoan những nội dung đã khai là đúng sự thật "
    "và chịu trách nhiệm trước pháp luật về lời khai của mình."
)


def steps(current: int) -> tuple[StepLink, ...]:
    """The list of steps with everything before the current one done."""
    titles = ("Người đi đăng ký", "Thông tin của trẻ", "Cha và mẹ", "Giấy tờ", "Kiểm tra rồi nộp")
    return tuple(
        StepLink(
            title,
            f"/nhap/1/{number}" if number < current else "",
            number == current,
            number < current,
        )
        for number, title in enumerate(titles, 1)
    )


def documents(*slots: DocumentSlot) -> DocumentsPage:
    """The step of papers with these."""
    return DocumentsPage(
        "Đăng ký khai sinh",
        "/nhap/1/giay-to",
        4,
        5,
        slots,
        7,
        uploads_href="/nhap/1/giay-to/gui",
        saved_at=NOON,
        back_href="/nhap/1/3",
        steps=steps(4),
    )


BIRTH = "Giấy chứng sinh"
PAPERS_EMPTY = documents(
    DocumentSlot("KQ004389", BIRTH, "Do cơ sở y tế nơi trẻ sinh ra cấp."),
    DocumentSlot(
        "KQ003159", "Văn bản ủy quyền", "Khi bạn đi đăng ký thay người khác.", required=False
    ),
)
PAPERS_FILLED = documents(
    DocumentSlot(
        "KQ004389",
        BIRTH,
        files=(
            UploadedFile(
                "a",
                "IMG_20261120_081533.jpg",
                3_482_112,
                "/tep/a",
                "Đã xoay cho đúng chiều và bỏ vị trí chụp.",
            ),
            UploadedFile(
                "b",
                "giay-chung-sinh-mat-sau-cua-be-ban-chup-lai-lan-hai-cho-ro-hon.jpg",
                812_112,
                "/tep/b",
            ),
        ),
        photos=2,
    ),
    DocumentSlot(
        "KQ003159",
        "Văn bản ủy quyền",
        required=False,
        files=(UploadedFile("c", "uy-quyen.pdf", 95_000),),
        max_files=1,
    ),
)
PAPERS_ERROR = documents(
    DocumentSlot(
        "KQ004389",
        BIRTH,
        error="Tệp “anh-1.jpg” nặng 62 MB. Mỗi tệp tối đa 50 MB",
        unfinished=(UnfinishedFile("ban-quet-giay-chung-sinh.pdf", 12_000_000, 20_000_000),),
    ),
    DocumentSlot(
        "KQ003159",
        "Văn bản ủy quyền",
        required=False,
        error="Tệp “don.docx” không phải PDF hay ảnh",
    ),
)

SECTIONS = (
    ReviewSection(
        "Người đi đăng ký",
        (
            ReviewRow("Họ, chữ đệm và tên", ("Nguyễn Thị Thu Hà",), source=SOURCE),
            ReviewRow("Số định danh cá nhân", ("000190012345",), source=SOURCE),
            ReviewRow("Số điện thoại", ("0912 345 678",), "/nhap/1/1#phone"),
        ),
    ),
    ReviewSection(
        "Thông tin của trẻ",
        (
            ReviewRow("Họ, chữ đệm và tên", ("Trần Minh An",), "/nhap/1/2#full_name"),
            ReviewRow(
                "Ngày sinh",
                (
                    "20/11/2026",
                    "(ngày hai mươi tháng mười một năm hai nghìn không trăm hai mươi sáu)",
                ),
                "/nhap/1/2#birth_date",
            ),
            ReviewRow(
                "Nơi sinh",
                ("Bệnh viện Phụ sản Hà Nội", "Phường Ngọc Hà, thành phố Hà Nội"),
                "/nhap/1/2#birth_place",
            ),
            ReviewRow("Tên gọi khác", (), "/nhap/1/2#nickname"),
        ),
    ),
    ReviewSection(
        "Giấy tờ", (ReviewRow(BIRTH, ("IMG_20261120_081533.jpg (3,3 MB)",)),), "/nhap/1/giay-to"
    ),
)


def review(error: str = "", problems: tuple[Problem, ...] = ()) -> ReviewPage:
    """The check before submission."""
    return ReviewPage(
        procedure="Đăng ký khai sinh",
        agency="Ủy ban nhân dân phường Ba Đình, thành phố Hà Nội",
        action="/nhap/1/nop",
        number=5,
        total=5,
        sections=SECTIONS,
        fee="Miễn phí.",
        time="Trong ngày làm việc; nộp sau 15 giờ thì trả vào ngày làm việc tiếp theo.",
        declarations=(
            Field("declared", "consent", "Tôi cam đoan như trên", text=DECLARATION, error=error),
        ),
        problems=problems,
        version=8,
        back_href="/nhap/1/giay-to",
        steps=steps(5),
        paper_href="/nhap/1/to-khai.pdf",
    )


CONFLICT = ConflictPage(
    "Đăng ký khai sinh",
    "/nhap/1/2",
    9,
    NOON,
    (
        Conflict("Họ, chữ đệm và tên", "Trần Minh An", "Trần Minh Ân"),
        Conflict("Ngày sinh", "", "20/11/2026"),
    ),
    (("full_name", "Trần Minh An"), ("birth_date", "")),
    "/nhap/1/2",
)

NEW_VERSION = VersionPage(
    "Đăng ký khai sinh",
    "/nhap/1/ban-moi",
    9,
    "0f" * 32,
    NOON,
    (
        ChangeGroup(
            "Tờ khai",
            (
                "Thêm câu hỏi “Nơi sinh của mẹ” (bắt buộc)",
                "“Quan hệ của bạn với trẻ” không còn lựa chọn “Tổ chức”",
            ),
        ),
        ChangeGroup("Phí, lệ phí", ("“Phí cấp bản sao”: nay miễn phí (trước đây: 8.000 đồng)",)),
    ),
    gone=(KeptAnswer("Tên gọi khác", "Bông"),),
    again=(KeptAnswer("Quan hệ của bạn với trẻ", "Tổ chức"),),
    files=("giay-uy-quyen.pdf",),
)
NEW_VERSION_CASE = replace(
    NEW_VERSION,
    case=Field(
        "case",
        "radio",
        "Bạn thuộc trường hợp nào?",
        options=(Option("usual", "Trẻ có cha, mẹ"), Option("abandoned", "Trẻ bị bỏ rơi")),
        error="Chọn trường hợp của bạn",
    ),
)
NEW_VERSION_ELSEWHERE = replace(NEW_VERSION, movable=False)
