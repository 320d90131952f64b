"""Where files can be sent to piece by piece: the papers of a draft, the answer to the agency."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.orm import Session

from portal.domain.errors import Unacceptable
from portal.services import drafts, enclosing, supplements
from portal.services.attachments import Stored
from portal.services.citizens import Signed
from portal.services.drafts import Open
from portal.services.supplements import Reply
from portal.services.uploads import rules
from portal.services.uploads.pending import DRAFT, REPLY, Counter, Wanted
from portal.web.citizen import addresses
from portal.web.citizen.entry import open_draft
from portal.web.context import reading, rt

Admit = Callable[[Wanted, bool], None]


@dataclass(frozen=True)
class Door:
    """One such place: ``admit`` turns away what cannot fit before it is sent (is it a photo?),

    ``attach`` makes a stored file part of it; ``address`` is where it is, ``field`` the input on
    the page a file belongs to, by its document's id.
    """

    counter: Counter
    address: str
    admit: Admit = field(repr=False)
    attach: Callable[[Session, Stored], None] = field(repr=False)
    field: Callable[[str], str] = field(repr=False)


def of_draft(citizen: Signed, draft_id: uuid.UUID) -> Door:
    """Open the door to a draft's papers.

    :raises NotFound: if it is not theirs.
    :raises AlreadySubmitted: if it has become a dossier.
    """
    with reading() as session:
        opened = open_draft(session, citizen, draft_id)

    def attach(session: Session, stored: Stored) -> None:
        fresh = open_draft(session, citizen, draft_id, lock=True)
        drafts.attach(session, rt(), fresh, stored)

    return Door(
        counter=Counter(opened.safe, opened.place, DRAFT),
        address=addresses.draft_uploads(draft_id),
        admit=partial(_admit_to_draft, opened),
        attach=attach,
        field=lambda document: f"file-{document}",
    )


def _admit_to_draft(opened: Open, wanted: Wanted, photo: bool) -> None:
    limits = drafts.wanted(opened, wanted.document).limits
    rules.admit(limits, wanted, opened.files, photo=photo)


def of_reply(citizen: Signed, code: str) -> Door:
    """Open the door to an answer to the agency.

    :raises NotFound: if the dossier is not theirs.
    :raises NotAsked: if nothing is to be answered.
    """
    with reading() as session:
        reply = supplements.load(session, rt(), citizen, code)

    def attach(session: Session, stored: Stored) -> None:
        fresh = supplements.load(session, rt(), citizen, code, lock=True)
        supplements.attach(session, rt(), fresh, stored)

    return Door(
        counter=Counter(reply.content.safe, enclosing.place(reply), REPLY),
        address=addresses.reply_uploads(code),
        admit=partial(_admit_to_reply, reply),
        attach=attach,
        field=lambda document: "file",
    )


def _admit_to_reply(reply: Reply, wanted: Wanted, photo: bool) -> None:
    if len(reply.files) >= supplements.MOST_FILES:
        raise Unacceptable("reply_full", limit=supplements.MOST_FILES)
    limits = supplements.limits(reply, wanted.document)
    if limits:
        rules.admit(limits, wanted, reply.files, photo=photo)
