"""Joined procedures of a dossier (liên thông): a branch for each further procedure."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier


class JoinedBranch(OfDossier, Base):
    """One further procedure of a dossier, and the draft or dossier that was opened for it, once.

    ``state`` is ``waits`` (for other branches), ``promised``, ``opened``, ``elsewhere`` (it is done
    at an agency this portal does not reach) or ``failed``, for ``reason``. The child has an id of
    its own from when it is opened: a draft first, under the same id a dossier later.
    """

    __tablename__ = "joined_branches"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(primary_key=True)
    joined_code: Mapped[str]
    number: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="")
    child_home_agency_id: Mapped[uuid.UUID | None]
    child_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    asked_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
