"""What operators were told is wrong, and what they asked to be left in peace about."""

from datetime import datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class Alarm(Base):
    """One thing wrong, by cause and what it is about; ``closed_at`` once it is over.

    ``told`` holds, for each way it was told, the last state told of and when.
    """

    __tablename__ = "alarms"

    kind: Mapped[str] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    told: Mapped[dict[str, Any]]
    silenced_until: Mapped[datetime | None]
    silenced_by: Mapped[str | None]
    silence_reason: Mapped[str | None] = mapped_column(Text)
