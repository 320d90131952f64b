"""One deed for many dossiers of a desk, kept until each has been worked."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class DeskBatch(Base):
    """What an officer asked to be done to many dossiers: the deed, who asked, how far it is.

    ``officer`` and ``unit`` belong to the deed. ``worker`` has it until ``until``; whoever finds
    that moment gone takes it over. ``moved_at`` is when an item was last worked. A batch that was
    stopped has ended, with its last items unworked.
    """

    __tablename__ = "desk_batches"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    officer: Mapped[str]
    unit: Mapped[str]
    officer_id: Mapped[uuid.UUID | None]
    group_id: Mapped[uuid.UUID | None]
    asked_by_id: Mapped[uuid.UUID]
    asked_by: Mapped[str]
    total: Mapped[int]
    begun_at: Mapped[datetime]
    moved_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    stopped_by: Mapped[str | None]
    worker: Mapped[str | None]
    until: Mapped[datetime | None]


class DeskBatchItem(Base):
    """A dossier of a batch: its code, the number of the last event its officer had seen.

    ``outcome`` is None until it was worked, then ``done``, or why it was left alone:
    ``changed``, ``missing``, ``rights``, ``broken``, or what the rules of the desk found.
    """

    __tablename__ = "desk_batch_items"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    batch_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    seen: Mapped[int]
    outcome: Mapped[str | None]
    worked_at: Mapped[datetime | None]
