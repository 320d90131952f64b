"""The register of receipts (sổ biên lai) of some days: cancelled ones stand in it, too."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import NotFound
from portal.models import Agency, Dossier, FeeReceipt
from portal.papers.tables import Cell
from portal.runtime import Runtime
from portal.services import events, vault
from portal.services.paying.receipts import finding
from portal.services.paying.receipts.issuing import Said, serial
from portal.services.paying.receipts.papers import WAYS

TITLES = (
    "STT",
    "Mẫu số",
    "Ký hiệu",
    "Số",
    "Ngày lập",
    "Loại",
    "Mã hồ sơ",
    "Người nộp",
    "Khoản thu",
    "Số tiền (đồng)",
    "Hình thức",
    "Trạng thái",
    "Thay cho",
    "Ngày hủy",
    "Người hủy",
    "Nội dung biên bản hủy",
)
_KINDS = {"phi": "Phí", "le_phi": "Lệ phí"}


def state(row: FeeReceipt) -> str:
    """Say where a receipt stands: issued, replaced or cancelled."""
    if row.cancelled_at is None:
        return "issued"
    return "replaced" if row.replaced_by else "cancelled"


_STATES = {"issued": "Có hiệu lực", "replaced": "Đã hủy, có biên lai thay", "cancelled": "Đã hủy"}


def rows(
    session: Session, rt: Runtime, agency: Agency, days: tuple[date, date]
) -> Iterator[list[Cell]]:
    """Give the lines of the register, by number.

    :raises Unacceptable: as :func:`portal.services.paying.receipts.finding.between`.
    """
    found = finding.between(session, agency.id, *days)
    for number, (row, dossier) in enumerate(found, start=1):
        yield [number, *_cells(session, rt, row, dossier)]


def _cells(session: Session, rt: Runtime, row: FeeReceipt, dossier: Dossier) -> Iterator[Cell]:
    said, why = _told(session, rt, row, dossier)
    yield from (
        row.template,
        row.symbol,
        serial(row),
        clock.local(row.issued_at).replace(tzinfo=None),
    )
    yield from (_KINDS[row.kind], dossier.code)
    yield said.payer if said else ""
    yield "; ".join(name for name, _ in said.lines) if said else ""
    yield row.amount
    yield WAYS[said.way] if said else ""
    yield _STATES[state(row)]
    yield said.replaces if said else ""
    yield clock.local(row.cancelled_at).replace(tzinfo=None) if row.cancelled_at else None
    yield from (row.cancelled_by, why)


def _told(
    session: Session, rt: Runtime, row: FeeReceipt, dossier: Dossier
) -> tuple[Said | None, str]:
    """Open what it says and why it was cancelled, as long as the dossier's content is kept."""
    try:
        safe = vault.unlock(session, rt, row.home_agency_id, row.dossier_id)
    except NotFound:
        return None, ""
    if row.cancelled_seq is None:
        return Said.read(safe, row), ""
    event = events.at(session, dossier, row.cancelled_seq)
    return Said.read(safe, row), str(events.private(safe, event)["text"])
