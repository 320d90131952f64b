"""Files of a dossier: checked, sealed and stored before the database hears of them."""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, cast

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.blobs import BlobsAway
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.signatures import NONE, Signature
from portal.models import Attachment, PaperReuse
from portal.runtime import Runtime
from portal.services import intake
from portal.services.binding import PDF
from portal.services.measuring import Measure
from portal.services.signatures import keeping, recognise
from portal.services.vault import Place, Safe

CITIZEN, RESULT, MESSAGE, HOP = "citizen", "result", "message", "hop"
CLAIM = "claim"
_SPOOL = 4 * 1024 * 1024
_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Stored:
    """A file that stands sealed in the blob store and that no row names yet.

    ``received_sha256`` is of the bytes as they came, ``sha256`` of the file as it is kept and sent
    on, ``sealed_sha256`` of the sealed bytes as they were read back from the store.
    """

    id: uuid.UUID
    origin: str
    document: str
    name: str = field(repr=False)
    media_type: str
    size: int
    received_sha256: str
    sha256: str
    sealed_sha256: str
    blob: str
    presented_as: str = ""
    signature: Signature | None = None


@dataclass(frozen=True)
class Held:
    """A file of a dossier, its name opened.

    ``presented_as`` is empty and ``signature`` says nothing where nobody asked or looked;
    ``reused`` says that it was taken from a person's store, ours or the national one.
    """

    id: uuid.UUID
    origin: str
    document: str
    name: str = field(repr=False)
    media_type: str
    size: int
    sha256: str
    blob: str
    event_seq: int | None
    presented_as: str = ""
    signature: Signature = NONE
    reused: bool = False


@dataclass(frozen=True)
class Upload:
    """What a browser sends: as which document, under which name (only ever shown, never a path).

    ``presented_as`` is what the citizen calls it: original, certified_copy, copy or photo.
    """

    document: str
    name: str = field(repr=False)
    chunks: Iterable[bytes] = field(repr=False)
    origin: str = CITIZEN
    presented_as: str = ""


def chunked(read: Callable[[int], bytes]) -> Iterator[bytes]:
    """Read a stream in pieces of 64 KiB."""
    while piece := read(_CHUNK):
        yield piece


def receive(rt: Runtime, safe: Safe, place: Place, upload: Upload) -> Stored:
    """Take a citizen's file in: size, type by content, photos drawn anew, sealed, stored.

    :raises Unacceptable: ``empty``, ``too_big`` or what ``intake.fit`` finds; nothing is kept.
    """
    measured = Measure(upload.chunks, rt.settings.file_limit)
    with SpooledTemporaryFile(_SPOOL) as spool:
        received = cast(IO[bytes], spool)
        for piece in measured:
            received.write(piece)
        if not measured.size:
            raise Unacceptable("empty")
        with intake.fit(received) as fit:
            incoming = Incoming(
                origin=upload.origin,
                document=upload.document,
                name=fit.named(upload.name),
                media_type=fit.media_type,
                chunks=chunked(fit.file.read),
                received_sha256=measured.digest.hexdigest(),
                presented_as=upload.presented_as,
                signature=_looked_at(rt, fit, received),
            )
            return store(rt, safe, place, incoming)


def _looked_at(rt: Runtime, fit: intake.Fit, received: IO[bytes]) -> Signature:
    """Say what signatures a PDF carries; what was drawn anew carries none."""
    if fit.media_type != PDF or fit.file is not received:
        return NONE
    return recognise.look(received, rt.settings.trust_roots)


@dataclass(frozen=True)
class Incoming:
    """A file about to be stored: from whom, as what, under which name.

    ``received_sha256`` is told of a file that is not kept as it came.
    """

    origin: str
    document: str
    name: str = field(repr=False)
    media_type: str
    chunks: Iterable[bytes] = field(repr=False)
    received_sha256: str = ""
    presented_as: str = ""
    signature: Signature | None = None


def store(rt: Runtime, safe: Safe, place: Place, incoming: Incoming) -> Stored:
    """Seal a file, put it into the blob store and read it back; a row has to name it next.

    :raises Unacceptable: ``too_big``.
    :raises BlobsAway: if the store does not give back what it was given.
    """
    file_id = crypto.uuid7()
    key = f"{place.birth_month}/{place.home_agency_id}/{place.dossier_id}/{file_id}"
    measured = Measure(incoming.chunks, rt.settings.file_limit)
    sealed = rt.blobs.put(key, safe.seal_stream(f"file/{file_id}", measured))
    if digest(rt.blobs.get(key)) != sealed.sha256:
        raise BlobsAway(f"{key}: read back as something else")
    sha256 = measured.digest.hexdigest()
    return Stored(
        id=file_id,
        origin=incoming.origin,
        document=incoming.document,
        name=incoming.name,
        media_type=incoming.media_type,
        size=measured.size,
        received_sha256=incoming.received_sha256 or sha256,
        sha256=sha256,
        sealed_sha256=sealed.sha256,
        blob=key,
        presented_as=incoming.presented_as,
        signature=incoming.signature,
    )


def digest(chunks: Iterable[bytes]) -> str:
    """Fingerprint a stream, in hex."""
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()


def keep(
    session: Session, safe: Safe, place: Place, stored: Stored, event_seq: int | None = None
) -> Attachment:
    """Name a stored file in the database: a draft's, or one that an event brings."""
    row = Attachment(
        **place.columns,
        id=stored.id,
        origin=stored.origin,
        document=stored.document,
        sealed_name=safe.seal(f"name/{stored.id}", stored.name.encode()),
        media_type=stored.media_type,
        size=stored.size,
        received_sha256=stored.received_sha256,
        sha256=stored.sha256,
        sealed_sha256=stored.sealed_sha256,
        blob=stored.blob,
        event_seq=event_seq,
        added_at=clock.now(),
        # It was read back when it was stored.
        checked_at=clock.now(),
        presented_as=stored.presented_as or None,
        **keeping.columns(safe, stored.id, stored.signature),
    )
    session.add(row)
    return row


def held(
    session: Session, safe: Safe, home_agency_id: uuid.UUID, origin: str | None = None
) -> Sequence[Held]:
    """List the files of a dossier or draft, oldest first."""
    query = _with_reuse(home_agency_id, safe.dossier_id)
    if origin:
        query = query.where(Attachment.origin == origin)
    rows = session.execute(query.order_by(Attachment.added_at, Attachment.id)).tuples()
    return [
        Held(
            id=row.id,
            origin=row.origin,
            document=row.document,
            name=safe.open(f"name/{row.id}", row.sealed_name).decode(),
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
            blob=row.blob,
            event_seq=row.event_seq,
            presented_as=row.presented_as or "",
            signature=keeping.opened(safe, row),
            reused=taken is not None,
        )
        for row, taken in rows
    ]


def _with_reuse(home: uuid.UUID, dossier: uuid.UUID) -> sa.Select[tuple[Attachment, uuid.UUID]]:
    """Ask for the files of a dossier, each with its own id once more if a store gave it."""
    same = sa.and_(
        PaperReuse.home_agency_id == Attachment.home_agency_id,
        PaperReuse.dossier_id == Attachment.dossier_id,
        PaperReuse.file_id == Attachment.id,
    )
    return (
        sa.select(Attachment, PaperReuse.file_id)
        .outerjoin(PaperReuse, same)
        .where(
            Attachment.home_agency_id == home,
            Attachment.dossier_id == dossier,
            Attachment.removed_at.is_(None),
        )
    )


def brought(
    session: Session, place: Place, document: str, received_sha256: str
) -> uuid.UUID | None:
    """Find a file that came for a document as just these bytes, and is still there."""
    query = sa.select(Attachment.id).where(
        Attachment.home_agency_id == place.home_agency_id,
        Attachment.dossier_id == place.dossier_id,
        Attachment.document == document,
        Attachment.received_sha256 == received_sha256,
        Attachment.removed_at.is_(None),
    )
    return session.execute(query.limit(1)).scalar_one_or_none()


def remove(
    session: Session, home_agency_id: uuid.UUID, dossier_id: uuid.UUID, file: uuid.UUID
) -> None:
    """Take a file out of a draft that was loaded with its lock; its bytes go later (soft delete).

    :raises NotFound: if the draft has no such file; what was submitted is not taken out any more.
    """
    row = session.get(Attachment, (home_agency_id, dossier_id, file), with_for_update=True)
    if row is None or row.removed_at is not None or row.event_seq is not None:
        raise NotFound(str(file))
    row.removed_at = clock.now()


def remove_all(session: Session, home_agency_id: uuid.UUID, dossier_id: uuid.UUID) -> None:
    """Take out all files of a draft that is being thrown away."""
    session.execute(
        sa.update(Attachment)
        .where(
            Attachment.home_agency_id == home_agency_id,
            Attachment.dossier_id == dossier_id,
            Attachment.event_seq.is_(None),
            Attachment.removed_at.is_(None),
        )
        .values(removed_at=clock.now())
    )


def opened(rt: Runtime, safe: Safe, file: Held) -> Iterator[bytes]:
    """Stream a file's own bytes.

    :raises portal.blobs.BlobMissing: before the first byte, if the store has lost it.
    """
    return safe.open_stream(f"file/{file.id}", rt.blobs.get(file.blob))
