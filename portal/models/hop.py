"""Hops: a dossier that goes on in a specialised system (hệ thống chuyên ngành)."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.hops import HopState
from portal.models.base import Base, OfDossier


class Hop(OfDossier, Base):
    """A dossier in one specialised system, once; ``step`` is what its form's file calls it.

    ``agency_id`` is the connection it goes by, None while there is none, for ``reason``.
    ``event_seq`` is the event it was promised by, ``reference`` the number the system gave it.
    ``news_seq`` is the last number of the system's own news, ``told_at`` when what was applied last
    had happened there. Who sent it is in ``begun_by``, empty if the procedure did.
    """

    __tablename__ = "hops"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    agency_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    state: Mapped[HopState] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    event_seq: Mapped[int]
    begun_at: Mapped[datetime]
    begun_by: Mapped[str] = mapped_column(default="")
    due_at: Mapped[datetime]
    news_seq: Mapped[int] = mapped_column(default=0)
    told_at: Mapped[datetime | None]
