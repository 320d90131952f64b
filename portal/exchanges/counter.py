"""Looks for papers in a person's stores for an officer who waits: consent → look → record.

No transaction is open while the national store is asked.
"""

import uuid

from portal.exchanges.national import store
from portal.runtime import Runtime
from portal.services.attachments import Stored
from portal.services.counter import finding, looking
from portal.services.counter.finding import Find
from portal.services.counter.looking import Agreed
from portal.services.desk.dealing import Desk
from portal.services.drafts import Open
from portal.services.store import reusing
from portal.services.store.national import NationalPaper


def look_up(rt: Runtime, at: Desk, draft_id: uuid.UUID, agreed: Agreed) -> None:
    """Look for a document in both stores; the consent is committed before either is opened.

    A store that is away or refuses is an outcome like any other.

    :raises NotFound: if the officer is not the one to enter it.
    :raises Unacceptable: as ``looking.begin``.
    """
    with rt.db.write() as session:
        begun = looking.begin(session, rt, at, draft_id, agreed)
    told = store.ask(rt, begun.question) if begun.question else None
    with rt.db.write() as session:
        looking.finish(session, rt, at, begun, told)


def take(rt: Runtime, at: Desk, opened: Open, what: tuple[Find, str]) -> None:
    """Take a paper into the dossier; ``what`` is the paper, and the words its owner agreed to.

    :raises ConnectorError: if the national store does not give it.
    :raises BlobMissing: if our own has lost it, or has other bytes than were kept.
    :raises BlobsAway: if it cannot be kept just now.
    :raises Unacceptable: as ``finding.attach``, or if it is none we take.
    """
    find, words = what
    stored = _copied(rt, opened, find)
    try:
        with rt.db.write() as session:
            finding.attach(session, rt, at, opened.draft.id, (stored, find, words))
    except BaseException:
        rt.blobs.delete(stored.blob)
        raise


def _copied(rt: Runtime, opened: Open, find: Find) -> Stored:
    document = find.looked.document
    if not isinstance(find.paper, NationalPaper):
        return reusing.copy(rt, opened, reusing.Offer(document, find.paper))
    return store.fetch(rt, opened, document, find.paper)
