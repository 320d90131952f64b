"""Finding dossiers: a citizen's own, the one a link shows, the one a look-up asks for."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.fees import FeeLine
from connectors.steps import ProcessStep
from connectors.wanted import Wanted
from portal import crypto
from portal.domain.errors import NotFound
from portal.domain.states import State
from portal.models import Agency, Dossier, Event
from portal.runtime import Runtime
from portal.services import events as chain
from portal.services import numbering, vault
from portal.services.amending import merging
from portal.services.amending.merging import Change
from portal.services.citizens import Signed


@dataclass(frozen=True)
class Happening:
    """Something that happened, for people to read; what is private only where it may be shown.

    ``note`` is the agency's words, or the citizen's own where they wrote to it; ``amount`` is what
    it asks for in all, in đồng, ``fees`` line by line. ``step`` is what it is at, ``to``
    the agency it has handed the dossier on to. ``wanted`` is what it asked for by itself,
    ``changes`` what the citizen put right. ``on_behalf`` names the officer it was done for.
    """

    seq: int
    kind: str
    before: State | None
    after: State | None
    at: datetime
    note: str = ""
    unit: str = ""
    reasons: tuple[str, ...] = ()
    due_at: datetime | None = None
    amount: int = 0
    fees: tuple[FeeLine, ...] = ()
    step: ProcessStep | None = None
    to: str = ""
    wanted: tuple[Wanted, ...] = ()
    changes: tuple[Change, ...] = ()
    on_behalf: str = ""


def own(session: Session, citizen: Signed, code: str) -> Dossier:
    """Give a citizen's own dossier by its code.

    :raises NotFound: if there is none of this code, or it is another's; the two look the same.
    """
    found = numbering.find(session, code)
    dossier = session.get(Dossier, found) if found else None
    if dossier is None or dossier.citizen_id != citizen.id:
        raise NotFound(code)
    return dossier


def of_citizen(session: Session, citizen: Signed) -> Sequence[Dossier]:
    """List a citizen's dossiers, newest first."""
    query = sa.select(Dossier).where(Dossier.citizen_id == citizen.id)
    return session.execute(query.order_by(Dossier.submitted_at.desc())).scalars().all()


def at(session: Session, where: tuple[uuid.UUID, uuid.UUID]) -> Dossier:
    """Give a dossier by where it is kept.

    :raises NotFound: if there is none.
    """
    dossier = session.get(Dossier, where)
    if dossier is None:
        raise NotFound(str(where[1]))
    return dossier


def looked_up(session: Session, rt: Runtime, code: str, citizen_number: str) -> Dossier | None:
    """Find a dossier by code and its owner's citizen number; None does not say which was wrong."""
    found = numbering.find(session, code)
    dossier = session.get(Dossier, found) if found else None
    given = rt.index("citizen_number", citizen_number)
    kept = dossier.owner_index if dossier and dossier.owner_index else bytes(32)
    return dossier if crypto.same(kept, given) else None


def happenings(
    session: Session, rt: Runtime, dossier: Dossier, *, private: bool
) -> list[Happening]:
    """Tell what happened to a dossier, in order; the agency's words only if ``private`` is set."""
    rows = session.execute(
        sa.select(Event)
        .where(Event.home_agency_id == dossier.home_agency_id, Event.dossier_id == dossier.id)
        .order_by(Event.seq)
    ).scalars()
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id) if private else None
    told = ((event, chain.private(safe, event) if safe else {}) for event in rows)
    return [_happening(session, event, opened) for event, opened in told]


def _happening(session: Session, event: Event, opened: Mapping[str, Any]) -> Happening:
    return Happening(
        seq=event.seq,
        kind=event.kind,
        before=event.before,
        after=event.after,
        at=event.occurred_at,
        note=opened.get("note") or opened.get("text") or "",
        unit=opened.get("unit") or "",
        reasons=tuple(opened.get("reasons") or ()),
        due_at=_moment(event.facts.get("due_at")),
        amount=event.facts.get("amount") or 0,
        fees=tuple(map(FeeLine.of, opened.get("fees", ()))),
        to=_named(session, event.facts.get("to")),
        wanted=tuple(map(Wanted.of, opened.get("wanted", ()))),
        changes=merging.changes(opened),
        on_behalf=opened.get("on_behalf") or "",
        step=ProcessStep.of(step) if (step := opened.get("step")) else None,
    )


def _named(session: Session, code: str | None) -> str:
    """Name an agency, by its code if nobody here knows it."""
    if not code:
        return ""
    return session.scalar(sa.select(Agency.name).where(Agency.code == code)) or code


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
