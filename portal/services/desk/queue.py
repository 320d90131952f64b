"""What lies on a desk, in the order it is due; found by tray, code, name or number."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from forms.characters import folded
from portal import clock
from portal.domain import states
from portal.domain.errors import NotFound
from portal.domain.states import State
from portal.models import Agency, DeskCase, Dossier, SearchKey, Tally
from portal.runtime import Runtime
from portal.services import content
from portal.services.desk import answering
from portal.services.desk.lying import cases, off_desk, on_desk
from portal.services.officers import covering, holding
from portal.services.officers.holding import Holder

PAGE = 50


class Tray(StrEnum):
    """One heap of dossiers, by who has to do something.

    What a citizen has answered since lies in ``HEARD`` besides, whatever state it is in. What
    another office has handed here and nobody has taken over yet is ``ARRIVING``, what lies on
    another office's desk and concerns this one ``ELSEWHERE``.
    """

    NEW = "new"
    ARRIVING = "arriving"
    HEARD = "heard"
    WORK = "work"
    CITIZEN = "citizen"
    READY = "ready"
    DONE = "done"
    ELSEWHERE = "elsewhere"


TRAYS: Mapping[Tray, frozenset[State]] = {
    Tray.NEW: frozenset({State.SUBMITTED}),
    Tray.WORK: frozenset({State.ACCEPTED, State.IN_PROCESS}),
    Tray.CITIZEN: states.CITIZENS,
    Tray.READY: frozenset({State.DECIDED}),
    Tray.DONE: states.FINAL,
}

# A letter nobody has looked at, a supplement that has come, a dossier that is asked back.
_HEARD = sa.or_(
    DeskCase.letters > 0,
    sa.and_(Dossier.state.in_(states.PAUSED), Dossier.supplement_sent_at.is_not(None)),
    sa.and_(Dossier.withdrawal_asked_at.is_not(None), Dossier.state.in_(states.OPEN)),
    # A claim that a fee need not be paid; a fee that is settled, so that the desk may go on.
    sa.and_(Dossier.claim_due.is_not(None), Dossier.state.in_(states.OPEN)),
    sa.and_(
        Dossier.state == State.AWAITING_PAYMENT,
        sa.or_(Dossier.fee_paid_at.is_not(None), Dossier.fee_waived_at.is_not(None)),
    ),
)


@dataclass(frozen=True)
class Wanted:
    """Which dossiers somebody wants to see: a tray, one officer's, what is late, a search.

    What is ``mine`` is what that officer has, or whom they cover, and what their groups may take.
    What is ``free`` is nobody's; it is looked for in every tray of open dossiers.
    """

    tray: Tray = Tray.NEW
    mine: uuid.UUID | None = None
    free: bool = False
    late: bool = False
    search: str = ""
    page: int = 1


@dataclass(frozen=True)
class Line:
    """One dossier of the queue. ``by`` is when the desk owes something, None if nothing.

    ``seq`` is the number of its last event. ``left`` is the working time until then of a dossier
    that waits for its first answer, or how much too long it has waited. ``instead`` names the
    colleague who has it, if whoever looks covers them. ``claimed``: an exemption from its fee is
    claimed, and waits for an answer.
    """

    code: str
    procedure: str
    owner: str = field(repr=False)
    state: State
    submitted_at: datetime
    by: datetime | None
    letters: int
    rehearsal: bool
    left: timedelta | None = None
    seq: int = 0
    holder: Holder = Holder()
    instead: str = ""
    claimed: bool = False

    @property
    def hours(self) -> tuple[int, int] | None:
        """The working hours and minutes of ``left``."""
        return divmod(int(self.left.total_seconds()) // 60, 60) if self.left is not None else None

    @property
    def days(self) -> int | None:
        """How many days are left; fewer than none if it is late."""
        return (clock.day(self.by) - clock.today()).days if self.by else None

    @property
    def late(self) -> bool:
        """Whether the desk owes something it should have done."""
        return self.by is not None and self.by < clock.now()


@dataclass(frozen=True)
class Page:
    """One page of the queue, how many lie in each tray, and whether there is more.

    ``orphans`` counts the open dossiers whose officer or group is not there any more.
    """

    lines: Sequence[Line]
    counts: Mapping[Tray, int]
    more: bool
    orphans: int = 0


def page(session: Session, rt: Runtime, agency: Agency, wanted: Wanted) -> Page:
    """List what somebody wants to see, what is due first at the top."""
    query, start = asked(rt, agency, wanted), (max(1, wanted.page) - 1) * PAGE
    found = session.execute(query.offset(start).limit(PAGE + 1)).all()
    holders = holding.holders(session, agency.id, [held for _, held in found])
    covered = covering.names(session, agency.id, wanted.mine) if wanted.mine else {}
    lines = [
        replace(
            _line(session, rt, dossier, held, holders[dossier.id]),
            instead=covered.get(held.officer_id, "") if held.officer_id else "",
        )
        for dossier, held in found[:PAGE]
    ]
    return Page(lines, counts(session, agency), len(found) > PAGE, orphans(session, agency))


def orphans(session: Session, agency: Agency) -> int:
    """Count the open dossiers on a desk whose officer or group is not there any more."""
    query = cases(agency.id).where(
        on_desk(agency.id),
        Dossier.state.in_(states.OPEN),
        Dossier.rehearsal.is_(False),
        holding.orphaned(agency.id),
    )
    return session.scalar(query.with_only_columns(sa.func.count())) or 0


def asked(rt: Runtime, agency: Agency, wanted: Wanted) -> sa.Select[tuple[Dossier, DeskCase]]:
    """Ask for all that somebody wants to see, in the order of the queue."""
    done = wanted.tray == Tray.DONE
    order = Dossier.submitted_at.desc() if done else _owed().asc()
    query = cases(agency.id).where(*_filters(rt, agency.id, wanted))
    return query.order_by(order, Dossier.id)


def counts(session: Session, agency: Agency) -> Mapping[Tray, int]:
    """Tell how many lie in each tray, rehearsals left out.

    The numbers are kept, not counted; but for what citizens have answered and what goes from
    office to office, which is never many.
    """
    query = sa.select(Tally.state, sa.func.sum(Tally.count)).where(Tally.agency_id == agency.id)
    by_state = {state: int(count) for state, count in session.execute(query.group_by(Tally.state))}
    for state, change in _moved(session, agency.id).items():
        by_state[state] = by_state.get(state, 0) + change
    kept = {tray: sum(by_state.get(one, 0) for one in held) for tray, held in TRAYS.items()}
    mine, real = on_desk(agency.id), Dossier.rehearsal.is_(False)
    counted = {
        Tray.HEARD: sa.and_(mine, _HEARD),
        Tray.ARRIVING: sa.and_(mine, DeskCase.arriving_since.is_not(None)),
        Tray.ELSEWHERE: sa.and_(off_desk(agency.id), Dossier.state.in_(states.OPEN)),
    }
    for tray, condition in counted.items():
        wanted = cases(agency.id).where(condition, real)
        kept[tray] = session.scalar(wanted.with_only_columns(sa.func.count())) or 0
    return kept


def _moved(session: Session, agency_id: uuid.UUID) -> Mapping[State, int]:
    """Count what lies here and was handed in elsewhere, less what lies elsewhere or arrives."""
    found: dict[State, int] = {}
    foreign = DeskCase.at_agency_id == agency_id
    own = Dossier.home_agency_id == agency_id
    away = sa.or_(DeskCase.at_agency_id.is_not(None), DeskCase.arriving_since.is_not(None))
    settled = DeskCase.arriving_since.is_(None)
    for condition, sign in ((sa.and_(foreign, settled), 1), (sa.and_(own, away), -1)):
        query = cases(agency_id).where(condition, Dossier.rehearsal.is_(False))
        counted = query.with_only_columns(Dossier.state, sa.func.count()).group_by(Dossier.state)
        for state, count in session.execute(counted).tuples():
            found[state] = found.get(state, 0) + sign * count
    return found


def _owed() -> sa.ColumnElement[datetime]:
    """When the desk owes its next word: the answer to what is new or claimed, else the result."""
    return sa.case(
        (Dossier.state == State.SUBMITTED, Dossier.answer_due),
        (Dossier.claim_due.is_not(None), Dossier.claim_due),
        else_=Dossier.due_current,
    )


def _lies_in(tray: Tray, agency_id: uuid.UUID) -> sa.ColumnElement[bool]:
    mine = on_desk(agency_id)
    if tray == Tray.ELSEWHERE:
        return sa.and_(off_desk(agency_id), Dossier.state.in_(states.OPEN))
    if tray == Tray.ARRIVING:
        return sa.and_(mine, DeskCase.arriving_since.is_not(None))
    if tray == Tray.HEARD:
        return sa.and_(mine, _HEARD)
    return sa.and_(mine, DeskCase.arriving_since.is_(None), Dossier.state.in_(TRAYS[tray]))


def _filters(rt: Runtime, agency_id: uuid.UUID, wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    if wanted.search:
        # A search looks into every tray: whoever stands at the counter knows no trays.
        yield _named(rt, wanted.search)
    elif wanted.free:
        yield sa.and_(on_desk(agency_id), Dossier.state.in_(states.OPEN))
    else:
        yield _lies_in(wanted.tray, agency_id)
    if wanted.mine is not None:
        yield holding.of(agency_id, wanted.mine)
    if wanted.free:
        yield holding.nobodys(agency_id)
    if wanted.late:
        yield _owed() < clock.now()


def _named(rt: Runtime, search: str) -> sa.ColumnElement[bool]:
    """Find by code, or by every word of a name or a number; accents do not count."""
    typed = search.strip()
    words = folded(typed).split()
    keys = [rt.index("name_word", word) for word in words]
    by_number = rt.index("citizen_number", typed.replace(" ", ""))

    def has(key: bytes) -> sa.ColumnElement[bool]:
        return sa.exists().where(
            SearchKey.home_agency_id == Dossier.home_agency_id,
            SearchKey.dossier_id == Dossier.id,
            SearchKey.key == key,
        )

    found = [Dossier.code == typed.upper(), has(by_number)]
    if keys:
        found.append(sa.and_(*(has(key) for key in keys)))
    return sa.or_(*found)


def _line(session: Session, rt: Runtime, dossier: Dossier, held: DeskCase, holder: Holder) -> Line:
    new = dossier.state == State.SUBMITTED
    waits = dossier.state in states.PAUSED | states.FINAL | {State.DECIDED}
    claim = dossier.claim_due if dossier.state in states.OPEN else None
    next_word = dossier.answer_due if new else claim or dossier.due_current
    return Line(
        code=dossier.code,
        procedure=rt.forms.form(session, dossier.form_hash).name.vi,
        owner=_owner(session, rt, dossier),
        state=dossier.state,
        submitted_at=dossier.submitted_at,
        by=next_word if claim or not waits else None,
        letters=held.letters,
        rehearsal=dossier.rehearsal,
        left=answering.left(session, dossier) if new else None,
        seq=dossier.seq,
        holder=holder if dossier.state in states.OPEN else holding.last(held),
        claimed=claim is not None,
    )


def _owner(session: Session, rt: Runtime, dossier: Dossier) -> str:
    """Name whose dossier it is, as long as its content is kept."""
    try:
        return content.read(session, rt, dossier.home_agency_id, dossier.id).owner.full_name
    except NotFound:
        return ""
