"""Components of dossiers as they were digitised (số hóa), and the stores of their owners."""

import uuid
from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.digitising import PaperStore, Source, Standing
from portal.domain.looking_up import Outcome, Way
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


class KeptPaper(OfDossier, Base):
    """A paper in its owner's store (kho giấy tờ), found by the keyed hash of their number.

    Its key and its file stand where a dossier's do (``dossier_keys``, ``attachments``), under its
    own id, so that it outlives the dossier it comes from. The same bytes are one paper of an owner
    (``sha256``). ``number_index`` is the keyed hash of its type and number; ``sealed`` is what was
    recorded of it, and its name.
    """

    __tablename__ = "kept_papers"
    __table_args__ = (UniqueConstraint("owner_index", "rehearsal", "sha256"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    owner_index: Mapped[bytes]
    rehearsal: Mapped[bool]
    sha256: Mapped[str]
    sealed: Mapped[bytes]
    number_index: Mapped[bytes | None]
    standing: Mapped[Standing]
    standing_since: Mapped[datetime]
    replaced_by: Mapped[uuid.UUID | None]
    origin_dossier_id: Mapped[uuid.UUID] = mapped_column(index=True)
    origin_file_id: Mapped[uuid.UUID]
    kept_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}


class PaperReuse(OfDossier, Base):
    """A paper of a store that was used again (tái sử dụng) as a file of a draft or dossier.

    ``sealed`` are the words its owner agreed to, at ``consented_at``, under the key of the draft;
    ``event_seq`` is that of its submission: the event after it keeps both as evidence. Of a paper
    of our own store the paper is named, of one of the national store ``sealed_paper`` says which
    it was and what was agreed to before it was looked for. What an officer took for somebody at
    the counter names the officer (``staff_id``) and the ``way`` that person agreed.
    """

    __tablename__ = "paper_reuses"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    file_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    paper_home_agency_id: Mapped[uuid.UUID | None]
    paper_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    citizen_id: Mapped[uuid.UUID]
    sealed: Mapped[bytes]
    consented_at: Mapped[datetime]
    event_seq: Mapped[int | None]
    store: Mapped[PaperStore] = mapped_column(default=PaperStore.OWN, server_default="own")
    sealed_paper: Mapped[bytes | None]
    staff_id: Mapped[uuid.UUID | None]
    way: Mapped[Way | None]


class NationalLookUp(OfDossier, Base):
    """One look-up in the national store for a draft: agreed to at ``consented_at``, then asked.

    The row is committed before anybody is asked. ``sealed`` holds the words that were agreed to
    and, until the draft is submitted, what was found and the answer as it came.
    """

    __tablename__ = "national_look_ups"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    citizen_id: Mapped[uuid.UUID]
    sealed: Mapped[bytes]
    consented_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    outcome: Mapped[Outcome]


class CounterLookUp(OfDossier, Base):
    """One look of an officer for a document in the stores of somebody whose dossier they enter.

    The row, with the ``way`` that person agreed, is committed before any store is opened.
    ``sealed`` holds who agreed to what before which officer and, until it is handed in, what was
    found. ``own`` and ``national`` say what became of it in our store and the national one (None:
    that one could not be asked).
    """

    __tablename__ = "counter_look_ups"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    staff_id: Mapped[uuid.UUID]
    document: Mapped[str]
    way: Mapped[Way]
    sealed: Mapped[bytes]
    consented_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    own: Mapped[Outcome]
    national: Mapped[Outcome | None]
