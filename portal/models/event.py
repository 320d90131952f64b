"""Events: append-only, numbered and hash-chained per dossier; and the roots that anchor chains."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.states import State
from portal.models.base import Base, OfDossier


class Event(OfDossier, Base):
    """Something that happened to a dossier. ``facts`` tell nothing personal; ``sealed`` may."""

    __tablename__ = "events"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    before: Mapped[State | None]
    after: Mapped[State | None]
    occurred_at: Mapped[datetime]
    recorded_at: Mapped[datetime] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]]
    commitments: Mapped[dict[str, Any]]
    sealed: Mapped[bytes]
    previous: Mapped[str]
    hash: Mapped[str]


class DailyRoot(Base):
    """The signed root over the heads of all chains that grew on a day."""

    __tablename__ = "daily_roots"

    day: Mapped[date] = mapped_column(primary_key=True)
    root: Mapped[str]
    chains: Mapped[int]
    signature: Mapped[bytes]
    made_at: Mapped[datetime]
