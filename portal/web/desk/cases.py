"""One dossier on the desk: what was declared, its files, what happened, what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

import sqlalchemy as sa
from flask import render_template, request
from sqlalchemy.orm import Session

from forms import display
from portal import desk as desks
from portal.domain import states
from portal.domain.states import State
from portal.models import DeskCase, Dossier
from portal.papers import declaring
from portal.papers.sheets import DeclaredSection
from portal.services import agencies, content, dossiers, notices
from portal.services.attachments import Held
from portal.services.content import Content
from portal.services.correspondence import thread
from portal.services.desk import dealing, lying, rules, transferring
from portal.services.desk.dealing import Desk
from portal.services.dossiers import Happening
from portal.services.hopping import standing as hopping
from portal.services.hopping import systems
from portal.services.officers import holding
from portal.services.officers.holding import Holder
from portal.services.returning import choosing
from portal.services.returning.choosing import Standing
from portal.web.citizen.told import wording
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_cases", __name__)
_MOST = 20


@dataclass(frozen=True)
class Move:
    """A hand-over between two offices, with the number of its slip."""

    slip: str
    origin: str
    to: str
    at: datetime
    taken_at: datetime | None
    from_desk: bool = True


@dataclass(frozen=True)
class Case:
    """All that a page shows of a dossier. ``others`` are the same owner's at this agency.

    ``papers`` are what has been told to the citizen that is a paper, too. ``takes``: it is
    nobody's, and whoever looks may take it. ``overtaken`` is what happened while they filled in a
    page about it.
    """

    at: Desk
    dossier: Dossier
    held: DeskCase
    content: Content = field(repr=False)
    happened: list[dossiers.Happening] = field(repr=False)
    others: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    giving: Standing = Standing()
    moves: tuple[Move, ...] = ()
    hops: tuple[hopping.Standing, ...] = ()
    holder: Holder = Holder()
    takes: bool = False
    overtaken: tuple[dossiers.Happening, ...] = field(default=(), repr=False)

    @property
    def here(self) -> bool:
        """Whether it lies on this desk, taken over."""
        return lying.here(self.held, self.at.agency.id) and self.held.arriving_since is None

    @property
    def arriving(self) -> bool:
        """Whether it was handed here, and nobody has taken it over."""
        return lying.here(self.held, self.at.agency.id) and self.held.arriving_since is not None

    @property
    def hand_overs(self) -> tuple[str, ...]:
        """How it may go to another office now."""
        mine = lying.here(self.held, self.at.agency.id)
        if not mine or self.dossier.state not in states.OPEN - {State.DECIDED}:
            return ()
        came = any(move.to == self.at.agency.name and move.from_desk for move in self.moves)
        return ("chuyen",) * (not self.arriving) + ("tra-lai",) * came

    @property
    def possible(self) -> tuple[str, ...]:
        """What may be done now."""
        if not self.here:
            return ()
        return tuple(str(kind) for kind in rules.possible(self.dossier, self.held))

    @property
    def sections(self) -> tuple[DeclaredSection, ...]:
        """What was declared, as it reads in Vietnamese."""
        form = self.content.form
        answers = display.declared(form, self.content.answers, self.dossier.case_code, "vi")
        return declaring.sections(form, answers)

    def changed(self, one: Happening) -> tuple[str, ...]:
        """What a citizen put right, in sentences."""
        return tuple(map(wording.changed, one.changes))

    def files(self, *origins: str) -> list[Held]:
        """The files somebody sent."""
        return [file for file in self.content.files if file.origin in origins]


def opened(session: Session, agency: str, code: str) -> Case:
    """Open a dossier for an officer of its agency.

    :raises NotFound: for everybody else.
    """
    at = desk(session, agency)
    dossier, held = dealing.case(session, at.agency, code)
    found = content.read(session, rt(), dossier.home_agency_id, dossier.id)
    happened = dossiers.happenings(session, rt(), dossier, private=True)
    others, papers = _others(session, at, dossier), notices.there(session, dossier)
    returns = choosing.of(session, found.safe, dossier)
    moves = tuple(_moves(session, dossier))
    hops = _hops(session, dossier)
    holder, takes = _holder(session, at, held)
    if dossier.state in states.FINAL:
        holder = holding.last(held)
    told = Case(at, dossier, held, found, happened, others, papers, returns, moves, hops)
    return replace(told, holder=holder, takes=takes)


def _hops(session: Session, dossier: Dossier) -> tuple[hopping.Standing, ...]:
    """List where it goes on; nothing where no system was ever connected: work is as it was."""
    onward = tuple(hopping.of(session, rt(), dossier))
    return onward if any(one.state or one.reason != systems.NONE for one in onward) else ()


def _holder(session: Session, at: Desk, held: DeskCase) -> tuple[Holder, bool]:
    holder = holding.holders(session, at.agency.id, [held])[held.dossier_id]
    mine = holding.in_group(session, at.agency.id, at.officer.id, held.group_id)
    return holder, holder.free and (mine or not holder.group)


def _moves(session: Session, dossier: Dossier) -> Iterator[Move]:
    for one in transferring.all_of(session, dossier):
        origin, to = (
            agencies.by_id(session, each) for each in (one.from_agency_id, one.to_agency_id)
        )
        at_desk = origin.connector == desks.NAME
        yield Move(one.slip, origin.name, to.name, one.sent_at, one.taken_at, at_desk)


def _others(session: Session, at: Desk, dossier: Dossier) -> tuple[str, ...]:
    if dossier.owner_index is None:
        return ()
    query = sa.select(Dossier.code).where(
        # An office it was handed to learns nothing of what else lies at the other.
        Dossier.home_agency_id == at.agency.id,
        Dossier.owner_index == dossier.owner_index,
        Dossier.id != dossier.id,
    )
    found = session.execute(query.order_by(Dossier.submitted_at.desc()).limit(_MOST)).scalars()
    return tuple(found)


@blueprint.get(addresses.CASE)
def show(agency: str, code: str) -> str:
    """Show a dossier, and note that its letters were seen."""
    with reading() as session:
        case = opened(session, agency, code)
        letters = thread.read(session, case.content)
    if case.held.letters:
        with writing() as session:
            dealing.look(session, desk(session, agency).agency, code)
    done = request.args.get("xong", "")
    return render_template("desk/case.html", it=case, at=case.at, letters=letters, done=done)
