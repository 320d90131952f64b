"""Sample values of signed files, and of papers that are asked what they are."""

from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_check import (
    DocumentSlot,
    Finding,
    ReviewRow,
    ReviewSection,
    Tone,
    UploadedFile,
)
from tests.web.gallery.last_steps import BIRTH, documents

VALID = Finding(
    "Bản sao chứng thực điện tử hợp lệ, ký bởi UBND phường Ba Đình ngày 20/11/2026. "
    "Bạn không cần nộp bản giấy.",
    Tone.GOOD,
)
UNVERIFIED = Finding(
    "Tệp có chữ ký số ghi tên Văn phòng công chứng Mẫu nhưng Cổng chưa kiểm tra được. "
    "Cán bộ sẽ xem; hãy giữ bản giấy để nộp khi cơ quan yêu cầu.",
    Tone.WAIT,
)
BROKEN = Finding(
    "Tệp đã bị sửa sau khi ký số nên không được tính là bản sao chứng thực. "
    "Hãy tải lên đúng tệp bạn được cấp, hoặc chuẩn bị bản giấy.",
    Tone.BAD,
)
EXPIRED = Finding(
    "Chứng thư số của người ký đã hết hạn nên tệp không được tính là bản sao chứng thực. "
    "Cán bộ sẽ xem; hãy chuẩn bị bản giấy.",
    Tone.WAIT,
)
REVOKED = Finding(
    "Chứng thư số của người ký đã bị thu hồi nên tệp không được tính là bản sao chứng thực. "
    "Hãy xin lại bản sao, hoặc chuẩn bị bản giấy.",
    Tone.BAD,
)


def presented(document: str, value: str) -> Field:
    """The question what a paper is handed in as."""
    return Field(
        name=f"presented_as.{document}",
        kind="radio",
        label="Bạn nộp giấy tờ này dưới dạng nào?",
        value=value,
        options=(
            Option(
                "original",
                "Bản chính",
                "Tải tệp lên bây giờ và mang bản giấy đến khi cơ quan hẹn",
            ),
            Option(
                "certified_copy",
                "Bản sao chứng thực",
                "Bản giấy thì mang đến khi cơ quan hẹn; bản điện tử có chữ ký số thì không cần",
            ),
            Option("photo", "Bản chụp", "Ảnh chụp hoặc bản quét, không phải mang bản giấy"),
        ),
    )


def signed(name: str, finding: Finding) -> UploadedFile:
    """A signed file, and what that is worth."""
    return UploadedFile(name, f"{name}.pdf", 412_112, f"/tep/{name}", finding=finding)


PAPERS_PRESENTED = documents(
    DocumentSlot("KQ004389", BIRTH, presented=presented("KQ004389", "photo")),
    DocumentSlot(
        "KQ003605",
        "Giấy tờ chứng minh chỗ ở hợp pháp",
        files=(UploadedFile("a", "so-do.jpg", 812_112, "/tep/a"),),
        presented=presented("KQ003605", "original"),
    ),
)
PAPERS_SIGNED = documents(
    DocumentSlot("KQ004389", BIRTH, files=(signed("giay-chung-sinh", VALID),)),
    DocumentSlot(
        "KQ003159",
        "Văn bản ủy quyền",
        files=(signed("uy-quyen", UNVERIFIED), signed("uy-quyen-cu", EXPIRED)),
    ),
    DocumentSlot(
        "KQ003605",
        "Giấy tờ chứng minh chỗ ở hợp pháp",
        files=(signed("so-do", BROKEN), signed("hop-dong", REVOKED)),
        presented=presented("KQ003605", "original"),
    ),
)
REVIEW_PAPERS = ReviewSection(
    "Giấy tờ",
    (
        ReviewRow(
            BIRTH,
            ("giay-chung-sinh.pdf (402 KB, bản sao chứng thực điện tử)",),
            findings=(VALID,),
        ),
        ReviewRow(
            "Giấy tờ chứng minh chỗ ở hợp pháp",
            ("so-do.pdf (402 KB, bản chính)",),
            findings=(BROKEN,),
        ),
    ),
    "/nhap/1/giay-to",
)
