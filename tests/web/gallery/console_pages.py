"""Sample values of the console: form versions, the journal, the way in."""

import uuid
from datetime import UTC, datetime, timedelta

from forms.spec import Text
from portal.models import FormDecision, FormProposal, FormVersion, StaffDeed
from portal.services.operations.form_desk import Decided, Line, Procedure
from portal.web.console.asking import Asked
from portal.web.console.form_preview import PreviewPage
from portal.web.console.present_forms import FormPage, ProposalPage, Told, VersionPage
from tests.forms.little import text
from tests.web.gallery import questions

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
ID = uuid.UUID("01939a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b")
OLD, LIVE, NEXT = "a1" * 32, "b2" * 32, "c3" * 32
SOURCE = text()
CODE, NAME = "1.001193", Text("Đăng ký khai sinh", "Birth registration")
BY = "Phạm Thị Điều Hành"


def version(digest: str, begins: datetime, ends: datetime | None = None) -> FormVersion:
    """A version that was live, is, or will be."""
    return FormVersion(
        hash=digest,
        procedure_code=CODE,
        source=SOURCE,
        published_at=begins,
        published_by=BY,
        live_from=begins,
        live_until=ends,
    )


VERSIONS = (
    version(NEXT, NOON + timedelta(days=9000)),
    version(LIVE, NOON - timedelta(days=40), NOON + timedelta(days=9000)),
    version(OLD, NOON - timedelta(days=400), NOON - timedelta(days=40)),
)
PROPOSAL = FormProposal(
    id=ID,
    procedure_code=CODE,
    hash="d4" * 32,
    source=SOURCE,
    file_name="khai-sinh.yaml",
    made_by="Đỗ Văn Giám Sát",
    made_at=NOON,
    saved_at=NOON,
    row_version=3,
)
DECISIONS = tuple(
    Decided(
        FormDecision(
            id=ID,
            procedure_code=CODE,
            hash=digest,
            deed=deed,
            decided_by=BY,
            decided_at=NOON,
            takes_effect_at=NOON + timedelta(days=ahead),
        ),
        why,
    )
    for digest, deed, ahead, why in (
        (NEXT, "publish", 9000, "Theo Nghị định mới, bỏ bản sao giấy kết hôn"),
        (OLD, "close", 0, "Lỗi ở bước 2, đóng trong lúc sửa"),
        (OLD, "publish", 0, ""),
    )
)
FOUND = Procedure(CODE, NAME, VERSIONS, {OLD: 3, LIVE: 1001, NEXT: 0}, DECISIONS, (PROPOSAL,))
LINES = (
    Line(CODE, NAME, VERSIONS[1], VERSIONS[0], 1),
    Line("2.000635", Text("Cấp bản sao trích lục hộ tịch", "Copies"), VERSIONS[1], None, 0),
    Line("1.004222", Text("Đăng ký thường trú", "Residence"), None, None, 0),
)
WRONG = Asked("", "mai", 3, None, {"reason": "Ghi lý do", "start": "Nhập ngày giờ"})
FORM, FORM_ERROR = FormPage(FOUND, notice="Đã công bố."), FormPage(FOUND, WRONG)
VERSION = VersionPage(FORM, VERSIONS[2], "closed", VERSIONS[1])
CHANGES = (
    Told("Câu hỏi", (("added", "Thêm câu “Màu”"), ("removed", "Bỏ câu “Tên gọi khác”"))),
    Told("Giấy tờ", (("changed", "“Giấy chứng sinh” không còn bắt buộc"),)),
)
PROBLEMS = ((3, "`lega` is not known here"), (17, "there is no kind “colour”"))


def proposal(**more: object) -> ProposalPage:
    """A version in the making."""
    given = {"changes": CHANGES, "live": VERSIONS[1], "seen": 3, "source": SOURCE, **more}
    return ProposalPage(PROPOSAL, NAME.vi, **given)  # type: ignore[arg-type]


PREVIEW = PreviewPage(
    proposal=PROPOSAL,
    procedure=NAME.vi,
    steps=(("one", "Người đi đăng ký"), ("two", "Thông tin của trẻ")),
    current="two",
    title="Thông tin của trẻ",
    intro="Khai như trên giấy chứng sinh.",
    fields=tuple((field, number % 2 == 1) for number, field in enumerate(questions.EMPTY)),
)
DEEDS = tuple(
    StaffDeed(id=ID, done_at=NOON, staff_id=who, by=by, deed=deed, target=what, reason=why)
    for who, by, deed, what, why in (
        (ID, BY, "form_published", f"form:{CODE}", "Theo Nghị định mới"),
        (ID, BY, "signed_in", "staff:701", ""),
        (None, "quản trị", "role_given", "staff:701", "Trực tuần này"),
    )
)
