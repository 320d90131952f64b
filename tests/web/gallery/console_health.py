"""Sample values of the console: health, destinations, what is parked, a dossier's way."""

import uuid
from datetime import UTC, date, datetime, timedelta

from portal.models import Alarm, Attempt, Dossier, Event, InboxMessage, Notice, Promise, StaffDeed
from portal.services.operations.alarms import SILENCES
from portal.services.operations.dossier_view import Way
from portal.services.operations.health import Bar, Fares, Problem
from portal.services.operations.parked_news import Waiting
from portal.services.operations.parking import Group, Member
from portal.services.outbox import Health
from portal.web.console.asking import Asked
from portal.web.console.charts import drawn
from tests.web.gallery.asked_pages import ASKED, LACKING, UNPLACED
from tests.web.gallery.parked_document_pages import PARKED_DOCUMENTS, SILENT

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
ID = uuid.UUID("01939a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b")
CODE, AGENCY = "H41.90-261123-0007", "agency:H41.90"
WRONG = Asked("", "", -1, None, {"reason": "Ghi lý do, để người sau hiểu vì sao"})
UNSAID = WRONG.wrong("hours", "Chọn thời gian tạm tắt")
OPEN = Health("sms", 0, 0, None, None, None, NOON, None)
SAID = "Nobody answers in 10 s\nPOST /dossiers"
BROKEN = Health(AGENCY, 1204, 3, NOON, None, NOON, NOON - timedelta(hours=1), SAID)
PAUSED = Health("agency:H41.91", 12, 0, NOON, "Phạm Thị Điều Hành", None, None, None, 2, 600)
ROWS = (
    Fares(BROKEN, 2210, 412, 30_000, True),
    Fares(PAUSED, 0, 0, None, False),
    Fares(OPEN, 18_240, 3, 250, False),
)
PROBLEMS = (
    Problem("broken", AGENCY, NOON, 1204),
    Problem("late", "sms", NOON, 1),
    Problem("parked", AGENCY, None, 3),
    Problem("news", "H41.90", NOON, 2),
    Problem("line", "H41.92/axis", NOON),
    Problem("silent", "H41.92", NOON, 2),
    Problem("money", "phi-le-phi", NOON, 3),
    Problem("hop", "H41.90.07", NOON, 2),
    Problem("enquiry", "H41.92", NOON, 2),
    Problem("untold", "national", NOON, 1),
    Problem("unplaced", "national", NOON, 2),
    Problem("gone", "worker@may-2", NOON),
    Problem("duty", "poll", NOON),
    Problem("disk", "may-1", None, 812),
    Problem("clock", "may-2", None, 7),
    Problem("paused", "agency:H41.91", NOON, 12),
)
HOURS = drawn([Bar(NOON + timedelta(hours=n - 23), n * 7 % 90, n // 9) for n in range(24)])
DAYS = drawn([Bar(date(2026, 10, 24) + timedelta(days=n), n * 131 % 900, n % 4) for n in range(30)])
NO_HOURS = drawn([Bar(NOON + timedelta(hours=n - 23)) for n in range(24)])
DEEDS = (
    StaffDeed(
        id=ID,
        done_at=NOON,
        staff_id=ID,
        by="Phạm Thị Điều Hành",
        deed="destination_paused",
        target="destination:sms",
        reason="Cơ quan bảo trì máy chủ",
    ),
)
GROUP = Group(AGENCY, "rejected", "The agency refuses\nPOST /dossiers 422", 3, NOON)
GROUPS = (GROUP, Group("sms", "attributeerror", "", 1, NOON))
MEMBERS = (
    *(Member(CODE, kind, 1, NOON, 4) for kind in ("deliver", "supplement", "withdrawal")),
    Member("H41.92,2026/11/20,12/UBND-VP", "document", 1, NOON, 4, dossier=False, document=ID),
)
MESSAGES = tuple(
    InboxMessage(
        source="H41.90",
        message_id=f"tin-{outcome}",
        seq=4,
        kind="decided",
        outcome=outcome,
        reason="waits for number 3",
        sealed=b"sealed",
        received_at=NOON,
    )
    for outcome in ("held", "parked")
)


def promise(destination: str, kind: str, state: str) -> Promise:
    """A promise of the sample dossier."""
    return Promise(
        destination=destination,
        seq=1,
        kind=kind,
        key=f"{ID}.{kind}.1",
        state=state,
        made_at=NOON,
    )


def attempt(number: int, outcome: str, sealed: bytes | None = None) -> Attempt:
    """A try at handing the sample dossier over."""
    return Attempt(
        destination=AGENCY,
        seq=1,
        number=number,
        worker="w",
        started_at=NOON,
        duration_ms=812,
        outcome=outcome,
        error=None if outcome == "done" else SAID,
        sealed_answer=sealed,
    )


WAY = Way(
    dossier=Dossier(
        id=ID,
        code=CODE,
        procedure_code="1.001193",
        state="submitted",
        agency_reference="G09.20-20261123-0000001",
    ),
    events=[
        Event(seq=n, kind=kind, after=after, occurred_at=NOON, hash="e5" * 32)
        for n, kind, after in ((1, "submitted", "submitted"), (2, "delivered", None))
    ],
    promises=[promise(AGENCY, "deliver", "parked"), promise("sms", "notify", "done")],
    attempts=[attempt(1, "unavailable"), attempt(2, "rejected", b"sealed")],
    notices=[Notice(kind="submitted", state="sent", intended_at=NOON)],
    messages=list(MESSAGES),
    refused=True,
    unasked=True,
)


def alarm(kind: str, about: str, count: int, **more: object) -> Alarm:
    """One alarm, told already."""
    told = {"mail": ("open", NOON.isoformat())}
    row = Alarm(kind=kind, about=about, count=count, since=NOON, opened_at=NOON, told=told)
    for name, value in more.items():
        setattr(row, name, value)
    return row


SILENCED = alarm(
    "broken",
    AGENCY,
    1204,
    silenced_until=NOON + timedelta(days=1),
    silenced_by="Phạm Thị Điều Hành",
    silence_reason="Cơ quan bảo trì máy chủ",
)
ALARMS = (
    SILENCED,
    alarm("parked", "sms", 3),
    alarm("disk", "may-1", 812),
    alarm("gone", "worker@may-2", 0, closed_at=NOON + timedelta(minutes=9)),
)
_ALARM = {"here": "alarms", "hours": -1, "choices": SILENCES, "deeds": (), "asked": Asked()}
_NEWS = {"here": "parked", "asked": Asked(), "words": None}
_PLACE = {"here": "health", "hours": HOURS, "days": DAYS, "deeds": DEEDS, "asked": Asked()}
PAGES: dict[str, tuple[str, dict[str, object]]] = {
    "health": ("health", {"here": "health", "problems": (), "rows": ROWS[2:]}),
    "health-wrong": ("health", {"here": "health", "problems": PROBLEMS, "rows": ROWS}),
    "health-new": ("health", {"here": "health", "problems": (), "rows": ()}),
    "destination": ("destination", {**_PLACE, "row": ROWS[2]}),
    "destination-broken": ("destination", {**_PLACE, "row": ROWS[0], "asked": WRONG}),
    "destination-new": (
        "destination",
        {**_PLACE, "row": ROWS[1], "hours": NO_HOURS, "days": NO_HOURS, "deeds": ()},
    ),
    "alarms": ("alarms", {"here": "alarms", "rows": ALARMS, "ways": ("webhook", "mail")}),
    "alarms-none": ("alarms", {"here": "alarms", "rows": (), "ways": ()}),
    "alarm": ("alarm", {**_ALARM, "row": ALARMS[1], "silent": False}),
    "alarm-silenced": ("alarm", {**_ALARM, "row": SILENCED, "silent": True, "deeds": DEEDS}),
    "alarm-error": ("alarm", {**_ALARM, "row": ALARMS[1], "silent": False, "asked": UNSAID}),
    "parked": (
        "parked",
        {
            "here": "parked",
            "groups": GROUPS,
            "messages": MESSAGES,
            "asked": (UNPLACED, LACKING),
            "silent": SILENT,
        },
    ),
    **{f"asked{name}": ("national_enquiry", context) for name, context in ASKED.items()},
    "parked-none": (
        "parked",
        {"here": "parked", "groups": (), "messages": (), "asked": (), "notice": "Đã cho gửi lại."},
    ),
    "parked-group": (
        "parked_group",
        {"here": "parked", "group": GROUP, "members": MEMBERS, "asked": Asked()},
    ),
    "parked-group-error": (
        "parked_group",
        {"here": "parked", "group": GROUP, "members": MEMBERS, "asked": WRONG},
    ),
    **{f"parked-{name}": ("parked_document", each) for name, each in PARKED_DOCUMENTS.items()},
    "parked-news": ("parked_news", {**_NEWS, "it": Waiting(MESSAGES[1], CODE, False)}),
    "parked-news-late": (
        "parked_news",
        {**_NEWS, "it": Waiting(MESSAGES[1], CODE, True), "words": '{"seq": 3}'},
    ),
    "parked-news-error": (
        "parked_news",
        {**_NEWS, "it": Waiting(MESSAGES[1], "", False), "asked": WRONG},
    ),
    "find": ("dossier_find", {"here": "dossier", "code": "", "error": ""}),
    "find-error": (
        "dossier_find",
        {"here": "dossier", "code": "H41", "error": "Không có hồ sơ nào mang mã này"},
    ),
    "dossier": ("dossier", {"here": "dossier", "way": WAY, "asked": Asked(), "said": None}),
    "dossier-opened": (
        "dossier",
        {"here": "dossier", "way": WAY, "asked": WRONG, "said": "Họ tên: …"},
    ),
}
