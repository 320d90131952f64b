"""What a file is handed in as (bản chính, bản sao chứng thực, bản sao, bản chụp), and what follows.

The citizen says it, within what the document takes. A certified electronic copy says it for them:
it stands for the original and for a certified copy on paper
(Nghị định 45/2020/NĐ-CP; docs/rules.md says how sure).
"""

import uuid
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.spec import Document, DocumentForm
from portal.domain.errors import Unacceptable
from portal.domain.signatures import SignatureState
from portal.models import Attachment
from portal.services.attachments import Held, Stored

CERTIFIED: DocumentForm = "certified_copy"
_ON_PAPER = ("original", CERTIFIED)
# What a picture of a paper is, unless somebody says that the paper itself will come.
_BY_ITSELF: tuple[DocumentForm, ...] = ("photo", "copy")


def usual(document: Document) -> DocumentForm:
    """Say what a file is handed in as if nobody says: what costs no way, if it will do."""
    return next((form for form in _BY_ITSELF if form in document.forms), document.forms[0])


def chosen(document: Document, files: Iterable[Held]) -> DocumentForm:
    """Say what the files of a document are handed in as, certified electronic copies apart."""
    said = [file.presented_as for file in files if file.document == document.id and _plain(file)]
    return next((form for form in document.forms if form in said[-1:]), usual(document))


def presented(document: Document, stored: Stored, files: Iterable[Held]) -> DocumentForm:
    """Say what a new file of a document is handed in as."""
    if by_signature(stored):
        return CERTIFIED
    said = next((form for form in document.forms if form == stored.presented_as), None)
    return said or chosen(document, files)


def by_signature(stored: Stored) -> DocumentForm | None:
    """Say what a new file is by its signatures, whatever it is handed in for."""
    certifies = stored.signature is not None and stored.signature.certifies
    return CERTIFIED if certifies else None


def choose(
    session: Session, key: tuple[uuid.UUID, uuid.UUID], document: Document, form: str
) -> None:
    """Let a citizen say what the files of a draft's document are; it was loaded with its lock.

    What is certified by its signature stays that.

    :raises Unacceptable: ``presented_as``, if the document does not take it.
    """
    if form not in document.forms:
        raise Unacceptable("presented_as")
    session.execute(
        sa.update(Attachment)
        .where(
            Attachment.home_agency_id == key[0],
            Attachment.dossier_id == key[1],
            Attachment.document == document.id,
            Attachment.event_seq.is_(None),
            Attachment.removed_at.is_(None),
            sa.or_(Attachment.signature.is_(None), Attachment.signature != SignatureState.VALID),
        )
        .values(presented_as=form)
    )


def on_paper(document: Document, files: Sequence[Held]) -> DocumentForm | None:
    """Say what still has to come on paper: the original, a certified copy, or nothing.

    One certified electronic copy stands for the whole document.
    """
    own = [file for file in files if file.document == document.id]
    if not own or any(file.signature.certifies for file in own):
        return None
    form = chosen(document, own)
    return form if form in _ON_PAPER else None


def _plain(file: Held) -> bool:
    return bool(file.presented_as) and not file.signature.certifies
