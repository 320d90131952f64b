"""The pieces of an upload: sealed each by itself, stored and read back before they are counted."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import crypto
from portal.blobs import BlobMissing, BlobsAway
from portal.models import UploadPart
from portal.runtime import Runtime
from portal.services.attachments import digest
from portal.services.uploads import pending
from portal.services.uploads.pending import Counter, Pending

PIECE = 1024 * 1024
"""Bytes of a piece at most: held in memory, and all that a killed process loses."""


@dataclass(frozen=True)
class Part:
    """A piece that stands sealed in the blob store: ``size`` bytes from ``start`` on."""

    id: uuid.UUID
    start: int
    size: int
    blob: str


class PartUnreadable(Exception):
    """A piece that was counted cannot be read any more; ``start`` is how far the rest reaches."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


def store(rt: Runtime, counter: Counter, upload: uuid.UUID, start: int, data: bytes) -> Part:
    """Seal a piece and put it into the store; ``record`` has to name it next.

    :raises BlobsAway: if the store does not take it, or gives back something else.
    """
    part_id = crypto.uuid7()
    place = counter.place
    key = f"parts/{place.home_agency_id}/{place.dossier_id}/{upload}/{part_id}"
    part = Part(part_id, start, len(data), key)
    sealed = rt.blobs.put(key, counter.safe.seal_stream(_context(upload, part), [data]))
    if digest(rt.blobs.get(key)) != sealed.sha256:
        rt.blobs.delete(key)
        raise BlobsAway(f"{key}: read back as something else")
    return part


def record(
    session: Session, rt: Runtime, counter: Counter, upload: Pending, parts: Sequence[Part]
) -> Pending:
    """Count stored pieces, which follow one another.

    :raises Conflict: if the upload does not stand where the first of them begins.
    """
    end = parts[-1].start + parts[-1].size
    row = pending.move(session, rt, upload, parts[0].start, received=end)
    for part in parts:
        session.add(
            UploadPart(
                **counter.place.columns,
                upload_id=upload.id,
                start=part.start,
                id=part.id,
                size=part.size,
                blob=part.blob,
            )
        )
    return Pending(row, upload.wanted)


def of(session: Session, counter: Counter, upload: uuid.UUID) -> Sequence[Part]:
    """List the pieces of an upload in their order."""
    place = counter.place
    rows = session.scalars(
        sa.select(UploadPart)
        .where(
            UploadPart.home_agency_id == place.home_agency_id,
            UploadPart.dossier_id == place.dossier_id,
            UploadPart.upload_id == upload,
        )
        .order_by(UploadPart.start)
    )
    return [Part(row.id, row.start, row.size, row.blob) for row in rows]


def read(
    rt: Runtime, counter: Counter, upload: uuid.UUID, parts: Sequence[Part]
) -> Iterator[bytes]:
    """Stream what has come of an upload.

    :raises PartUnreadable: at the first piece that is gone or changed.
    """
    for part in parts:
        try:
            sealed = rt.blobs.get(part.blob)
            yield b"".join(counter.safe.open_stream(_context(upload, part), sealed))
        except (BlobMissing, crypto.Unsealable) as error:
            raise PartUnreadable(part.start) from error


def _context(upload: uuid.UUID, part: Part) -> str:
    return f"part/{upload}/{part.start}/{part.id}"
