"""The outbox: promises to tell somebody of an event, kept until they are fulfilled."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base, OfDossier


class PromiseState(enum.StrEnum):
    """Whether a promise is still open."""

    WAITING = "waiting"
    PARKED = "parked"
    DONE = "done"
    DROPPED = "dropped"


_WAITING = text("state = 'waiting'")


class Promise(OfDossier, Base):
    """One thing to be told to one destination, in order, exactly as of its event.

    ``key`` is the idempotency key that goes out with every try. ``unsure`` says that a try may
    have arrived, so that the next one asks before it sends. ``tried_since`` is when the time in
    which it is tried again by itself began.
    """

    __tablename__ = "promises"
    __table_args__ = (
        # Small and hot whatever was promised in ten years, and read in the order of leasing.
        Index(
            "ix_promises_due",
            "priority",
            "next_at",
            postgresql_where=_WAITING,
            sqlite_where=_WAITING,
        ),
        Index("ix_promises_destination", "destination", "state", "next_at"),
    )

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    destination: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    event_seq: Mapped[int]
    event_hash: Mapped[str]
    priority: Mapped[int]
    state: Mapped[PromiseState]
    attempts: Mapped[int]
    unsure: Mapped[bool]
    next_at: Mapped[datetime]
    tried_since: Mapped[datetime | None]
    leased_by: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    made_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    last_outcome: Mapped[str | None]
    last_error: Mapped[str | None] = mapped_column(Text)


class Attempt(OfDossier, Base):
    """One try at a promise: when, how long, what was answered.

    ``sealed_answer`` is what the partner said when it did not say yes: it may name people.
    """

    __tablename__ = "attempts"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    destination: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    worker: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(index=True)
    duration_ms: Mapped[int]
    outcome: Mapped[str]
    error: Mapped[str | None] = mapped_column(Text)
    sealed_answer: Mapped[bytes | None]


class Destination(Base):
    """A place promises go to: paused by a person, or held back by its circuit breaker.

    ``at_once`` and ``per_minute`` are how many calls it bears, over all machines; None: any.
    ``next_place_at`` is when the next call keeps the pace.
    """

    __tablename__ = "destinations"

    name: Mapped[str] = mapped_column(primary_key=True)
    paused_at: Mapped[datetime | None]
    paused_by: Mapped[str | None]
    failures: Mapped[int]
    broken_at: Mapped[datetime | None]
    retry_at: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    last_error: Mapped[str | None] = mapped_column(Text)
    at_once: Mapped[int | None]
    per_minute: Mapped[int | None]
    next_place_at: Mapped[datetime | None]


class Notice(OfDossier, Base):
    """A message to a person's phone: the intent is committed before it is sent.

    ``state`` is ``intended`` → ``sent`` (the centre took it) → ``delivered``, or ``failed``, or
    ``unknown``, which is shown to operators; the centre is asked before it is sent again.
    ``next_check_at`` is when the centre is asked next what became of it, None once that is settled.
    """

    __tablename__ = "notices"

    dossier_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    promise_key: Mapped[str] = mapped_column(unique=True)
    link_id: Mapped[uuid.UUID | None]
    kind: Mapped[str]
    state: Mapped[str]
    sealed: Mapped[bytes]
    gateway_id: Mapped[str | None]
    intended_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    next_check_at: Mapped[datetime | None] = mapped_column(index=True)
