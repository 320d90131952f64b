"""Hand-over between offices (bàn giao hồ sơ): forward, take over, send back, send the result.

A dossier may be handed in at any office, whatever the boundary (phi địa giới hành chính). It lies
on one desk at a time; the offices it concerns all see it, and each hand-over has a slip with a
number of its own. It is counted once, at the office that received it.

Source: Nghị định 118/2025/NĐ-CP; docs/rules.md says how sure.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.characters import many_lines
from portal import clock
from portal import desk as desks
from portal.domain import states
from portal.domain.errors import NotFound, Unacceptable
from portal.domain.states import State
from portal.models import Agency, DeskCase, DeskTransfer, Dossier, DossierAgency
from portal.runtime import Runtime
from portal.services import agencies, events, vault
from portal.services.desk import lying, opening
from portal.services.desk.opening import Seen
from portal.services.events import Occurrence
from portal.services.operations import deeds
from portal.services.operations.staff import Member
from portal.services.vault import Safe

FORWARDED, TAKEN_OVER, SENT_BACK, RESULT_SENT = (
    "forwarded",
    "taken_over",
    "sent_back",
    "result_sent",
)
"""The events of a hand-over."""
LONGEST = 2000
"""Characters of what is said with a hand-over."""


@dataclass(frozen=True)
class Where:
    """A dossier on a desk, and the number of the last event its officer had seen."""

    agency: Agency
    officer: Member
    code: str
    seen: int


@dataclass(frozen=True)
class Forwarding:
    """To which agency, whether it returns the result itself, and what is said with it."""

    to: str
    returns_there: bool = False
    words: str = field(default="", repr=False)


def targets(session: Session, agency: Agency) -> Sequence[Agency]:
    """List the offices a dossier can be forwarded to: those of the same level with a desk."""
    found = agencies.serving(session, [agency.level], clock.today(), rehearsal=agency.rehearsal)
    return [one for one in found if one.id != agency.id and one.connector == desks.NAME]


def roles(session: Session, dossier: Dossier) -> Mapping[str, uuid.UUID]:
    """Say which agency receives, decides and returns."""
    query = sa.select(DossierAgency.role, DossierAgency.agency_id).where(
        DossierAgency.home_agency_id == dossier.home_agency_id,
        DossierAgency.dossier_id == dossier.id,
    )
    return dict(session.execute(query).tuples().all())


def all_of(session: Session, dossier: Dossier) -> Sequence[DeskTransfer]:
    """List the hand-overs of a dossier, oldest first."""
    query = sa.select(DeskTransfer).where(
        DeskTransfer.home_agency_id == dossier.home_agency_id,
        DeskTransfer.dossier_id == dossier.id,
    )
    return session.scalars(query.order_by(DeskTransfer.number)).all()


def forward(session: Session, rt: Runtime, at: Where, what: Forwarding) -> Dossier:
    """Hand a dossier to the office that decides about it.

    :raises NotFound: if it is not this agency's to see.
    :raises Conflict: if something happened to it since the officer looked.
    :raises Unacceptable: ``elsewhere`` if it does not lie here, ``not_now`` if it has been decided,
        ``to`` if nobody can take it there, ``words`` if they are too long.
    """
    dossier, held, safe = _opened(session, rt, at)
    if held.arriving_since is not None or dossier.state not in states.OPEN - {State.DECIDED}:
        raise Unacceptable("not_now")
    known = {one.code: one for one in targets(session, at.agency)}
    if what.to not in known:
        raise Unacceptable("to")
    target = known[what.to]
    _give_role(session, dossier, "competent", target.id)
    returning = target if what.returns_there else at.agency
    _give_role(session, dossier, "returning", returning.id)
    _hand_on(session, safe, (dossier, held), at, (target, FORWARDED, _said(what.words)))
    return dossier


def take_over(session: Session, rt: Runtime, at: Where) -> Dossier:
    """Take a dossier over that another office has handed here; its officer may work on it now.

    :raises NotFound: or ``Conflict``, or ``Unacceptable``, as ``forward`` does.
    """
    dossier, held, safe = _opened(session, rt, at)
    if held.arriving_since is None:
        raise Unacceptable("not_now")
    last = all_of(session, dossier)[-1]
    last.taken_at, last.taken_by = clock.now(), at.officer.name
    held.arriving_since = None
    held.officer, held.officer_id = at.officer.name, at.officer.id
    facts = {"slip": last.slip, "at": at.agency.code}
    told = Occurrence(TAKEN_OVER, last.taken_at, facts=facts, private={"unit": at.agency.name})
    events.record(session, safe, dossier, told)
    _written(session, at, dossier, TAKEN_OVER)
    return dossier


def send_back(session: Session, rt: Runtime, at: Where, words: str) -> Dossier:
    """Send a dossier back to the office it came from: it is not for this one, or not whole.

    :raises Unacceptable: ``words`` if it is not said why; else as ``forward`` does.
    """
    dossier, held, safe = _opened(session, rt, at)
    before = [one for one in all_of(session, dossier) if one.to_agency_id == at.agency.id]
    if not before or dossier.state not in states.OPEN - {State.DECIDED}:
        raise Unacceptable("not_now")
    said = _said(words)
    if len(said.split()) < 2:
        raise Unacceptable("words")
    origin = agencies.by_id(session, before[-1].from_agency_id)
    if origin.connector != desks.NAME:
        # It has no desk a dossier could lie on: the office forwards it, or answers it.
        raise Unacceptable("not_now")
    for role in ("competent", "returning"):
        _give_role(session, dossier, role, origin.id)
    _hand_on(session, safe, (dossier, held), at, (origin, SENT_BACK, said))
    return dossier


def send_result(session: Session, rt: Runtime, at: Where) -> None:
    """Hand a decided dossier to the office that returns its result, if that is another."""
    found, held = lying.case(session, at.agency, at.code)
    dossier = events.lock(session, found.home_agency_id, found.id)
    returning = roles(session, dossier)["returning"]
    if dossier.state != State.DECIDED or returning == at.agency.id:
        return
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    target = agencies.by_id(session, returning)
    _hand_on(session, safe, (dossier, held), at, (target, RESULT_SENT, ""))


def _opened(session: Session, rt: Runtime, at: Where) -> tuple[Dossier, DeskCase, Safe]:
    dossier, held = opening.opened(session, at.agency, at.officer, Seen(at.code, at.seen))
    if not lying.here(held, at.agency.id):
        raise Unacceptable("elsewhere")
    return dossier, held, vault.unlock(session, rt, dossier.home_agency_id, dossier.id)


def _give_role(session: Session, dossier: Dossier, role: str, agency_id: uuid.UUID) -> None:
    key = (dossier.home_agency_id, dossier.id, role)
    row = session.get(DossierAgency, key, with_for_update=True)
    if row is None:
        raise NotFound(f"{role} of {dossier.code}")
    if row.agency_id != agency_id:
        row.agency_id, row.since = agency_id, clock.now()


def _hand_on(
    session: Session,
    safe: Safe,
    what: tuple[Dossier, DeskCase],
    at: Where,
    how: tuple[Agency, str, str],
) -> None:
    """Write the hand-over down with its slip, and lay the dossier on the other desk."""
    (dossier, held), (target, kind, words), now = what, how, clock.now()
    number = len(all_of(session, dossier)) + 1
    slip = f"PBG-{dossier.code}-{number}"
    facts = {"slip": slip, "from": at.agency.code, "to": target.code}
    private = {"note": words, "unit": target.name, "officer": at.officer.name}
    events.record(session, safe, dossier, Occurrence(kind, now, facts=facts, private=private))
    session.add(
        DeskTransfer(
            home_agency_id=dossier.home_agency_id,
            dossier_id=dossier.id,
            birth_month=dossier.birth_month,
            number=number,
            kind=kind,
            slip=slip,
            from_agency_id=at.agency.id,
            to_agency_id=target.id,
            event_seq=dossier.seq,
            sent_at=now,
            sent_by=at.officer.name,
        )
    )
    _written(session, at, dossier, kind)
    _lay(held, target, now)


def _written(session: Session, at: Where, dossier: Dossier, kind: str) -> None:
    actor = at.officer.acting()
    deeds.record(session, actor, "desk_deed", f"dossier:{dossier.id}", {"kind": kind})


def _lay(held: DeskCase, target: Agency, now: datetime) -> None:
    """Have it wait there to be taken over; nobody of the office it left has it any more."""
    held.at_agency_id = None if target.id == held.home_agency_id else target.id
    held.arriving_since = now
    held.officer, held.officer_id, held.unit, held.group_id = "", None, "", None


def _said(words: str) -> str:
    said = many_lines(words)
    if len(said) > LONGEST:
        raise Unacceptable("words")
    return said
