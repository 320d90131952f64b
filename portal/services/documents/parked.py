"""One official document that waits for a person: what of it, and sending it again.

Some axes cannot be asked what they took. What may have reached one of them is sent again only once
somebody has found out, from its recipients, that it did not arrive.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.errors import Conflict, NotFound
from portal.models import Agency, Document, DocumentParty, Promise, PromiseState
from portal.services import agencies
from portal.services.documents import finding, lines, trace
from portal.services.operations import parking, unacknowledged
from portal.services.operations.deeds import Actor

_UNASKED = ("notoffered", "rejected")
_OPEN = (PromiseState.PARKED, PromiseState.WAITING)


@dataclass(frozen=True)
class Seen:
    """What of a document somebody had before them: which promise, and how often it was tried."""

    seq: int
    tries: int


@dataclass(frozen=True)
class Waiting:
    """A document, whose it is, and its first promise to a destination that is not kept yet.

    If all are kept it is the last one. ``parties`` are the recipients of a document we sent.
    """

    document: Document
    agency: Agency
    promise: Promise
    parties: Sequence[DocumentParty]

    @property
    def parked(self) -> bool:
        """Whether it waits for a person."""
        return self.promise.state == PromiseState.PARKED

    @property
    def unasked(self) -> bool:
        """Whether a person may say that it did not arrive: the axis cannot be asked, or refused."""
        told = self.promise.kind == trace.SEND and self.promise.last_outcome in _UNASKED
        return self.parked and told

    @property
    def unheard(self) -> bool:
        """Whether the axis said yes, and no recipient has ever spoken of it: it may be lost."""
        kept = self.promise.state == PromiseState.DONE and self.promise.kind == trace.SEND
        return kept and not any(one.acknowledged_at for one in self.parties)

    @property
    def seen(self) -> Seen:
        """What whoever looks at it now has seen."""
        return Seen(self.promise.seq, self.promise.attempts)


@dataclass(frozen=True)
class Silent:
    """A document an axis took, of which no recipient has spoken, and where it was sent to."""

    document: Document
    destination: str


def find(session: Session, document_id: uuid.UUID, destination: str) -> Waiting:
    """Give a document as it stands with a destination.

    :raises NotFound: if there is no such document, or nothing was ever promised of it there.
    """
    query = sa.select(Document, Promise).join(
        Promise,
        sa.and_(
            Promise.home_agency_id == Document.home_agency_id, Promise.dossier_id == Document.id
        ),
    )
    rows = session.execute(
        query.where(Document.id == document_id, Promise.destination == destination)
        .order_by(Promise.state.not_in(_OPEN), sa.case((Promise.state.in_(_OPEN), Promise.seq)))
        .order_by(Promise.seq.desc())
    )
    row = rows.first()
    if row is None:
        raise NotFound(f"{document_id} was promised nothing at {destination}")
    document, promise = row
    agency = agencies.by_id(session, document.home_agency_id)
    return Waiting(document, agency, promise, finding.parties(session, document))


def unheard(session: Session) -> list[Silent]:
    """List documents that left and no recipient has spoken of in time, the oldest first."""
    rows = unacknowledged.documents(session)
    return [Silent(document, lines.destination(agency)) for document, agency in rows]


def send_again(
    session: Session, found: Waiting, seen: Seen, actor: Actor, *, not_arrived: bool = False
) -> None:
    """Let a document be sent again; the axis is asked first, unless it is ``not_arrived``.

    What no recipient has spoken of is sent again only if it did not arrive: nothing of it waits.

    :raises Conflict: if it was tried again since it was ``seen``, or waits for nobody any more:
        a recipient may have spoken of it, which says that it did arrive.
    """
    promise = found.promise
    key = (promise.home_agency_id, promise.dossier_id, promise.destination, promise.seq)
    session.get(Promise, key, with_for_update=True, populate_existing=True)
    possible = found.unasked or found.unheard if not_arrived else found.parked
    if found.seen != seen or not possible:
        raise Conflict(seen.tries, found.seen.tries)
    place = (promise.home_agency_id, promise.dossier_id)
    parking.replay(session, promise.destination, place, actor, not_arrived=not_arrived)
