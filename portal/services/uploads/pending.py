"""What is being uploaded to a dossier: begun, found again, moved on, let go.

The number of bytes that have come moves only in the transaction that names the sealed piece they
stand in, and only from where the sender believed it to be: of two browsers that send the same
piece one is told that it is behind.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain.errors import Conflict, DomainError, NotFound, Unacceptable
from portal.models import PendingUpload, UploadPart
from portal.runtime import Runtime
from portal.services.vault import Place, Safe

MOST = 20
"""Unfinished uploads a dossier may have; a further one takes the place of the oldest."""
DRAFT, REPLY = "draft", "reply"


class UploadExpired(DomainError):
    """Nobody went on with an upload in time: what had come of it is gone."""


@dataclass(frozen=True)
class Counter:
    """Where uploads are handed in: whose safe they go to, as part of what."""

    safe: Safe = field(repr=False)
    place: Place
    purpose: str


@dataclass(frozen=True)
class Wanted:
    """A file about to be sent: ``length`` in bytes, ``sha256`` in hex if the sender knows it.

    ``presented_as`` is what the citizen hands it in as, where they were asked.
    """

    document: str
    name: str = field(repr=False)
    length: int
    sha256: str = field(default="", repr=False)
    presented_as: str = field(default="", compare=False)

    @property
    def about(self) -> dict[str, str]:
        """What of it is kept sealed."""
        return {"name": self.name, "sha256": self.sha256, "presented_as": self.presented_as}


@dataclass(frozen=True)
class Pending:
    """An upload as it stands: ``received`` bytes of ``wanted.length`` can be read back."""

    row: PendingUpload = field(repr=False)
    wanted: Wanted

    @property
    def id(self) -> uuid.UUID:
        """Its id."""
        return self.row.id

    @property
    def received(self) -> int:
        """How many bytes have come."""
        return self.row.received

    @property
    def done(self) -> bool:
        """Whether it has become a file of the dossier."""
        return self.row.attachment_id is not None


def begin(
    session: Session, rt: Runtime, counter: Counter, wanted: Wanted
) -> tuple[Pending, list[str]]:
    """Begin an upload, or find the one of the same file again that broke off.

    Returns it, and the blobs of older ones that had to make room for it.

    :raises Unacceptable: ``empty`` or ``too_big``.
    """
    if not wanted.length:
        raise Unacceptable("empty")
    if wanted.length > rt.settings.file_limit:
        raise Unacceptable("too_big", limit=rt.settings.file_limit)
    others = unfinished(session, counter)
    for each in others:
        if wanted.sha256 and each.wanted == wanted:
            return each, []
    freed = _make_room(session, rt, counter, others, wanted.length)
    upload_id, now = crypto.uuid7(), clock.now()
    row = PendingUpload(
        **counter.place.columns,
        id=upload_id,
        purpose=counter.purpose,
        document=wanted.document,
        sealed_about=counter.safe.seal_json(f"upload/{upload_id}", wanted.about),
        length=wanted.length,
        received=0,
        attachment_id=None,
        begun_at=now,
        expires_at=now + timedelta(hours=rt.settings.upload_hours),
    )
    session.add(row)
    return Pending(row, wanted), freed


def unfinished(session: Session, counter: Counter) -> Sequence[Pending]:
    """List the uploads that broke off or are under way, the one left longest first."""
    rows = session.scalars(
        sa.select(PendingUpload)
        .where(
            *_of_dossier(PendingUpload, counter),
            PendingUpload.purpose == counter.purpose,
            PendingUpload.attachment_id.is_(None),
            PendingUpload.expires_at > clock.now(),
        )
        .order_by(PendingUpload.expires_at)
    )
    return [_opened(counter, row) for row in rows]


def _make_room(
    session: Session, rt: Runtime, counter: Counter, others: Sequence[Pending], length: int
) -> list[str]:
    """Let go of what was left longest, so that nobody fills the store with what they never end."""
    kept, freed = list(others), []
    while kept and (
        len(kept) >= MOST
        or sum(each.wanted.length for each in kept) + length > rt.settings.dossier_limit
    ):
        freed += drop(session, counter, kept.pop(0).id)
    return freed


def find(session: Session, counter: Counter, upload_id: uuid.UUID) -> Pending:
    """Find an upload of this dossier.

    :raises NotFound: if there is none.
    :raises UploadExpired: if its time is over.
    """
    row = session.get(PendingUpload, (*_key(counter), upload_id))
    if row is None or row.purpose != counter.purpose:
        raise NotFound(str(upload_id))
    if row.expires_at <= clock.now():
        raise UploadExpired(str(upload_id))
    return _opened(counter, row)


def _opened(counter: Counter, row: PendingUpload) -> Pending:
    about = counter.safe.open_json(f"upload/{row.id}", row.sealed_about)
    # What was begun before anybody asked says nothing of it.
    as_what = about.get("presented_as", "")
    wanted = Wanted(row.document, about["name"], row.length, about["sha256"], as_what)
    return Pending(row, wanted)


def move(
    session: Session, rt: Runtime, pending: Pending, start: int, **values: Any
) -> PendingUpload:
    """Move an upload on from ``start``; whoever goes on with it has as much time again.

    :raises Conflict: if it does not stand there, or has been finished.
    """
    until = clock.now() + timedelta(hours=rt.settings.upload_hours)
    row = session.scalars(
        sa.update(PendingUpload)
        .where(
            *_same(pending.row),
            PendingUpload.received == start,
            PendingUpload.attachment_id.is_(None),
        )
        .values(expires_at=until, **values)
        .returning(PendingUpload)
        .execution_options(synchronize_session=False, populate_existing=True)
    ).one_or_none()
    if row is None:
        raise Conflict(start, pending.received)
    return row


def drop(session: Session, counter: Counter, upload_id: uuid.UUID) -> list[str]:
    """Forget an upload; returns the blobs to delete after the commit."""
    blobs = forget_parts(session, counter, upload_id)
    session.execute(
        sa.delete(PendingUpload).where(
            *_of_dossier(PendingUpload, counter), PendingUpload.id == upload_id
        )
    )
    return blobs


def forget_parts(
    session: Session, counter: Counter, upload_id: uuid.UUID, start: int = 0
) -> list[str]:
    """Forget the pieces of an upload from ``start`` on; returns the blobs to delete afterwards."""
    gone = (
        sa.delete(UploadPart)
        .where(
            *_of_dossier(UploadPart, counter),
            UploadPart.upload_id == upload_id,
            UploadPart.start >= start,
        )
        .returning(UploadPart.blob)
    )
    return list(session.scalars(gone))


def expire_all(session: Session, home_agency_id: uuid.UUID, dossier_id: uuid.UUID) -> None:
    """Let the uploads of a draft that is thrown away run out at once."""
    session.execute(
        sa.update(PendingUpload)
        .where(
            PendingUpload.home_agency_id == home_agency_id,
            PendingUpload.dossier_id == dossier_id,
        )
        .values(expires_at=clock.now())
    )


def _key(counter: Counter) -> tuple[uuid.UUID, uuid.UUID]:
    return counter.place.home_agency_id, counter.place.dossier_id


def _of_dossier(
    table: type[PendingUpload] | type[UploadPart], counter: Counter
) -> Iterable[sa.ColumnElement[bool]]:
    home, dossier = _key(counter)
    return table.home_agency_id == home, table.dossier_id == dossier


def _same(row: PendingUpload) -> Iterable[sa.ColumnElement[bool]]:
    return (
        PendingUpload.home_agency_id == row.home_agency_id,
        PendingUpload.dossier_id == row.dossier_id,
        PendingUpload.id == row.id,
    )
