"""What lies ready for agencies that open no port: a list each, read by position."""

import uuid
from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base

_OPEN = text("confirmed_at IS NULL")


class ListedItem(Base):
    """One promise as an agency fetches it: its place on the list, and what it gets, sealed.

    ``position`` is taken under the lock of the list's end, so that whoever has read up to one has
    missed none before it. The row outlives its promise: what was confirmed is never confirmed anew.
    """

    __tablename__ = "listed_items"
    __table_args__ = (
        Index("ix_listed_items_key", "agency_id", "key", unique=True),
        Index("ix_listed_items_dossier", "dossier_id"),
        Index(
            "ix_listed_items_open",
            "agency_id",
            "position",
            postgresql_where=_OPEN,
            sqlite_where=_OPEN,
        ),
    )

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str]
    home_agency_id: Mapped[uuid.UUID]
    dossier_id: Mapped[uuid.UUID]
    destination: Mapped[str]
    promise_seq: Mapped[int]
    kind: Mapped[str]
    target: Mapped[str]
    content_hash: Mapped[str]
    sealed: Mapped[bytes]
    listed_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    reference: Mapped[str | None]
