"""How each destination fared, hour by hour: counted once, so that no page counts attempts."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class DestinationHour(Base):
    """The tries at a destination in one hour.

    ``rejected`` were answered with a no, ``failed`` with nothing that can be used; ``durations``
    counts tries by the milliseconds they took at most (``more`` beyond the last bound).
    """

    __tablename__ = "destination_hours"

    destination: Mapped[str] = mapped_column(primary_key=True)
    hour: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    tried: Mapped[int]
    rejected: Mapped[int]
    failed: Mapped[int]
    durations: Mapped[dict[str, Any]]
