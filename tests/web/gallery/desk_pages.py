"""Sample values of the desk: its queue, a dossier on it, and what an officer does."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from connectors.messages import Person
from forms.loader import load
from portal.domain.states import Channel, Delivery, State
from portal.models import Agency, DeskBatch, DeskBatchItem, DeskCase, Dossier
from portal.services.amending.merging import Change
from portal.services.attachments import Held
from portal.services.batches.asking import KINDS, Chosen, Standing
from portal.services.content import Content
from portal.services.correspondence.thread import Entry
from portal.services.desk.answering import Late, OfUnit
from portal.services.desk.dealing import Desk
from portal.services.desk.queue import Line, Page, Tray, Wanted
from portal.services.desk.wanting import Choice as Wish
from portal.services.dossiers import Happening
from portal.services.officers.holding import Holder
from portal.services.operations.staff import Member
from portal.services.vault import Safe
from portal.web.citizen.present import ErrorLine
from portal.web.desk.cases import Case, Move
from portal.web.desk.deeds import Typed
from portal.web.desk.officers.choosing import Choice, Choices
from portal.web.desk.viewing import View
from tests.furnished import house
from tests.web.gallery import giving_pages, money_pages, store_pages

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
ID = uuid.UUID("01939a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b")
CODE = "H41.92-261123-0007"
AT = Desk(
    Agency(id=ID, code="H41.92", name="Ủy ban nhân dân phường Trường Vinh (mẫu)"),
    Member(ID, "704", "Nguyễn Văn Tiếp Nhận", frozenset()),
)
LINES = (
    Line(
        CODE,
        "Xác nhận nơi ở",
        "Trần Văn Ví Dụ",
        State.SUBMITTED,
        NOON,
        NOON,
        2,
        False,
        timedelta(hours=3, minutes=20),
    ),
    Line(
        "H41.92-261123-0008",
        "Đăng ký khai sinh",
        "Nguyễn Thị Mẫu",
        State.SUBMITTED,
        NOON,
        NOON + timedelta(days=900),
        0,
        True,
        holder=Holder("Nguyễn Văn Tiếp Nhận", "Hộ tịch"),
    ),
    Line(
        "H41.92-261123-0009",
        "Đăng ký khai sinh",
        "",
        State.IN_PROCESS,
        NOON,
        NOON + timedelta(days=900),
        0,
        False,
        holder=Holder("Lê Văn Nghỉ Việc (mẫu)", "Hộ tịch", gone=True, group="Hộ tịch"),
    ),
    Line(
        "H41.92-261123-0010",
        "Đăng ký khai sinh",
        "",
        State.RETURNED,
        NOON,
        None,
        0,
        False,
        holder=Holder(unit="Chuyên môn hộ tịch"),
    ),
)
COUNTS = {tray: 7 * number for number, tray in enumerate(Tray)}
FORM = load(house.SOURCE)
WHOM = Choices(
    (Choice("nhom:1", "Chuyên môn hộ tịch"),), (Choice("can-bo:1", "Nguyễn Văn Tiếp Nhận"),)
)


MOVES = (Move("PBG-x-1", "Ủy ban nhân dân phường Thành Vinh (mẫu)", AT.agency.name, NOON, None),)


def _dossier(state: State) -> Dossier:
    accepted = state != State.SUBMITTED
    return Dossier(
        home_agency_id=ID,
        id=ID,
        code=CODE,
        channel=Channel.ONLINE,
        state=state,
        delivery=Delivery.CONFIRMED,
        case_code="usual",
        rehearsal=True,
        submitted_at=NOON,
        answer_due=NOON + timedelta(hours=8),
        received_at=NOON if accepted else None,
        due_original=NOON + timedelta(days=3) if accepted else None,
        due_current=NOON + timedelta(days=900) if accepted else None,
        withdrawal_asked_at=NOON if accepted else None,
        finished_at=None,
        seq=5,
    )


def _case(state: State, **kept: int) -> Case:
    dossier, new = _dossier(state), state == State.SUBMITTED
    held = DeskCase(officer="Nguyễn Văn Tiếp Nhận", unit="Một cửa", **{"supplements": 0, **kept})
    held.extensions = held.extensions or 0
    files = (Held(ID, "citizen", "proof", "giấy tờ.pdf", "application/pdf", 81_234, "ab", "b", 1),)
    person = Person("Trần Văn Ví Dụ", phone="0912345678")
    answers = {"for_whom": "me", "phone": "0912345678"}
    content = Content(
        dossier, AT.agency, FORM, Safe(ID, b""), answers, (), files, person, person, ()
    )
    held.home_agency_id = ID
    found = Case(AT, dossier, held, content, HAPPENED, ("H41.92-260101-0001",), moves=MOVES)
    holder = Holder(group="Chuyên môn hộ tịch") if new else Holder(held.officer, held.unit)
    return replace(found, holder=holder, takes=new)


HAPPENED = [
    Happening(1, "submitted", None, State.SUBMITTED, NOON),
    Happening(2, "delivered", None, None, NOON),
    Happening(3, "accepted", None, State.ACCEPTED, NOON, "Đã nhận đủ", "Một cửa"),
    Happening(4, "supplement_requested", None, None, NOON, reasons=("Thiếu căn cước",)),
    Happening(5, "supplement_sent", None, None, NOON, changes=(Change("Tên", "An", "Anh"),)),
]
LETTERS = (
    Entry(5, True, NOON, "Bao giờ xong ạ?"),
    Entry(6, False, NOON, "Mai ạ.", "Nguyễn Văn Tiếp Nhận"),
)
ARRIVING = _case(State.ACCEPTED)
ARRIVING.held.arriving_since = NOON
NEW, WORK = _case(State.SUBMITTED), replace(
    _case(State.IN_PROCESS, supplements=1), hops=giving_pages.HOPS
)
WRONG = Typed("ERR_500", "31/02/2027", errors={"words": "Viết rõ để người dân hiểu"})
DAYS = {"tu": "01/11/2026", "den": "31/02/2027"}
LINES_WRONG = (ErrorLine("den", "Nhập ngày"),)
NOTHING = Typed()
ASKED = Typed(wanted={"answer:phone": "sai"}, errors={"about.answer:phone": "Viết một câu"})
_DEED = {
    "at": AT,
    "due": NOON + timedelta(days=3),
    "assignees": WHOM,
    "answers": "x.message.5",
    "with_files": False,
    "choices": (
        Wish("answer", "phone", "Số điện thoại", "0912 345 678"),
        Wish("answer", "for_whom", "Người cần xác nhận", "Cho tôi"),
        Wish("document", "proof", "Giấy tờ nhà"),
    ),
}


STANDING = Standing(
    DeskBatch(
        id=ID,
        kind="assigned",
        officer="Trần Văn Ví Dụ",
        unit="",
        asked_by=AT.officer.name,
        total=3,
        begun_at=NOON,
    ),
    (
        DeskBatchItem(number=1, code=CODE, outcome="done"),
        DeskBatchItem(number=2, code="H41.92-261123-0008", outcome="changed"),
        DeskBatchItem(number=3, code="H41.92-261123-0009"),
    ),
)


def _deed(kind: str, it: Case = WORK, typed: Typed = NOTHING) -> tuple[str, dict[str, object]]:
    files = kind in ("decided", "message")
    return "deed", {**_DEED, "it": it, "kind": kind, "typed": typed, "with_files": files}


PAGES: dict[str, tuple[str, dict[str, object]]] = {
    "choose": ("choose", {"agencies": (AT.agency,)}),
    "keys": ("keys", {}),
    "queue": (
        "queue",
        {
            "at": AT,
            "page": Page(LINES, COUNTS, True, 2),
            "wanted": Wanted(page=2),
            "trays": tuple(Tray),
        },
    ),
    "queue-search": (
        "queue",
        {
            "at": AT,
            "page": Page((), COUNTS, False),
            "wanted": Wanted(search="không có ai", mine=ID, late=True),
            "trays": tuple(Tray),
        },
    ),
    "late": (
        "late",
        {
            "at": AT,
            "late": (Late(CODE, NOON, timedelta(hours=3, minutes=20), "", "Hộ tịch"),),
            "units": (OfUnit("", 3, 1), OfUnit("Hộ tịch", 0, 2)),
            "first": date(2026, 11, 1),
        },
    ),
    "many": (
        "many",
        {
            "at": AT,
            "chosen": (Chosen(CODE, 5), Chosen("H41.92-261123-0008", 3)),
            "kinds": [str(kind) for kind in KINDS],
            "typed": {"kind": "assigned", "to": "", "officer": "", "unit": "Hộ tịch"},
            "errors": {"to": "Chọn bộ phận hoặc cán bộ"},
            "lines": (ErrorLine("to", "Chọn bộ phận hoặc cán bộ"),),
            "assignees": WHOM,
            "batch": ID,
        },
    ),
    **money_pages.book(AT),
    "batches": ("batches", {"at": AT, "batches": (STANDING.batch,)}),
    "batch": ("batch", {"at": AT, "it": STANDING, "said": {"changed": "Hồ sơ vừa có thay đổi"}}),
    "register": ("register", {"at": AT, "typed": DAYS, "errors": {}, "lines": ()}),
    "register-error": (
        "register",
        {"at": AT, "typed": DAYS, "errors": {"den": "Nhập ngày"}, "lines": LINES_WRONG},
    ),
    "case": ("case", {"it": NEW, "at": AT, "letters": (), "done": ""}),
    "case-work": ("case", {"it": WORK, "at": AT, "letters": LETTERS, "done": "accepted"}),
    **{
        f"deed-{kind}": _deed(kind, typed=ASKED if kind == "supplement_requested" else NOTHING)
        for kind in (
            "refused",
            "supplement_requested",
            "extended",
            "assigned",
            "message",
            "decided",
        )
    },
    "deed-accepted": _deed("accepted", NEW),
    "deed-error": _deed("refused", NEW, WRONG),
    "deed-overtaken": _deed(
        "refused",
        replace(NEW, overtaken=tuple(HAPPENED[2:4])),
        Typed("Thiếu giấy tờ nhà", errors={"overtaken": "Hồ sơ vừa có thay đổi"}),
    ),
    **{
        name: ("giving", {"page": page, "it": page.case, "at": AT})
        for name, page in giving_pages.of(_case(State.DECIDED)).items()
    },
    "view": ("view", {"it": WORK, "at": AT, "view": View(WORK.content.files[0], 2, 3)}),
    "view-broken": (
        "view",
        {"it": WORK, "at": AT, "view": View(WORK.content.files[0], 1, problem="Tệp này hỏng")},
    ),
    "case-arriving": ("case", {"it": ARRIVING, "at": AT, "letters": (), "done": ""}),
    **{name: ("money", {**page, "at": AT}) for name, page in money_pages.shown(WORK).items()},
    **{
        name: ("digitising", {"page": page, "it": NEW})
        for name, page in store_pages.of(NEW).items()
    },
    "receipts-error": ("fee_receipts", {"at": AT, **money_pages.receipts()}),
    "receipt-error": ("fee_receipt", {"at": AT, **money_pages.receipt()}),
    "transfer": ("transfer", {"page": giving_pages.forwarding(NEW), "it": NEW, "at": AT}),
    "transfer-error": (
        "transfer",
        {"page": giving_pages.forwarding(NEW, "Chọn nơi tiếp nhận"), "it": NEW, "at": AT},
    ),
}
