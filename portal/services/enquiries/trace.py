"""An enquiry's trace: events of its own chain, and whom each of them is told."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain import deadlines
from portal.domain.deadlines import Term
from portal.domain.errors import NotFound
from portal.models import Agency, Enquiry, Event
from portal.runtime import Runtime
from portal.services import agencies, calendars, events, promises, vault
from portal.services.events import Occurrence
from portal.services.national.promising import DESTINATION, ENQUIRY
from portal.services.notifications import SMS
from portal.services.promises import Errand
from portal.services.vault import Safe

TEXT = "enquiry_text"
TOLD_BY_SMS = frozenset({"received", "answered", "refused", "handed_over"})


@dataclass(frozen=True)
class Said:
    """Who wrote an enquiry, and what; ``phone`` in E.164, or empty."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True)
class Opened:
    """An enquiry, its open safe, and what its writer said."""

    row: Enquiry
    safe: Safe = field(repr=False)
    said: Said = field(repr=False)


def seal(safe: Safe, said: Said) -> bytes:
    """Seal who wrote, and what."""
    return safe.seal_json("enquiry", vars(said))


def read(session: Session, rt: Runtime, key: tuple[uuid.UUID, uuid.UUID]) -> Opened:
    """Open an enquiry to look at.

    :raises NotFound: if there is none.
    """
    row = session.get(Enquiry, key)
    if row is None:
        raise NotFound(f"enquiry {key[1]}")
    return _opened(session, rt, row)


def by_code(
    session: Session, rt: Runtime, agency: Agency, code: str, *, lock: bool = False
) -> Opened:
    """Open an enquiry that an agency has now.

    :raises NotFound: if there is none, or another agency has it: the two look the same.
    """
    query = sa.select(Enquiry).where(Enquiry.code == code)
    if lock:
        query = query.with_for_update()
    row = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    # Who has it is looked at under the lock: it may have been handed on while we waited.
    if row is None or row.handled_by != agency.id:
        raise NotFound(code)
    return _opened(session, rt, row)


def _opened(session: Session, rt: Runtime, row: Enquiry) -> Opened:
    safe = vault.unlock(session, rt, row.home_agency_id, row.id)
    return Opened(row, safe, Said(**safe.open_json("enquiry", row.sealed)))


def history(session: Session, at: Opened) -> list[tuple[Event, dict[str, Any]]]:
    """Give what happened to an enquiry, in order, each with what is sealed of it."""
    query = sa.select(Event).where(
        Event.home_agency_id == at.row.home_agency_id, Event.dossier_id == at.row.id
    )
    return [
        (one, events.private(at.safe, one)) for one in session.scalars(query.order_by(Event.seq))
    ]


def due(session: Session, agency: Agency, term: Term) -> datetime:
    """Say when a step is owed that is begun now, by the calendar the agency works by."""
    return deadlines.due(calendars.newest(session, agency.calendar), term, clock.now())


def note(session: Session, at: Opened, kind: str, private: Mapping[str, str]) -> Event:
    """Append to the trace how it stands now, and promise to tell whoever is to know."""
    row = at.row
    holder = agencies.by_id(session, row.handled_by)
    facts = {
        "standing": str(row.standing),
        "agency": holder.code,
        "agency_name": holder.name,
        "due_at": row.due_at.isoformat() if row.ended_at is None else None,
    }
    told = {name: words for name, words in private.items() if words}
    what = Occurrence(kind=kind, occurred_at=clock.now(), facts=facts, private=told)
    event = events.record(session, at.safe, row, what)
    _promise(session, at, event)
    return event


def _promise(session: Session, at: Opened, event: Event) -> None:
    if at.row.national_code is not None:
        # Whoever asked there is told there, and there alone: in the order of events.
        promises.make(session, at.row, event, Errand(DESTINATION, ENQUIRY, promises.ECHO))
        return
    if at.said.phone and event.kind in TOLD_BY_SMS:
        promises.make(session, at.row, event, Errand(SMS, TEXT, promises.NEWS))
    home = agencies.by_id(session, at.row.home_agency_id)
    if home.synchronised and not home.rehearsal:
        # Behind dossiers: an agency can answer without the national portal's knowing.
        promises.make(session, at.row, event, Errand(DESTINATION, ENQUIRY, promises.ECHO))
