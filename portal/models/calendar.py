"""Working calendars by version: a dossier's due date says which one it was counted with."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class CalendarVersion(Base):
    """One version of a calendar; ``body`` is ``portal.domain.calendar``'s canonical form.

    It counts from its approval on. Who made it (``made_by_id``, null on the command line) is not
    who approves it; one that is ``withdrawn_at`` a moment never counts.
    """

    __tablename__ = "calendar_versions"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]
    hash: Mapped[str]
    made_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    made_by: Mapped[str | None]
    made_by_id: Mapped[uuid.UUID | None]
    withdrawn_at: Mapped[datetime | None]
