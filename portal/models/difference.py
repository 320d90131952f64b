"""What the portal and an agency differ about, from when it was found until they agree."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class StandingDifference(Base):
    """A dossier the two sides differ about; ``closed_at`` is when a comparison found them agreed.

    ``code`` is the dossier's code as the agency or we say it; one we do not know may stand here.
    """

    __tablename__ = "differences"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    found_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    repaired_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
