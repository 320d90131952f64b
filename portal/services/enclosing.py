"""Files a citizen encloses with what they write to an agency: kept beside it until it is sent."""

import uuid
from collections.abc import Sequence
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.errors import Unacceptable
from portal.models import Attachment, Event
from portal.runtime import Runtime
from portal.services import attachments
from portal.services.attachments import Held, Stored
from portal.services.content import Content
from portal.services.vault import Place


class Written(Protocol):
    """What is being written to an agency: about which dossier, and the files that go with it."""

    @property
    def content(self) -> Content:
        """The dossier it is about."""

    @property
    def files(self) -> Sequence[Held]:
        """What is enclosed so far."""


def place(written: Written) -> Place:
    """Say where the dossier is kept, and with it what is enclosed."""
    dossier = written.content.dossier
    return Place(dossier.home_agency_id, dossier.id, dossier.birth_month)


def waiting(content: Content, origin: str) -> list[Held]:
    """Give the files of an origin that were not sent yet."""
    return [each for each in content.files if each.origin == origin and each.event_seq is None]


def attach(session: Session, rt: Runtime, written: Written, stored: Stored, most: int) -> None:
    """Enclose a stored file with what was loaded with its lock; ``most`` files go together.

    :raises Unacceptable: ``reply_full`` or ``reply_too_big``.
    """
    if len(written.files) >= most:
        raise Unacceptable("reply_full", limit=most)
    if sum(file.size for file in written.files) + stored.size > rt.settings.dossier_limit:
        raise Unacceptable("reply_too_big", limit=rt.settings.dossier_limit)
    attachments.keep(session, written.content.safe, place(written), stored)


def remove(session: Session, written: Written, file_id: uuid.UUID) -> None:
    """Take a file out again; one that is gone already is gone as was wished."""
    dossier = written.content.dossier
    if any(file.id == file_id for file in written.files):
        attachments.remove(session, dossier.home_agency_id, dossier.id, file_id)


def send(session: Session, event: Event, origin: str) -> None:
    """Let all files of an origin that were not sent yet go with an event."""
    session.execute(
        sa.update(Attachment)
        .where(
            Attachment.home_agency_id == event.home_agency_id,
            Attachment.dossier_id == event.dossier_id,
            Attachment.origin == origin,
            Attachment.event_seq.is_(None),
            Attachment.removed_at.is_(None),
        )
        .values(event_seq=event.seq)
    )
