"""Sample values of the pages on which officers are covered: the desk's and the console's."""

from dataclasses import replace
from datetime import timedelta

from portal import clock
from portal.models import OfficerCover
from portal.services.desk.queue import Page as Listed
from portal.services.desk.queue import Tray, Wanted
from portal.services.officers.covering import Cover
from portal.web.console.administration.typed import Typed as Reasoned
from portal.web.covers import Typed
from tests.web.gallery import administration
from tests.web.gallery.desk_pages import AT, COUNTS, ID, LINES, NOON
from tests.web.gallery.shapes import Page, operates

_TODAY = clock.day(NOON)


def _cover(first: int, mine: bool) -> Cover:
    row = OfficerCover(
        id=ID,
        covered_id=AT.officer.id if mine else None,
        covering_id=None,
        first_day=_TODAY + timedelta(days=first),
        last_day=_TODAY + timedelta(days=first + 4),
        reason="Nghỉ phép năm",
    )
    return Cover(row, AT.officer.name if mine else "Lê Văn Ví Dụ (mẫu)", "Trần Thị Thay (mẫu)")


COVERS = (_cover(0, True), _cover(4000, False))
OFFICERS = ((str(ID), "Trần Thị Thay (mẫu) (thay-703)"),)
_WRONG = Typed(
    {"covering": str(ID), "first": "31/02/2027", "last": "05/12/2026", "reason": "phép"},
    {
        "covering": "Người này cũng vắng mặt trong những ngày ấy. Chọn người khác",
        "first": "Nhập ngày, ví dụ 05/12/2026",
        "reason": "Ghi lý do, từ 5 đến 300 ký tự, để người sau hiểu vì sao",
    },
)
_DESK: dict[str, object] = {
    "at": AT,
    "covers": COVERS,
    "me": AT.officer.id,
    "officers": OFFICERS,
    "done": "",
}
_CONSOLE: dict[str, object] = {
    "row": administration.agency(),
    "covers": COVERS,
    "officers": OFFICERS,
    "deeds": administration.DEEDS,
    "done": "luu",
}


def _desk(**other: object) -> Page:
    return Page("desk/covers.html", {**_DESK, **other}, signed_in=False, officer=True)


def _console(template: str, **context: object) -> Page:
    return operates(f"administration/{template}", here="admin", **context)


_QUEUE = {
    "at": AT,
    "page": Listed((replace(LINES[1], instead="Lê Văn Ví Dụ (mẫu)"),), COUNTS, False),
    "wanted": Wanted(mine=AT.officer.id),
    "trays": tuple(Tray),
}
PAGES = {
    "desk-queue-covers": Page("desk/queue.html", _QUEUE, signed_in=False, officer=True),
    "desk-covers": _desk(typed=Typed({"first": "30/11/2026"}), done="luu"),
    "desk-covers-error": _desk(typed=_WRONG),
    "desk-covers-none": _desk(typed=Typed(), covers=()),
    "administration-covers": _console("covers", typed=Typed(), **_CONSOLE),
    "administration-covers-error": _console("covers", typed=_WRONG, **_CONSOLE),
    "administration-cover-end-error": _console(
        "cover_end",
        row=administration.agency(),
        cover=COVERS[0],
        typed=Reasoned({}, 0, {"reason": "Ghi lý do, để người sau hiểu vì sao"}),
    ),
}
