"""Dossiers on the desk of an agency that has no system of its own (Bộ phận Một cửa)."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier


class DeskCase(OfDossier, Base):
    """A dossier the desk has taken in: what it was handed, and who has it.

    ``content_hash`` is of what was handed over, as an agency's own system would keep it.
    ``supplements`` and ``extensions`` count what was asked and put off, ``letters`` what the
    citizen has sent since anybody last looked. ``group_id`` is the group it was assigned to, whose
    members see it until one has taken it (``officer_id``). ``at_agency_id`` is on whose desk it
    lies, None: on that of its home agency; ``arriving_since`` is when it was handed there, until it
    is taken over.
    """

    __tablename__ = "desk_cases"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    content_hash: Mapped[str]
    taken_at: Mapped[datetime]
    officer_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    officer: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    group_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    supplements: Mapped[int] = mapped_column(default=0)
    extensions: Mapped[int] = mapped_column(default=0)
    letters: Mapped[int] = mapped_column(default=0)
    at_agency_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    arriving_since: Mapped[datetime | None]


class DeskTransfer(OfDossier, Base):
    """A hand-over of a dossier from one office to another, with the number of its slip.

    ``kind`` is ``forwarded``, ``sent_back``, ``result_sent``, or ``transferred`` where an agency's
    own system says so; the event of ``event_seq`` seals what was said with it.
    """

    __tablename__ = "desk_transfers"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    slip: Mapped[str] = mapped_column(unique=True)
    from_agency_id: Mapped[uuid.UUID]
    to_agency_id: Mapped[uuid.UUID]
    event_seq: Mapped[int]
    sent_at: Mapped[datetime]
    sent_by: Mapped[str]
    taken_at: Mapped[datetime | None]
    taken_by: Mapped[str | None]


class DeskLetter(OfDossier, Base):
    """Something a citizen sent after their dossier, by our id: taken once, whatever is repeated."""

    __tablename__ = "desk_letters"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    letter_id: Mapped[str] = mapped_column(primary_key=True)
    content_hash: Mapped[str]
    taken_at: Mapped[datetime]


class DeskIntake(OfDossier, Base):
    """What a desk takes in on paper, at the counter or by post: entered as a draft, then a dossier.

    ``papers`` counts what was handed over of each document (``{"proof": {"originals": 1}}``);
    ``letter_number`` is the postal item's. ``claim_index`` is a keyed hash of the submitter's
    number and name: whoever signs in as exactly that person finds the dossier, from
    ``claimed_at`` on.
    """

    __tablename__ = "desk_intakes"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    officer_id: Mapped[uuid.UUID]
    officer: Mapped[str]
    begun_at: Mapped[datetime]
    letter_number: Mapped[str]
    papers: Mapped[dict[str, Any]]
    handed_in_at: Mapped[datetime | None]
    claim_index: Mapped[bytes | None] = mapped_column(index=True)
    claimed_at: Mapped[datetime | None]
