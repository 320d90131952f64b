"""Confirmations (xác nhận): who a dossier waits for, and the links by which they are asked."""

import enum
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier


class ConfirmationState(enum.StrEnum):
    """How far somebody who was asked has come."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ON_PAPER = "on_paper"
    WAIVED = "waived"


class Confirmation(OfDossier, Base):
    """One person a dossier waits for; changed only under the dossier's row lock.

    ``asks`` names what they are asked for (``ids`` of the form's confirmations), ``strangers`` the
    citizens (``ids``) who opened the link and are somebody else. ``number_index`` is the keyed hash
    of the citizen number that was named; ``sealed`` holds name, number and phone. ``invited``
    counts the messages the submitter has asked for, ``reminded`` those of the scheduler, which is
    due again at ``remind_at``. ``event_seq`` is the event that settled it.
    """

    __tablename__ = "confirmations"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[ConfirmationState]
    required: Mapped[bool]
    asks: Mapped[dict[str, Any]]
    number_index: Mapped[bytes]
    sealed: Mapped[bytes]
    strangers: Mapped[dict[str, Any]]
    asked_at: Mapped[datetime]
    invited: Mapped[int]
    reminded: Mapped[int]
    remind_at: Mapped[datetime | None] = mapped_column(index=True)
    citizen_id: Mapped[uuid.UUID | None]
    settled_at: Mapped[datetime | None]
    event_seq: Mapped[int | None]


class ConfirmationLink(Base):
    """A link to a request; its token is derived from ``id`` and never stored, a hash finds it."""

    __tablename__ = "confirmation_links"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(unique=True)
    home_agency_id: Mapped[uuid.UUID]
    dossier_id: Mapped[uuid.UUID] = mapped_column(index=True)
    number: Mapped[int]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
