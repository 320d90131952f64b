"""Dossiers (hồ sơ): what was submitted, and where it stands."""

import uuid
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.states import Channel, Delivery, State
from portal.models.base import Base, OfDossier

_ACCEPTED = text("received_at IS NOT NULL")
_UNANSWERED, _LATE = text("state = 'submitted'"), text("answered_at > answer_due")
_UNCOUNTED = text("counted_seq < seq")


class Dossier(OfDossier, Base):
    """A submitted dossier. Its answers are sealed; dates and people are kept apart.

    ``seq`` and ``head`` are the last event's number and hash; both change only under this row's
    lock. ``due_original`` is frozen, ``due_current`` follows from pauses and extensions. ``term``
    is the time the agency has (quantity, unit, cut_off), as the form set it at submission.
    ``sealed_reply`` is what the citizen is writing to the agency's last request for a supplement,
    ``supplement_sent_at`` when they answered it; the next request takes that back.
    ``amended_seq`` is the number of the last event by which they put answers right, 0 if none was.
    ``answered_at`` is when the agency first accepted, refused or asked for more, which it owed by
    ``answer_due``.
    ``released_at`` is when everybody a dossier had to wait for had confirmed; None if it waits, or
    never had to.
    ``fee`` is what the form asked for at submission, ``fee_due`` what is to be paid now (đồng), and
    ``fee_paid_at`` when the last demand was, ``fee_waived_at`` when nothing of it was left to pay;
    the next one takes that back. ``claim_due`` is by when a claim for an exemption is to be
    answered, None if none waits.
    ``sealed_message`` is what they are writing to it besides, ``messages_read`` the number of the
    last event they have seen of what it wrote to them.
    ``counted_seq`` is the number of the last event that is in the measures of progress.
    """

    __tablename__ = "dossiers"
    __table_args__ = (
        Index("ix_dossiers_queue", "home_agency_id", "state", "due_current"),
        # All a report counts by, so that counting a million reads none of the wide rows.
        Index(
            "ix_dossiers_reports",
            "home_agency_id",
            "received_at",
            "finished_at",
            "due_current",
            "id",
            "procedure_code",
            "channel",
            "state",
            "rehearsal",
            postgresql_where=_ACCEPTED,
            sqlite_where=_ACCEPTED,
        ),
        Index(
            "ix_dossiers_unanswered",
            "home_agency_id",
            "answer_due",
            postgresql_where=_UNANSWERED,
            sqlite_where=_UNANSWERED,
        ),
        Index(
            "ix_dossiers_answered_late",
            "home_agency_id",
            "answer_due",
            postgresql_where=_LATE,
            sqlite_where=_LATE,
        ),
        # Whatever has happened since it was counted for progress; empty most of the time.
        Index(
            "ix_dossiers_uncounted",
            "home_agency_id",
            "id",
            postgresql_where=_UNCOUNTED,
            sqlite_where=_UNCOUNTED,
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    national_code: Mapped[str | None]
    agency_reference: Mapped[str | None]
    channel: Mapped[Channel]
    state: Mapped[State]
    delivery: Mapped[Delivery]
    procedure_code: Mapped[str]
    form_hash: Mapped[str]
    case_code: Mapped[str]
    citizen_id: Mapped[uuid.UUID] = mapped_column(index=True)
    owner_index: Mapped[bytes | None]
    sealed_answers: Mapped[bytes]
    content_commitment: Mapped[str]
    language: Mapped[str]
    rehearsal: Mapped[bool]
    calendar: Mapped[str]
    calendar_version: Mapped[int]
    term: Mapped[dict[str, Any]]
    fee: Mapped[int]
    fee_due: Mapped[int] = mapped_column(default=0, server_default="0")
    fee_paid_at: Mapped[datetime | None]
    fee_waived_at: Mapped[datetime | None]
    claim_due: Mapped[datetime | None]
    submitted_at: Mapped[datetime]
    answer_due: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    due_original: Mapped[datetime | None]
    due_current: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    sealed_reply: Mapped[bytes | None]
    supplement_sent_at: Mapped[datetime | None]
    amended_seq: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    withdrawal_asked_at: Mapped[datetime | None]
    sealed_message: Mapped[bytes | None]
    messages_read: Mapped[int | None]
    acknowledgement: Mapped[bytes]
    seq: Mapped[int]
    counted_seq: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    head: Mapped[str]
    news_seq: Mapped[int]
    row_version: Mapped[int] = mapped_column(default=1)


class DossierCode(Base):
    """The global look-up from a code (ours, the national portal's, the agency's) to its dossier."""

    __tablename__ = "dossier_codes"
    OWN: ClassVar[str] = "own"
    NATIONAL: ClassVar[str] = "national"

    source: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    home_agency_id: Mapped[uuid.UUID]
    dossier_id: Mapped[uuid.UUID]


class CodeCounter(Base):
    """The last dossier number an agency gave on a day; its row lock makes numbers unique."""

    __tablename__ = "code_counters"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[int]


class DossierAgency(OfDossier, Base):
    """Which agency does what with a dossier: ``receiving``, ``competent`` or ``returning``."""

    __tablename__ = "dossier_agencies"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    agency_id: Mapped[uuid.UUID] = mapped_column(index=True)
    since: Mapped[datetime]


class DossierPause(OfDossier, Base):
    """A time in which the clock of a dossier stood still (waiting for a supplement)."""

    __tablename__ = "dossier_pauses"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    event_seq: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class SearchKey(OfDossier, Base):
    """A keyed hash of a name's word or a number, by which an agency finds its own dossiers."""

    __tablename__ = "search_keys"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class Tally(Base):
    """How many dossiers of a day stand in a state at an agency: kept, not counted."""

    __tablename__ = "tallies"

    agency_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    state: Mapped[State] = mapped_column(primary_key=True)
    count: Mapped[int]
