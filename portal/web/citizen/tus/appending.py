"""Takes in what one PATCH brings, and makes the whole a file of the dossier at the last byte.

What was read off a connection that breaks is kept, unless a checksum was promised for all of it.
The last piece is counted together with the finished file: an upload that stands at its full length
is in the dossier, and one that fell at the last moment is sent its last piece again.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import IO

from werkzeug.exceptions import ClientDisconnected

from portal.domain.errors import Conflict, Unacceptable
from portal.services import attachments
from portal.services.attachments import Stored, Upload
from portal.services.uploads import parts, pending
from portal.services.uploads.parts import PIECE, Part, PartUnreadable
from portal.services.uploads.pending import Pending
from portal.web.citizen.tus.doors import Door
from portal.web.citizen.tus.protocol import Checksum, Refused
from portal.web.context import reading, rt, writing

_READ = 64 * 1024


@dataclass
class Appending:
    """One PATCH under way: ``held`` stands in the store and is not counted yet."""

    door: Door
    upload: Pending
    checksum: Checksum | None = None

    def __post_init__(self) -> None:
        """Stand where the upload stands."""
        self.at, self.held, self.last = self.upload.received, list[Part](), b""
        self._sum = self.checksum.start() if self.checksum else None

    def run(self, stream: IO[bytes]) -> Pending:
        """Take in a body; returns the upload as it stands afterwards.

        :raises Refused: 413, if it is longer than it was said to be; 460, if it came differently.
        :raises Conflict: if somebody else went on with this upload meanwhile.
        :raises Unacceptable: if the whole cannot be taken; nothing of it is kept then.
        """
        try:
            for piece in pieces(stream, whole=self.checksum is not None):
                self._take(piece)
            if self.checksum and self._sum and not self.checksum.fits(self._sum.digest()):
                raise Refused(460, "the bytes do not add up to Upload-Checksum")
            self._count()
            return finish(self.door, self.upload, self.last) if self.last else self.upload
        except BaseException:
            for part in self.held:
                rt().blobs.delete(part.blob)
            raise

    def _take(self, piece: bytes) -> None:
        if self._sum:
            self._sum.update(piece)
        end = self.at + len(piece)
        if end > self.upload.wanted.length:
            raise Refused(413, "more bytes than Upload-Length")
        if end == self.upload.wanted.length:
            self.last = piece
        else:
            upload = self.upload.id
            self.held.append(parts.store(rt(), self.door.counter, upload, self.at, piece))
            if not self.checksum:
                self._count()
        self.at = end

    def _count(self) -> None:
        if self.held:
            with writing() as session:
                self.upload = parts.record(session, rt(), self.door.counter, self.upload, self.held)
            self.held = []


def pieces(stream: IO[bytes], *, whole: bool) -> Iterator[bytes]:
    """Cut a body in pieces; of one that breaks off the rest comes too, unless all is wanted whole.

    :raises ClientDisconnected: after that, if it broke off.
    """
    held = bytearray()
    try:
        while read := stream.read(min(_READ, PIECE - len(held))):
            held += read
            if len(held) == PIECE:
                yield bytes(held)
                held.clear()
    except ClientDisconnected:
        if held and not whole:
            yield bytes(held)
        raise
    if held:
        yield bytes(held)


def finish(door: Door, upload: Pending, last: bytes) -> Pending:
    """Make an upload a file of the dossier, by the same checks as any other file.

    :raises Unacceptable: if it cannot be taken; nothing of it is kept then.
    :raises Conflict: if somebody else was quicker, or a piece cannot be read any more.
    """
    counter = door.counter
    with reading() as session:
        found = parts.of(session, counter, upload.id)
    read = chain(parts.read(rt(), counter, upload.id, found), [last])
    wanted = upload.wanted
    try:
        given = Upload(wanted.document, wanted.name, read, presented_as=wanted.presented_as)
        stored = attachments.receive(rt(), counter.safe, counter.place, given)
        return _keep(door, upload, stored)
    except Unacceptable:
        drop(door, upload.id)
        raise
    except PartUnreadable as error:
        _rewind(door, upload, error.start)
        raise Conflict(upload.received, error.start) from error


def _keep(door: Door, upload: Pending, stored: Stored) -> Pending:
    wanted = upload.wanted
    try:
        if wanted.sha256 and wanted.sha256 != stored.received_sha256:
            raise Unacceptable("changed")
        with writing() as session:
            ended = {"received": wanted.length, "attachment_id": stored.id}
            row = pending.move(session, rt(), upload, upload.received, **ended)
            door.attach(session, stored)
            blobs = pending.forget_parts(session, door.counter, upload.id)
    except BaseException:
        rt().blobs.delete(stored.blob)
        raise
    _delete(blobs)
    return Pending(row, wanted)


def _rewind(door: Door, upload: Pending, start: int) -> None:
    """Count no further than what can be read back."""
    with writing() as session:
        pending.move(session, rt(), upload, upload.received, received=start)
        blobs = pending.forget_parts(session, door.counter, upload.id, start)
    _delete(blobs)


def drop(door: Door, upload: uuid.UUID) -> None:
    """Forget an upload and its bytes."""
    with writing() as session:
        blobs = pending.drop(session, door.counter, upload)
    _delete(blobs)


def _delete(blobs: list[str]) -> None:
    for blob in blobs:
        rt().blobs.delete(blob)
