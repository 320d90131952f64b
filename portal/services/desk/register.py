"""The register of dossiers (Sổ theo dõi hồ sơ, form 07), and any part of the queue, as a table.

Source: Thông tư 03/2025/TT-VPCP, Phụ lục I, form 07 (columns; docs/rules.md says how sure).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.states import Channel, State
from portal.models import Agency, DeskCase, Dossier
from portal.runtime import Runtime
from portal.services import content
from portal.services.desk.lying import cases

LONGEST = timedelta(days=366)
_MOST = 20_000
_BATCH = 200
TITLES = (
    "STT",
    "Mã hồ sơ",
    "Tên thủ tục",
    "Chủ hồ sơ",
    "Người nộp",
    "Điện thoại",
    "Cách nộp",
    "Ngày nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày giải quyết xong",
    "Ngày trả kết quả",
    "Trạng thái",
    "Người đang giữ",
    "Bộ phận",
)
_STATES = {
    State.SUBMITTED: "Chờ tiếp nhận",
    State.ACCEPTED: "Đã tiếp nhận",
    State.REFUSED: "Từ chối tiếp nhận",
    State.IN_PROCESS: "Đang giải quyết",
    State.AWAITING_SUPPLEMENT: "Chờ bổ sung",
    State.AWAITING_PAYMENT: "Chờ nộp phí, lệ phí",
    State.WITHDRAWN: "Đã rút",
    State.STOPPED: "Dừng giải quyết",
    State.DECIDED: "Đã có kết quả",
    State.RETURNED: "Đã trả kết quả",
    State.AWAITING_CONFIRMATION: "Chờ xác nhận",
}
_CHANNELS = {
    Channel.DIRECT: "Trực tiếp",
    Channel.ONLINE: "Trực tuyến",
    Channel.POSTAL: "Bưu chính",
}

Cell = str | int | datetime | None


@dataclass(frozen=True)
class Days:
    """From which day of submission to which, both included.

    :raises Unacceptable: ``days`` if they are the wrong way round, or more than a year.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if not timedelta(0) <= self.last - self.first <= LONGEST:
            raise Unacceptable("days")

    @property
    def condition(self) -> sa.ColumnElement[bool]:
        """What it asks of a dossier."""
        start = datetime.combine(self.first, datetime.min.time())
        end = datetime.combine(self.last + timedelta(days=1), datetime.min.time())
        return sa.and_(
            Dossier.submitted_at >= clock.utc(start), Dossier.submitted_at < clock.utc(end)
        )


@dataclass(frozen=True)
class Row:
    """One line of the register; moments as they read on a Vietnamese clock."""

    cells: Sequence[Cell] = field(repr=False)


def rows(session: Session, rt: Runtime, agency: Agency, days: Days) -> Iterator[Row]:
    """Give the register of some days, by time of submission; rehearsals stand in no register."""
    # Counted once: where it was handed in, whoever decides.
    query = cases(agency.id).where(
        Dossier.home_agency_id == agency.id, Dossier.rehearsal.is_(False), days.condition
    )
    yield from listed(session, rt, query.order_by(Dossier.submitted_at, Dossier.id))


def listed(
    session: Session, rt: Runtime, query: sa.Select[tuple[Dossier, DeskCase]]
) -> Iterator[Row]:
    """Give the lines of whatever was asked for, numbered in its order; 20,000 at most."""
    limited = query.limit(_MOST).execution_options(yield_per=_BATCH)
    for number, (dossier, held) in enumerate(session.execute(limited), start=1):
        yield Row((number, *_told(session, rt, dossier, held)))


def _told(session: Session, rt: Runtime, dossier: Dossier, held: DeskCase) -> Iterator[Cell]:
    yield dossier.code
    yield rt.forms.form(session, dossier.form_hash).name.vi
    yield from _people(session, rt, dossier)
    yield _CHANNELS[dossier.channel]
    for moment in (
        dossier.submitted_at,
        dossier.received_at,
        dossier.due_current,
        dossier.finished_at,
        dossier.returned_at,
    ):
        yield clock.local(moment).replace(tzinfo=None) if moment else None
    yield _STATES[dossier.state]
    yield held.officer
    yield held.unit


def _people(session: Session, rt: Runtime, dossier: Dossier) -> tuple[str, str, str]:
    """Name owner, submitter and telephone, as long as the content is kept."""
    try:
        found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    except NotFound:
        return "", "", ""
    return found.owner.full_name, found.submitter.full_name, found.submitter.phone
