"""Sample values of official documents at the desk: registers, one of each kind, deeds."""

import uuid
from datetime import date, timedelta

from portal.domain.documents import Clock, Direction, Standing
from portal.domain.signatures import Signature, SignatureState, Signer
from portal.models import Document, DocumentLine, DocumentParty
from portal.services.attachments import Held
from portal.services.documents.composing import Said
from portal.services.documents.finding import Wanted
from portal.services.documents.showing import Line, Shown, Step
from portal.services.vault import Safe
from portal.web.citizen.present import ErrorLine
from portal.web.desk.documents.doing import Typed
from portal.web.desk.documents.writing import Typed as Written
from tests.web.gallery.desk_pages import AT, ID, NOON

OTHER = uuid.UUID("01939a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5c")
TYPES = {"18": "Công văn", "7": "Thông báo"}


def document(**more: object) -> Document:
    """Give a document that came, or as is said of it."""
    usual: dict[str, object] = {
        "id": ID,
        "home_agency_id": ID,
        "direction": Direction.INCOMING,
        "standing": Standing.ARRIVED,
        "kind": "new",
        "docid": "H41.12,2026/11/20,2491/STC-BCTC",
        "organ": "H41.12",
        "organ_name": "Sở Tài chính (mẫu)",
        "number": "2491",
        "notation": "STC-BCTC",
        "day": date(2026, 11, 20),
        "type_name": "Công văn",
        "priority": 1,
        "due_day": date(2026, 12, 5),
        "signature": "valid",
        "officer": "",
        "unit": "",
        "at": NOON,
        "seq": 2,
    }
    return Document(**{**usual, **more})


CAME = document(duplicate_of=OTHER)
TAKEN = document(
    standing=Standing.IN_PROCESS,
    register_number=104,
    register_year=2026,
    officer="Lê Văn Mẫu",
    signature="unverifiable",
    asked_back="recall",
    priority=0,
)
UNCLEAR = document(
    standing=Standing.UNCLEAR,
    problem="unreadable",
    number="",
    notation="",
    organ_name="",
    organ="",
    day=None,
    due_day=None,
    type_name="",
    signature="absent",
)
WENT = document(
    direction=Direction.OUTGOING,
    standing=Standing.SENT,
    organ="H41.92",
    organ_name=AT.agency.name,
    number="12",
    notation="UBND-VP",
    register_number=12,
    register_year=2026,
    sent_at=NOON,
    signature="absent",
)
SUBJECT = "V/v báo cáo quyết toán ngân sách năm 2026"
SAYS = {
    "subject": SUBJECT,
    "content": "Đề nghị báo cáo trước ngày 05/12/2026",
    "signer": {"competence": "KT. GIÁM ĐỐC", "position": "Phó Giám đốc", "full_name": "Trần Mẫu"},
}
SIGNED = Signature(SignatureState.VALID, "", (Signer("Sở Tài chính (mẫu)"),))
FILE = Held(ID, "document", "", "cv2491.pdf", "application/pdf", 81_234, "ab", "b", 1, "", SIGNED)
STEPS = (
    Step("arrived", NOON),
    Step("status_told", NOON, "01", "H41.12"),
    Step("status_sent", NOON, "01"),
    Step("status_told", NOON, "04", "H41.12", "Giao đồng chí Mẫu tham mưu"),
)
CLOCKS = (
    Clock("acknowledge", NOON + timedelta(hours=14), NOON),
    Clock("submit", NOON - timedelta(hours=1), None),
)
PARTIES = (
    DocumentParty(organ="H41.12", name="Sở Tài chính (mẫu)", status="05", status_at=NOON),
    DocumentParty(organ="H41.13", name="Sở Nội vụ (mẫu)", status=None, status_at=None),
)
AWAY = DocumentLine(fault="the partner answers 502", fault_at=NOON)


def _shown(row: Document, **more: object) -> Shown:
    said = Said(row, Safe(ID, b""), SAYS, "", ("DueDate: 30/02/2026",), (FILE,))
    usual: dict[str, object] = {
        "said": said,
        "steps": STEPS,
        "parties": (),
        "clocks": CLOCKS,
        "case": "",
        "case_here": True,
        "twin": None,
        "waiting": (0, 0),
    }
    return Shown(row, **{**usual, **more})  # type: ignore[arg-type]


def _register(wanted: Wanted, *rows: Line, line: DocumentLine | None = AWAY) -> dict[str, object]:
    return {"at": AT, "rows": rows, "more": bool(rows), "wanted": wanted, "line": line}


def _one(it: Shown, done: str = "") -> tuple[str, dict[str, object]]:
    return "one", {"it": it, "at": AT, "now": NOON, "done": done}


def _deed(deed: str, row: Document, typed: Typed) -> tuple[str, dict[str, object]]:
    names = ("Lê Văn Mẫu",)
    return "deed", {"it": _shown(row), "at": AT, "deed": deed, "typed": typed, "colleagues": names}


PROGRESS = document(
    standing=Standing.UNCLEAR,
    problem="unknown_progress",
    signature="absent",
    due_day=None,
    day=None,
    **dict.fromkeys(("number", "notation", "organ", "organ_name", "type_name"), ""),
)
UNTOLD = Said(PROGRESS, Safe(ID, b""), {}, '{"state": "đã trình"}', (), ())
NOTHING = Said(UNCLEAR, Safe(ID, b""), {}, "edXML: không phải XML", (), ())
USUAL = {
    "type": "18",
    "signed_on": "23/11/2026",
    "priority": "0",
    "amends": str(ID),
    "how": "update",
}
WRONG = (ErrorLine("den", "Nhập ngày"),)
BOOK = {"so": "di", "tu": "01/11/2026", "den": "31/02/2027"}
PAGES: dict[str, tuple[str, dict[str, object]]] = {
    "register": (
        "register",
        _register(Wanted(page=2), Line(CAME, SUBJECT), Line(UNCLEAR, ""), Line(PROGRESS, "")),
    ),
    "one-taken": _one(_shown(TAKEN, case="H41.92-261123-0007", twin=document(id=OTHER)), "assign"),
    "one-asked": _one(
        _shown(
            document(standing=Standing.ACCEPTED, asked_back="replace", due_day=date(2026, 11, 2)),
            steps=(Step("asked_back", NOON, words="Sai phụ lục", asked="replace"), *STEPS),
            about=(WENT,),
            work=(1, 1),
        )
    ),
    "one-out": _one(_shown(WENT, parties=PARTIES, waiting=(2, 1))),
    "one-carries": _one(
        _shown(
            WENT,
            said=Said(WENT, Safe(ID, b""), SAYS, "", (), (FILE,), {"code": "H53.11-261123-0007"}),
            parties=PARTIES[:1],
            case="H53.11-261123-0007",
            case_here=False,
        )
    ),
    "one-unclear": _one(_shown(UNCLEAR, said=NOTHING, clocks=())),
    "one-progress": _one(_shown(PROGRESS, said=UNTOLD, clocks=())),
    "deed-error": _deed("refuse", CAME, Typed(errors={"words": "Ghi lý do"})),
    "book-error": (
        "book",
        {"at": AT, "typed": BOOK, "errors": {"den": "Nhập ngày"}, "lines": WRONG},
    ),
    "write-error": (
        "write",
        {
            "at": AT,
            "typed": Written(USUAL, {"to": "Nhập nơi nhận", "again": "Đã gửi 01/UBND-VP"}),
            "old": WENT,
            "types": TYPES,
        },
    ),
}
