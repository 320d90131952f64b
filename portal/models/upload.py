"""Uploads under way: what a browser is sending piece by piece, and may go on with later."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier


class PendingUpload(OfDossier, Base):
    """A file that is being sent to a draft (``draft``) or to an answer to the agency (``reply``).

    ``received`` counts the bytes that stand sealed in the blob store: it moves in the transaction
    that names them, and from the last piece on together with the attachment (``attachment_id``)
    the file has become. ``sealed_about`` holds its name and, if the browser told it, its SHA-256.
    """

    __tablename__ = "uploads"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    document: Mapped[str]
    sealed_about: Mapped[bytes]
    length: Mapped[int]
    received: Mapped[int]
    attachment_id: Mapped[uuid.UUID | None]
    begun_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class UploadPart(OfDossier, Base):
    """A piece of an upload: ``size`` bytes from ``start`` on, a sealed blob of its own."""

    __tablename__ = "upload_parts"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    upload_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    start: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[uuid.UUID]
    size: Mapped[int]
    blob: Mapped[str]
