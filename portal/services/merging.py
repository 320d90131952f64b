"""Binds the photos of one paper into one PDF, in the order they were uploaded.

What was taken from a store is left as it came (docs/decisions/0046): bound with other pages it
would be neither the file its evidence names nor anything one could truly say was used again.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import IO, cast

from sqlalchemy.orm import Session

from portal.domain.errors import Conflict
from portal.runtime import Runtime
from portal.services import attachments, drafts
from portal.services.attachments import CITIZEN, Held, Incoming, Stored
from portal.services.binding import PDF, Binder
from portal.services.drafts import Open
from portal.services.photos import JPEG, SPOOL


@dataclass(frozen=True)
class Bound:
    """A PDF that stands in the store, and the photos it is to take the place of."""

    stored: Stored
    photos: Sequence[uuid.UUID]


def photos(files: Sequence[Held], document: str) -> list[Held]:
    """Give the photos somebody took of a paper, in the order they came; none that a store gave."""
    return [
        file
        for file in files
        if file.document == document and file.media_type == JPEG and not file.reused
    ]


def bind(rt: Runtime, opened: Open, document: str, name: str) -> Bound:
    """Write the photos of a paper into one PDF and store it; nothing is changed in the draft yet.

    Photo after photo goes through a spool on disk: memory does not grow with their number.

    :raises Unacceptable: ``too_big``.
    """
    bound = photos(opened.files, document)
    with TemporaryFile() as whole:
        binder = Binder(whole)
        for file in bound:
            with SpooledTemporaryFile(SPOOL) as photo:
                for piece in attachments.opened(rt, opened.safe, file):
                    photo.write(piece)
                binder.add(cast(IO[bytes], photo))
        binder.finish()
        whole.seek(0)
        # Bound or single, they are handed in as the same.
        as_before = bound[0].presented_as if bound else ""
        pages = attachments.chunked(whole.read)
        made = Incoming(CITIZEN, document, name, PDF, pages, presented_as=as_before)
        stored = attachments.store(rt, opened.safe, opened.place, made)
    return Bound(stored, [file.id for file in bound])


def put(session: Session, rt: Runtime, opened: Open, bound: Bound) -> None:
    """Let a PDF take the place of its photos, in a draft that was loaded with its lock.

    :raises Conflict: if one of the photos was taken out, or another came, in the meantime.
    :raises Unacceptable: as ``drafts.attach``.
    """
    present = [file.id for file in photos(opened.files, bound.stored.document)]
    if present != list(bound.photos):
        raise Conflict(len(bound.photos), len(present))
    draft = opened.draft
    for file in bound.photos:
        attachments.remove(session, draft.home_agency_id, draft.id, file)
    rest = [file for file in opened.files if file.id not in bound.photos]
    drafts.attach(session, rt, replace(opened, files=rest), bound.stored)
