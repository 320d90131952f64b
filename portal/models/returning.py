"""How the result of a dossier goes back to its citizen (trả kết quả)."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.returning import Parcel, Way
from portal.models.base import Base, OfDossier


class DossierReturn(OfDossier, Base):
    """The way a result goes, as the citizen chose it, and how far its parcel has come.

    ``sealed_to`` is who gets the parcel and where, ``sealed_receiver`` who took the result at the
    counter. ``reference`` is ours for what a carrier with a system was asked to fetch; ``carrier``
    is empty where officers write by hand what the post says. ``fee`` is what the post takes, in
    đồng. ``next_look_at`` is when the carrier is asked next how far the parcel is.
    """

    __tablename__ = "returns"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    way: Mapped[Way]
    chosen_by: Mapped[str]
    chosen_at: Mapped[datetime]
    parcel: Mapped[Parcel | None]
    sealed_to: Mapped[bytes | None]
    sealed_receiver: Mapped[bytes | None]
    carrier: Mapped[str] = mapped_column(default="")
    reference: Mapped[str | None]
    consignment: Mapped[str | None]
    fee: Mapped[int] = mapped_column(default=0)
    posted_at: Mapped[datetime | None]
    next_look_at: Mapped[datetime | None] = mapped_column(index=True)


class ParcelEvent(OfDossier, Base):
    """Something a carrier told of a parcel, once each, and the dossier's event it became."""

    __tablename__ = "parcel_events"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    consignment: Mapped[str] = mapped_column(primary_key=True)
    told_id: Mapped[str] = mapped_column(primary_key=True)
    event_seq: Mapped[int | None]
    told_at: Mapped[datetime]
