"""Sample values of digitised papers: what the desk records of them."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime

from portal.domain.digitising import Facts, Source
from portal.domain.signatures import Signature, SignatureState, Signer
from portal.services.attachments import Held
from portal.services.store.recording import Record
from portal.web.citizen.present import Field, Option
from portal.web.desk.cases import Case
from portal.web.desk.digitising import DigitisingPage, Line

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


def of(case: Case) -> dict[str, DigitisingPage]:
    """Draw the desk's page with a file that is recorded, and one with something to mend."""
    scan, given = case.content.files[0], uuid.UUID(int=7)
    result = Held(given, "result", "", "giay-khai-sinh.pdf", "application/pdf", 9_000, "cd", "b", 4)
    record = Record(given, BIRTH, "cd" * 32, 6, NOON, "Nguyễn Văn Tiếp Nhận")
    lines = (
        Line(scan, "Giấy tờ nhà", chosen=True),
        Line(replace(result, signature=SIGNED), "Kết quả", record),
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
