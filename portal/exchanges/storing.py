"""Puts signed results into their owner's store: look, copy under a key of its own, name it."""

from tempfile import SpooledTemporaryFile
from typing import IO, cast

from sqlalchemy.orm import Session

from portal.domain.signatures import NONE, Signature
from portal.exchanges.outcome import Effect
from portal.runtime import Runtime
from portal.services import attachments, content, events
from portal.services.attachments import Held, Incoming
from portal.services.binding import PDF
from portal.services.content import Content
from portal.services.promises import Leased
from portal.services.signatures import recognise
from portal.services.store import keeping, papers
from portal.services.store.keeping import Candidate, Copy

_SPOOL = 4 * 1024 * 1024


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Keep what an event brought; nobody is called, and what is kept twice is one paper.

    :raises portal.blobs.BlobsAway: if the store of files does not answer; it is tried again.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        told = content.event(session, found.dossier, leased.event_seq)
        asked = keeping.candidates(session, rt, found, told)
    copies = [_copy(rt, found, one) for one in asked]

    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        for copy in copies:
            keeping.put(session, rt, dossier, leased.event_seq, copy)

    return effect


def _copy(rt: Runtime, found: Content, one: Candidate) -> Copy:
    file = one.file
    signature = file.signature if one.examined else _examined(rt, found, file)
    if not keeping.wanted(one, signature):
        return Copy(one, signature)
    place, safe = keeping.room(found.dossier)
    chunks = attachments.opened(rt, found.safe, file)
    kept = Incoming(
        papers.KEPT, file.document, file.name, file.media_type, chunks, signature=signature
    )
    return Copy(one, signature, safe, place, attachments.store(rt, safe, place, kept))


def _examined(rt: Runtime, found: Content, file: Held) -> Signature:
    """Look at the signatures of a file that came from an agency's system."""
    if file.media_type != PDF:
        return NONE
    with SpooledTemporaryFile(_SPOOL) as spool:
        whole = cast(IO[bytes], spool)
        for piece in attachments.opened(rt, found.safe, file):
            whole.write(piece)
        return recognise.look(whole, rt.settings.trust_roots)
