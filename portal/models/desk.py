"""Dossiers on the desk of an agency that has no system of its own (Bộ phận Một cửa)."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier


class DeskCase(OfDossier, Base):
    """A dossier the desk has taken in: what it was handed, and who has it.

    ``content_hash`` is of what was handed over, as an agency's own system would keep it.
    ``supplements`` and ``extensions`` count what was asked and put off, ``letters`` what the
    citizen has sent since anybody last looked.
    """

    __tablename__ = "desk_cases"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    content_hash: Mapped[str]
    taken_at: Mapped[datetime]
    officer_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    officer: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    supplements: Mapped[int] = mapped_column(default=0)
    extensions: Mapped[int] = mapped_column(default=0)
    letters: Mapped[int] = mapped_column(default=0)


class DeskLetter(OfDossier, Base):
    """Something a citizen sent after their dossier, by our id: taken once, whatever is repeated."""

    __tablename__ = "desk_letters"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    letter_id: Mapped[str] = mapped_column(primary_key=True)
    content_hash: Mapped[str]
    taken_at: Mapped[datetime]
