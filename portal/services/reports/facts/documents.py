"""Documents exchanged over the axis (văn bản trao đổi trên Trục), by agency and day."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import Agency, DocumentDay
from portal.services.reports.facts.telling import Area, Fact


def tell(session: Session, area: Area) -> Iterator[Fact]:
    """Tell what agencies sent and received on each day; a rehearsal's documents are none."""
    query = (
        sa.select(Agency.level, Agency.code, DocumentDay)
        .join(Agency, Agency.id == DocumentDay.agency_id)
        .where(
            DocumentDay.agency_id.in_(area.agencies),
            DocumentDay.day.between(area.first, area.last),
            Agency.rehearsal.is_(False),
        )
        .order_by(Agency.code, DocumentDay.day)
    )
    for level, code, day in session.execute(query).tuples():
        for what, count in _counts(day).items():
            if count:
                yield Fact(level, code, what, f"{day.day}", f"{day.day:%d/%m/%Y}", count)


def _counts(day: DocumentDay) -> dict[str, int]:
    return {
        "sent": day.sent,
        "received": day.received,
        "signed": day.signed,
        "unsigned": day.sent + day.received - day.signed,
        "acknowledged": day.acknowledged,
        "silent": day.received - day.acknowledged,
        "online": day.online,
    }
