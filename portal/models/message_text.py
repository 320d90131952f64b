"""The words of messages to telephones, where an administrator changed them."""

import uuid
from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class MessageText(Base):
    """One version of what an SMS says on an occasion, in the place of the words that came with us.

    ``reader`` and ``occasion`` as in ``portal/translations/vi/sms.yaml``. The newest approved
    version counts; an empty ``body`` gives way to the words that came with the program.
    """

    __tablename__ = "message_texts"

    language: Mapped[str] = mapped_column(primary_key=True)
    reader: Mapped[str] = mapped_column(primary_key=True)
    occasion: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    made_by_id: Mapped[uuid.UUID | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None]
