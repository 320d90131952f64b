"""What an agency exchanges in a day, counted as it happens: others' reports read it as it is."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.db import insert_for
from portal.models import DocumentDay

SENT, RECEIVED, SIGNED = "sent", "received", "signed"
ACKNOWLEDGED, ONLINE, SAME_DAY = "acknowledged", "online", "same_day"
_ALL = (SENT, RECEIVED, SIGNED, ACKNOWLEDGED, ONLINE, SAME_DAY)


def count(session: Session, agency_id: uuid.UUID, day: date, *what: str) -> None:
    """Count something once more for an agency and a day."""
    if not what:
        return
    fresh = {name: int(name in what) for name in _ALL}
    raised: dict[str, Any] = {name: getattr(DocumentDay, name) + 1 for name in what}
    statement = insert_for(session, DocumentDay).values(agency_id=agency_id, day=day, **fresh)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["agency_id", "day"], set_=raised | {"counted": False}
        )
    )
