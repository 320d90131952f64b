"""How content citizens were with how their dossiers were dealt with (đánh giá mức độ hài lòng)."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier


class Rating(OfDossier, Base):
    """A citizen's rating of one dossier: points by criterion, and words that are sealed.

    ``revision`` counts how often it was given or changed, and is the version check; ``event_seq``
    is the event of the last time. ``rated_at`` is when it was first given.
    """

    __tablename__ = "ratings"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    revision: Mapped[int]
    scores: Mapped[dict[str, Any]]
    sealed_comment: Mapped[bytes | None]
    event_seq: Mapped[int]
    rated_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class RatingTally(Base):
    """How many citizens gave an agency a score for a criterion in a month: kept, not counted."""

    __tablename__ = "rating_tallies"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    criterion: Mapped[str] = mapped_column(primary_key=True)
    score: Mapped[int] = mapped_column(primary_key=True)
    count: Mapped[int]
