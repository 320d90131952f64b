"""Sample values of administration: agencies, connections, people, calendars, texts."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, time

from portal.domain.calendar import Calendar, DayOff, MakeUpDay, Year
from portal.domain.calendar_differences import between
from portal.models import (
    Agency,
    AgencySeal,
    CalendarVersion,
    MessageText,
    OfficerGroup,
    Staff,
    StaffDeed,
)
from portal.services import sms_texts
from portal.services.administration import calendars, texts
from portal.services.administration.people import Colleague, Held
from portal.services.officers.groups import Standing
from portal.services.operations.staff import Member, Role
from portal.services.sms_texts import Key
from portal.web.console.administration import calendar_text
from portal.web.console.administration.typed import Typed

NOON = datetime(2026, 11, 23, 2, 41, tzinfo=UTC)
ID = uuid.UUID("01939a2b-7c4d-7e5f-8a9b-0c1d2e3f4a5b")
BY = "Phạm Thị Điều Hành (mẫu)"
REASON = {"reason": "Ghi lý do, để người sau hiểu vì sao"}


def agency(**more: object) -> Agency:
    """A commune as its row is."""
    told = {
        "id": ID,
        "code": "H41.90",
        "name": "Ủy ban nhân dân phường Vinh Tân (mẫu)",
        "name_en": "Vinh Tan Ward People's Committee (sample)",
        "level": "commune",
        "place": "16690",
        "address": "Số 1 đường Mẫu",
        "phone": "1900 0000",
        "connector": "one_stop",
        "endpoint": {"base_url": "https://mot-cua.example/lien-thong"},
        "calendar": "vn",
        "polled": True,
        "rehearsal": False,
        "valid_from": date(2025, 7, 1),
        "valid_until": None,
        "row_version": 3,
    }
    return Agency(**{**told, **more})


BARE = agency(code="H41.99", name="Xã mới (mẫu)", connector="", endpoint={}, valid_from=None)
DEEDS = (
    StaffDeed(
        id=ID,
        done_at=NOON,
        staff_id=ID,
        by=BY,
        deed="agency_connected",
        target="agency:H41.90",
        reason="Đổi khóa theo thỏa thuận",
    ),
)
AN = Member(ID, "an-701", BY, frozenset({Role("operator"), Role("officer", ID)}))
GONE = Member(ID, "binh-702", "Lê Văn Nghỉ Việc (mẫu)", frozenset())
PEOPLE = (Colleague(AN, (Held("officer", "H41.92"), Held("operator"))), Colleague(GONE, ()))
GROUPS = (
    Standing(OfficerGroup(id=ID, name="Hộ tịch", closed_at=None), (Staff(name=BY),)),
    Standing(OfficerGroup(id=ID, name="Chứng thực", closed_at=None), ()),
    Standing(OfficerGroup(id=ID, name="Tổ cũ", closed_at=NOON), ()),
)
OLD = Calendar(
    "vn",
    1,
    days_off=(DayOff(date(2026, 9, 2), "Quốc khánh"), DayOff(date(2026, 1, 2), "Nghỉ thay")),
    make_up_days=(MakeUpDay(date(2026, 1, 10), date(2026, 1, 2)),),
    years=(Year(2026, True, "Đã công bố"),),
)
NEW = replace(
    OLD,
    version=2,
    weekly=(*OLD.weekly[:5], ((time(7), time(11)),), ()),
    days_off=(*OLD.days_off, DayOff(date(2027, 1, 1), "Tết Dương lịch")),
    years=(*OLD.years, Year(2027, False, "Chưa có thông báo")),
)


def version(calendar: Calendar, approved: bool) -> CalendarVersion:
    """A version that counts, or waits."""
    return CalendarVersion(
        name="vn",
        version=calendar.version,
        body=calendar.to_data(),
        made_at=NOON,
        made_by=BY,
        approved_at=NOON if approved else None,
        approved_by="Đỗ Văn Giám Sát (mẫu)" if approved else None,
        withdrawn_at=None,
    )


ROWS = (version(NEW, False), version(OLD, True))
KEY = Key("vi", "news", "accepted")
BODY = "Ho so {code} da duoc tiep nhan. Hen tra: {day}. Xem tai {link}"
TEXT = MessageText(
    **KEY._asdict(),
    version=2,
    body=BODY,
    made_at=NOON,
    made_by=BY,
    approved_at=None,
    approved_by=None,
    withdrawn_at=None,
)
SHIPPED = sms_texts.shipped(KEY)
EXAMPLE = texts.example(SHIPPED, "https://dichvu.example.vn")
SEAL = AgencySeal(
    subject="CN=Ủy ban nhân dân phường Vinh Tân (mẫu)",
    issuer="CN=CA Mẫu",
    serial="a1b2c3",
    valid_from=NOON,
    valid_until=NOON,
    brought_by=BY,
    brought_at=NOON,
    retired_at=NOON,
)
_NEW = {"typed": Typed()}
_AGENCY = {"place": "Phường Trường Vinh, Tỉnh Nghệ An", "deeds": DEEDS, "done": ""}
_AGENCY["successor"] = "Ủy ban nhân dân phường Thành Vinh (mẫu)"
_FORM = {"levels": ("commune",), "calendars": ("vn",)}
_CONNECTION = {"kept": ("key_id", "secret"), "choices": ("one_stop", "ministry_adapter", "desk")}
_VERSION = {"row": ROWS[0], "calendar": NEW, "changes": between(OLD, NEW), "first": False}
_TEXT = {"key": KEY, "body": SHIPPED, "example": EXAMPLE}
_GIVING = {"roles": ("operator", "officer"), "agencies": (("H41.92", "Phường (mẫu)"),)}
_TYPED = {name: str(getattr(agency(), name)) for name in ("name", "name_en", "level", "place")}

PAGES = {
    "administration": (
        "administration",
        {
            "lacking": (BARE,),
            "ending": ((SEAL, "H41.92"),),
            "catalogues_waiting": 2,
            "lists_waiting": 1,
        },
    ),
    "agencies": ("agencies", {"agencies": ((agency(), True), (BARE, True))}),
    "agency": (
        "agency",
        {"row": agency(), "open": True, "secrets": ("key_id", "secret"), "tried": None} | _AGENCY,
    ),
    "agency-failed": (
        "agency",
        {"row": BARE, "open": False, "secrets": (), "tried": "Nobody answers in 10 s"} | _AGENCY,
    ),
    "agency-form": ("agency_form", {"row": None, "typed": Typed({"calendar": "vn"})} | _FORM),
    "agency-form-error": (
        "agency_form",
        {"row": agency(), "typed": Typed(_TYPED, 3, {"place": "Nhập mã", **REASON})} | _FORM,
    ),
    "connection": ("connection", {"row": BARE, "typed": Typed()} | _CONNECTION),
    "connection-error": (
        "connection",
        {
            "row": agency(),
            "typed": Typed({"connector": "one_stop", "endpoint": "x"}, 3, {"endpoint": "Sai"}),
        }
        | _CONNECTION,
    ),
    "account-error": (
        "account",
        {
            "row": agency(),
            "typed": Typed({"account": "0000000000"}, 0, {"symbol": "Ký hiệu sai", **REASON}),
            "banks": (("Ngân hàng (mẫu)", "970436"),),
        },
    ),
    "seal": ("seal", {"row": agency(), "seal": SEAL, "over": False, "earlier": (SEAL,)} | _NEW),
    "seal-error": (
        "seal",
        {
            "row": agency(),
            "seal": None,
            "over": False,
            "earlier": (),
            "typed": Typed({}, 0, {"file": "Không mở được tệp", **REASON}),
        },
    ),
    "groups": (
        "groups",
        {"row": agency(), "groups": GROUPS, "deeds": DEEDS, "done": "luu"},
    ),
    "group-form-error": (
        "group_form",
        {
            "row": agency(),
            "group": GROUPS[0].row,
            "officers": ((str(ID), BY, "an-701"),),
            "typed": Typed({"name": "Hộ tịch", "members": str(ID)}, 1, REASON),
        },
    ),
    "people": ("people", {"people": PEOPLE, "done": "giao"}),
    "person-role": ("person_role", {"typed": Typed(), "known": ""} | _GIVING),
    "person-role-error": (
        "person_role",
        {"typed": Typed({}, 0, {"subject": "Nhập mã", "role": "Chọn", **REASON}), "known": ""}
        | _GIVING,
    ),
    "person-relieved": (
        "person_relieved",
        {"typed": Typed({"subject": "an-701", "role": "officer"}, 0, REASON), "name": BY},
    ),
    "calendars": ("calendars", {"lines": (calendars.Line("vn", ROWS[1], 1, 12),)}),
    "calendar": (
        "calendar",
        {"name": "vn", "rows": ROWS, "live": ROWS[1], "calendar": OLD, "done": "duyet"},
    ),
    "calendar-form-error": (
        "calendar_form",
        {
            "name": "vn",
            "typed": Typed(calendar_text.written(OLD), 1, {"off": "Dòng 3 chưa đọc được: x"}),
        },
    ),
    "calendar-version": ("calendar_version", {"live": False, "typed": Typed()} | _VERSION),
    "texts": (
        "texts",
        {
            "lines": (texts.Line(KEY, SHIPPED, True, 1),),
            "spoken": ("vi", "en"),
            "chosen": "vi",
        },
    ),
    "text-error": (
        "text",
        {
            "shipped": SHIPPED,
            "rows": (TEXT,),
            "typed": Typed({"body": "Có dấu"}, 0, {"body": "Viết không dấu"}),
        }
        | _TEXT,
    ),
    "text-version": ("text_version", {"row": TEXT, "typed": Typed()} | _TEXT),
}
