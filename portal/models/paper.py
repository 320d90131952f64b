"""Components of dossiers as they were digitised (số hóa)."""

import uuid
from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.digitising import Source
from portal.models.base import Base, OfDossier


class Digitisation(OfDossier, Base):
    """What is recorded of one file of a dossier: a component, or a result.

    ``sealed`` holds whose paper it is, its number, who issued it and when, and the officer who
    recorded it (``recorded_by``; None: the portal did, from what it knew). ``event_seq`` is the
    event by which it was first recorded; what was put right later has events of its own.
    """

    __tablename__ = "digitisations"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    file_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    source: Mapped[Source]
    type_code: Mapped[str]
    sealed: Mapped[bytes]
    sha256: Mapped[str]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    event_seq: Mapped[int]
    recorded_by: Mapped[uuid.UUID | None]
    recorded_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}
