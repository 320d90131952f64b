"""Changes to a document of ours that has left: its recipients are asked, each answers for itself.

Source: QCVN 102:2016/BTTTT (BussinessDocType 1 thu hồi, 2 cập nhật, 3 thay thế).
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from connectors.documents import Business, DocumentKind, ReceiverChange, Replacement
from portal.domain.documents import Deed
from portal.domain.errors import Unacceptable
from portal.models import Document
from portal.runtime import Runtime
from portal.services import attachments
from portal.services.attachments import Incoming
from portal.services.documents import composing, dealing, finding, trace
from portal.services.documents.composing import Said
from portal.services.documents.packing import FILE
from portal.services.documents.trace import Opened

_DEEDS = {DocumentKind.UPDATE: Deed.UPDATE, DocumentKind.REPLACE: Deed.REPLACE}
_NOTED = {DocumentKind.UPDATE: "updated", DocumentKind.REPLACE: "replaced"}
Parties = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Amendment:
    """Which document of ours is changed, and how: it is updated, or another takes its place."""

    kind: DocumentKind
    document: uuid.UUID


def prefill(session: Session, rt: Runtime, document: Document) -> tuple[Said, Parties]:
    """Give what a document says and who has it, so that an update begins with that."""
    return composing.said(session, rt, document), _parties(session, document)


def ask(session: Session, rt: Runtime, by: Opened, amendment: Amendment) -> None:
    """Note that a document of ours changes by another one: its recipients answer for it.

    :raises Unacceptable: ``not_now``, if it cannot be.
    """
    old = trace.opened(session, rt, by.agency, amendment.document)
    if _DEEDS[amendment.kind] not in dealing.may(session, rt, old.document):
        raise Unacceptable("not_now")
    dealing.ask_back(session, old, amendment.kind)
    trace.note(session, old, _NOTED[amendment.kind], {"docid": by.document.docid})


def recipients(session: Session, old: Document, to: Parties) -> Parties:
    """List who gets an update: who has the document now, who is added, and who is taken off."""
    return (*to, *_without(_parties(session, old), to))


def business(
    session: Session, old: Document, amendment: Amendment, to: Parties, *, content: bool
) -> Business:
    """Say what the recipients are to do; ``content``: the document itself has changed.

    :raises Unacceptable: ``unchanged``, if an update changes nothing.
    """
    if amendment.kind is DocumentKind.REPLACE:
        replaced = Replacement(old.docid, tuple(organ for organ, _ in to))
        return Business(reason="Thay thế văn bản đã gửi", replacements=(replaced,))
    had = _parties(session, old)
    changes = (
        *(ReceiverChange(organ, added=True) for organ, _ in _without(to, had)),
        *(ReceiverChange(organ, added=False) for organ, _ in _without(had, to)),
    )
    if not content and not changes:
        raise Unacceptable("unchanged")
    return Business(
        document_id=old.docid,
        reason="Cập nhật văn bản đã gửi",
        content_updated=content,
        receivers_updated=bool(changes),
        receivers=changes,
    )


def files(rt: Runtime, old: Said) -> Iterable[Incoming]:
    """Give the files of a document again, for an update that leaves them as they are."""
    for one in composing.own_files(old):
        chunks = attachments.opened(rt, old.safe, one)
        yield Incoming(FILE, "", one.name, one.media_type, chunks, signature=one.signature)


def _parties(session: Session, document: Document) -> Parties:
    return tuple((one.organ, one.name) for one in finding.parties(session, document))


def _without(some: Parties, others: Parties) -> Parties:
    return tuple(one for one in some if not any(finding.same(one[0], other) for other, _ in others))
