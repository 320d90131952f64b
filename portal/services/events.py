"""Events: the only place that writes one. Each is numbered and chained under its dossier's lock."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal import clock
from portal.domain import evidence
from portal.domain.errors import NotFound
from portal.domain.states import State
from portal.models import Document, Dossier, Enquiry, Event
from portal.services import acting
from portal.services.vault import Safe

Owner = Dossier | Document | Enquiry
"""What has a chain of events."""


@dataclass(frozen=True)
class Occurrence:
    """Something that happened.

    ``facts`` tell nothing personal; ``private`` is sealed, and committed to.
    """

    kind: str
    occurred_at: datetime
    after: State | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, Any] = field(default_factory=dict, repr=False)


def lock(session: Session, home_agency_id: uuid.UUID, dossier_id: uuid.UUID) -> Dossier:
    """Take a dossier's row lock: whoever writes about a dossier begins here.

    :raises NotFound: if there is no such dossier.
    """
    dossier = session.get(
        Dossier, (home_agency_id, dossier_id), with_for_update=True, populate_existing=True
    )
    if dossier is None:
        raise NotFound(str(dossier_id))
    return dossier


def find(session: Session, home_agency_id: uuid.UUID, dossier_id: uuid.UUID) -> Dossier:
    """Give a dossier to look at, without its lock.

    :raises NotFound: if there is no such dossier.
    """
    dossier = session.get(Dossier, (home_agency_id, dossier_id))
    if dossier is None:
        raise NotFound(str(dossier_id))
    return dossier


def record(session: Session, safe: Safe, dossier: Owner, what: Occurrence) -> Event:
    """Append an event to the chain of a locked dossier, of a document or of an enquiry.

    In whose place an officer does it is sealed with it.
    """
    private = {**what.private, **acting.told(session, dossier.id)}
    link = evidence.Link(
        dossier=str(dossier.id),
        seq=dossier.seq + 1,
        kind=what.kind,
        before=dossier.state if dossier.seq else None,
        after=what.after,
        occurred_at=what.occurred_at,
        recorded_at=clock.now(),
        facts=what.facts,
        commitments={k: evidence.commit(safe.salt, k, v) for k, v in private.items()},
        previous=dossier.head,
    )
    event = _row(dossier, link, safe.seal_json(f"event/{link.seq}", private))
    session.add(event)
    dossier.seq, dossier.head = event.seq, event.hash
    return event


def _row(dossier: Owner, link: evidence.Link, sealed: bytes) -> Event:
    return Event(
        home_agency_id=dossier.home_agency_id,
        dossier_id=dossier.id,
        birth_month=dossier.birth_month,
        seq=link.seq,
        kind=link.kind,
        before=link.before,
        after=link.after,
        occurred_at=link.occurred_at,
        recorded_at=link.recorded_at,
        facts=dict(link.facts),
        commitments=dict(link.commitments),
        sealed=sealed,
        previous=link.previous,
        hash=link.digest(),
    )


def private(safe: Safe, event: Event) -> dict[str, Any]:
    """Open what an event tells of people."""
    opened: dict[str, Any] = safe.open_json(f"event/{event.seq}", event.sealed)
    return opened


def at(session: Session, dossier: Owner, seq: int) -> Event:
    """Give an event of a dossier.

    :raises NotFound: if it has none of this number.
    """
    found = session.get(Event, (dossier.home_agency_id, dossier.id, seq))
    if found is None:
        raise NotFound(f"event {seq} of {dossier.id}")
    return found


def check_chain(events: list[Event]) -> int | None:
    """Check a whole chain; returns the number of the first event that does not fit, else None."""
    previous = evidence.GENESIS
    for number, event in enumerate(events, start=1):
        link = evidence.Link(
            dossier=str(event.dossier_id),
            seq=number,
            kind=event.kind,
            before=event.before,
            after=event.after,
            occurred_at=event.occurred_at,
            recorded_at=event.recorded_at,
            facts=event.facts,
            commitments=event.commitments,
            previous=previous,
        )
        if event.seq != number or event.previous != previous or link.digest() != event.hash:
            return number
        previous = event.hash
    return None
