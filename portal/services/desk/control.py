"""Phiếu kiểm soát quá trình (form 06): through whose hands a dossier went, read from its events.

Events are only ever added, so the history on paper is never another one than before.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.models import Dossier, Event
from portal.papers.control_sheet import ControlSheet, Handing
from portal.papers.press import press
from portal.runtime import Runtime
from portal.services import events, receipts
from portal.services.content import Content

DESK, SUBMITTER = "Bộ phận Một cửa", "Người nộp hồ sơ"
_NOTES = {
    "delivered": "Hồ sơ đến bàn một cửa",
    "accepted": "Tiếp nhận",
    "assigned": "Phân công",
    "in_process": "Chuyển giải quyết",
    "step": "Bước xử lý",
    "supplement_requested": "Yêu cầu bổ sung",
    "supplement_delivered": "Nhận phần bổ sung",
    "fee_requested": "Thông báo phí, lệ phí",
    "extended": "Xin lỗi và hẹn lại",
    "forwarded": "Chuyển cơ quan giải quyết",
    "taken_over": "Nhận bàn giao",
    "sent_back": "Trả lại nơi chuyển",
    "result_sent": "Chuyển kết quả",
    "decided": "Có kết quả",
    "returned": "Trả kết quả",
    "refused": "Từ chối tiếp nhận",
    "stopped": "Dừng giải quyết",
    "withdrawn": "Rút hồ sơ",
}
# With these the dossier, or what is asked of it, goes to the citizen; the rest stays at the office.
_OUT = frozenset({"supplement_requested", "fee_requested", "returned", "refused", "withdrawn"})
_IN = frozenset({"delivered", "supplement_delivered"})
_ACROSS = frozenset({"forwarded", "sent_back", "result_sent"})


def control_slip(session: Session, rt: Runtime, content: Content) -> bytes:
    """Press form 06 as things stand (PDF)."""
    dossier = content.dossier
    query = sa.select(Event).where(
        Event.home_agency_id == dossier.home_agency_id, Event.dossier_id == dossier.id
    )
    told = session.execute(query.order_by(Event.seq)).scalars().all()
    other_owner = content.owner != content.submitter
    sheet = ControlSheet(
        agency=content.agency.name,
        code=dossier.code,
        procedure_code=content.form.code,
        procedure_name=content.form.name.vi,
        submitter=receipts.named(content.submitter),
        owner=receipts.named(content.owner) if other_owner else None,
        issued_at=told[-1].recorded_at,
        handings=tuple(_handings(content, [one for one in told if one.kind in _NOTES])),
        received_at=dossier.received_at,
        due_at=dossier.due_current,
        link=rt.links.dossier(dossier.code),
        rehearsal=dossier.rehearsal,
    )
    return press("control_06", sheet)


def _handings(content: Content, told: list[Event]) -> Iterator[Handing]:
    holder = DESK
    for event in told:
        said = events.private(content.safe, event)
        officer = said.get("officer") or holder
        giver = SUBMITTER if event.kind in _IN else holder if event.kind == "assigned" else officer
        receiver = SUBMITTER if event.kind in _OUT else officer
        if event.kind in _IN | _ACROSS:
            receiver = DESK
        yield Handing(
            at=event.occurred_at,
            agency=said.get("unit") or "",
            giver=giver,
            receiver=receiver,
            result=_result(content.dossier, event),
            note=_NOTES[event.kind],
        )
        holder = DESK if event.kind in _IN | _ACROSS else officer


def _result(dossier: Dossier, event: Event) -> str:
    """Say whether a result was there in time; days before the one it was due are early."""
    due = dossier.due_current
    if event.kind != "decided" or due is None:
        return ""
    if event.occurred_at > due:
        return "Quá hạn"
    early = clock.day(event.occurred_at) < clock.day(due)
    return "Trước hạn" if early else "Đúng hạn"
