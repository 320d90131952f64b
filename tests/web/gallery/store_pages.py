"""Sample values of digitised papers: what the desk records of them, and their owner's store."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

from portal.domain.digitising import Facts, Source, Standing
from portal.domain.signatures import Signature, SignatureState, Signer
from portal.models import KeptPaper
from portal.services.attachments import Held
from portal.services.store.national import NationalPaper
from portal.services.store.recording import Record
from portal.services.store.taken import Origin
from portal.web.citizen.present import Field, Option
from portal.web.citizen.present_check import (
    DocumentSlot,
    FoundPaper,
    NationalStore,
    OfferedPaper,
)
from portal.web.citizen.present_dossier import Reused
from portal.web.citizen.present_store import KeptRow, StorePage
from portal.web.desk.cases import Case
from portal.web.desk.digitising_page import DigitisingPage, Line
from tests.web.gallery.last_steps import documents
from tests.web.gallery.signed_papers import VALID

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
SIGNED = Signature(
    SignatureState.VALID, "", (Signer("UBND phường Trường Vinh (mẫu)", signed_at=NOON),)
)
BIRTH = Facts(
    Source.ELECTRONIC,
    "000.00.00.G15-KQ003967",
    "Trần Văn Ví Dụ",
    "000190000011",
    "12/2026-KS",
    "Ủy ban nhân dân phường Trường Vinh (mẫu)",
    date(2026, 11, 20),
    date(2026, 11, 20),
    date(2031, 11, 20),
)


OTHER = uuid.UUID(int=8)
CODE = "H41.77.01-261120-0007"
TAKEN = Origin(CODE, Standing.REPLACED, NOON, NOON, OTHER)
THERE = NationalPaper(
    "000.00.00.G15-KQ004389",
    "Giấy chứng sinh",
    "118/GCS",
    "Bệnh viện Sản Nhi Nghệ An (mẫu)",
    "giay-chung-sinh.pdf",
    "/kho/0011/1.pdf",
)
FETCHED = Origin("", Standing.IN_FORCE, NOON, NOON, None, 1, THERE)
REVOKED = KeptPaper(standing=Standing.REVOKED, standing_since=NOON)
OFFICE = "Ủy ban nhân dân phường Thành Vinh (mẫu)"
REUSED = (
    Reused("Giấy khai sinh", CODE, NOON),
    Reused("Giấy chứng sinh", "", NOON, True, THERE.agency),
)


def kept(title: str, state: str, **more: object) -> KeptRow:
    """Give a paper as its owner sees it."""
    usable = state == "in_force"
    file = f"/kho-giay-to/{OTHER}/tep", "giay-khai-sinh-ban-dien-tu-co-ky-so.pdf", 412_112
    row = KeptRow(title, *file, BIRTH, state, usable, NOON, CODE, NOON, VALID)
    return replace(row, **more)


STORE = StorePage(
    (
        kept("Giấy khai sinh", "in_force", used=("H41.77.01-261121-0003",), looked=(NOON,)),
        kept("Trích lục kết hôn", "revoked", why="Ghi sai năm sinh; cơ quan sẽ cấp lại."),
        kept("Giấy xác nhận tình trạng hôn nhân", "expired"),
        kept("Quyết định trợ cấp", "in_force", usable=False, facts=Facts(Source.ELECTRONIC)),
    ),
    searches=((NOON, "Ủy ban nhân dân phường Trường Vinh (mẫu)"),),
)
OFFERED = documents(
    DocumentSlot(
        "KQ003967",
        "Giấy khai sinh",
        error="Đánh dấu vào ô đồng ý để dùng giấy tờ trong kho",
        kept=(
            OfferedPaper(
                str(OTHER),
                "Giấy khai sinh",
                BIRTH,
                "Tôi đồng ý lấy “Giấy khai sinh 12/2026-KS” từ kho giấy tờ của tôi để nộp trong "
                "hồ sơ này.",
                CODE,
            ),
        ),
    ),
)

LOOK = (
    "Tôi đồng ý để cổng này tra cứu giấy tờ của chính tôi, theo số định danh tận cùng là 011, "
    "trong Kho dữ liệu cá nhân trên Cổng Dịch vụ công quốc gia, để nộp hồ sơ này."
)
EMPTY = (
    DocumentSlot("KQ004389", "Giấy chứng sinh", "Do cơ sở y tế nơi trẻ sinh ra cấp."),
    DocumentSlot("KQ003159", "Văn bản ủy quyền", required=False),
)
ASKING = replace(
    documents(*EMPTY),
    national=NationalStore(LOOK, error="Đánh dấu vào ô đồng ý để tra cứu trong kho quốc gia"),
)
AWAY = replace(
    documents(*EMPTY),
    national=NationalStore(
        LOOK,
        "Kho chưa trả lời được lúc này. Bạn hãy tải tệp lên ở từng mục, "
        "hoặc tra cứu lại sau ít phút.",
        NOON,
    ),
)
FOUND = replace(
    documents(
        replace(
            EMPTY[0],
            found=(
                FoundPaper(
                    THERE.mark,
                    THERE.title,
                    THERE.number,
                    THERE.agency,
                    THERE.name,
                    "Tôi đồng ý lấy “Giấy chứng sinh 118/GCS” từ Kho dữ liệu cá nhân trên Cổng "
                    "Dịch vụ công quốc gia để nộp trong hồ sơ này.",
                ),
            ),
        ),
        EMPTY[1],
    ),
    national=NationalStore(LOOK, "Giấy tờ tìm được hiện ở từng mục bên dưới.", NOON, True),
)
DOCUMENTS = {
    "documents-kept": OFFERED,
    "documents-national-ask": ASKING,
    "documents-national-away": AWAY,
    "documents-national-found": FOUND,
}


def of(case: Case) -> dict[str, DigitisingPage]:
    """Draw the desk's page with a file that is recorded, and one with something to mend."""
    scan, given = case.content.files[0], uuid.UUID(int=7)
    result = Held(given, "result", "", "giay-khai-sinh.pdf", "application/pdf", 9_000, "cd", "b", 4)
    record = Record(
        given, replace(BIRTH, replaces="07/2021-KS"), "cd" * 32, 6, NOON, "Nguyễn Văn Tiếp Nhận"
    )
    lines = (
        Line(replace(scan, id=OTHER), "Bản sao giấy khai sinh", origin=TAKEN),
        Line(replace(scan, id=uuid.UUID(int=9)), "Giấy chứng sinh", origin=FETCHED),
        Line(scan, "Giấy tờ nhà", chosen=True, kept=KeptPaper(standing=Standing.IN_FORCE)),
        Line(replace(result, signature=SIGNED), "Kết quả", record, kept=REVOKED, left=OFFICE),
    )
    fields = (
        Field(
            "source",
            "radio",
            "Nguồn gốc của tệp",
            options=(Option("scan", "Bản quét từ giấy"), Option("electronic", "Bản điện tử gốc")),
            error="Chọn nguồn gốc của tệp",
        ),
        Field("type_code", "text", "Mã giấy tờ", "Theo danh mục quốc gia", required=False),
        Field(
            "issued_on", "date", "Ngày cấp", required=False, value="31/02/2026", error="Nhập ngày"
        ),
    )
    return {"digitising": DigitisingPage(case, lines, fields)}
