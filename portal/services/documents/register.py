"""The registers as tables (sổ đăng ký văn bản đến, văn bản đi).

Source: Nghị định 30/2020/NĐ-CP, Phụ lục IV (columns; docs/rules.md says how sure).
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.documents import Direction
from portal.models import Agency, Document
from portal.runtime import Runtime
from portal.services.documents import composing, finding, showing

Cell = str | int | datetime | None
TITLES = {
    Direction.INCOMING: (
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu văn bản",
        "Ngày, tháng văn bản",
        "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận",
        "Ngày chuyển",
        "Ghi chú",
    ),
    Direction.OUTGOING: (
        "Số, ký hiệu văn bản",
        "Ngày, tháng văn bản",
        "Tên loại và trích yếu nội dung",
        "Người ký",
        "Nơi nhận văn bản",
        "Số lượng nơi nhận",
        "Ngày chuyển",
        "Ghi chú",
    ),
}


_NOTES = {"replace": "Thay thế văn bản đã gửi", "update": "Cập nhật văn bản đã gửi"}


def rows(
    session: Session, rt: Runtime, agency: Agency, which: tuple[Direction, date, date]
) -> Iterator[Sequence[Cell]]:
    """Give a register of some days by its numbers; days read as on a Vietnamese clock."""
    direction, first, last = which
    told = _incoming if direction == Direction.INCOMING else _outgoing
    for row in showing.between(session, agency.id, direction, (first, last)):
        yield tuple(told(session, rt, row))


def _incoming(session: Session, rt: Runtime, row: Document) -> Iterator[Cell]:
    says = composing.said(session, rt, row).says
    yield _day(row.at)
    yield row.register_number
    yield row.organ_name or row.organ
    yield f"{row.number}/{row.notation}"
    yield f"{row.day:%d/%m/%Y}" if row.day else ""
    yield f"{row.type_name}: {says.get('subject', '')}"
    yield " – ".join(filter(None, (row.unit, row.officer)))
    yield _day(row.begun_at)
    yield "Có thể trùng" if row.duplicate_of else ""


def _outgoing(session: Session, rt: Runtime, row: Document) -> Iterator[Cell]:
    says = composing.said(session, rt, row).says
    parties = finding.parties(session, row)
    yield f"{row.number}/{row.notation}"
    yield f"{row.day:%d/%m/%Y}" if row.day else ""
    yield f"{row.type_name}: {says.get('subject', '')}"
    yield says.get("signer", {}).get("full_name", "")
    yield "; ".join(one.name for one in parties)
    yield len(parties)
    yield _day(row.sent_at)
    yield _NOTES.get(row.kind, "")


def _day(moment: datetime | None) -> str:
    return f"{clock.day(moment):%d/%m/%Y}" if moment else ""
