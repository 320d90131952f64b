"""Counts dossiers for a report in one statement: how many of each sort, not which ones.

A sort is all that a column may ask for (``forms.spec.reports.Selection``), so a report of any
regime is sums over some hundred counts, whether a thousand dossiers stand behind them or a million.

Counted are dossiers that were accepted (đã tiếp nhận) before the data were closed and were not
finished before the period began; those of a rehearsal never are. What is judged is how a dossier
stood at the moment the data were closed. Its due date alone is today's: what it was then is told
by nothing that could be counted in a set.

Source: the query behind the form of a provincial one-stop product in use (docs/reports.md).
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from forms.spec.reports import Judging, RowsBy
from portal import clock
from portal.domain.states import State
from portal.models import Agency, Dossier, DossierPause
from portal.services.reports.heirs import Left

GIVEN_BACK = (State.REFUSED, State.WITHDRAWN)
"""Accepted, and ended without a decision: handed back (trả lại) or asked back (xin rút)."""


@dataclass(frozen=True)
class Wanted:
    """What to count: dossiers of these agencies, from a day to a day, both counted.

    ``left`` is what some of them had left to others by then: it counts as theirs.
    """

    agencies: Sequence[uuid.UUID]
    first: date
    last: date
    by: RowsBy
    judging: Judging
    left: Sequence[Left] = ()

    @property
    def begin(self) -> datetime:
        """The moment the period begins."""
        return clock.moment(self.first, clock.MIDNIGHT)

    @property
    def end(self) -> datetime:
        """The moment the data are closed: midnight after the last day."""
        return clock.moment(self.last + timedelta(days=1), clock.MIDNIGHT)


@dataclass(frozen=True)
class Sort:
    """How many dossiers share all this. ``subject`` is a procedure's code, or an agency's.

    Of other facts only ``level`` and ``what`` are said.
    """

    level: str
    subject: str
    received: str
    channel: str
    standing: str
    timing: str
    count: int
    what: str = ""


WORDS = ("level", "subject", "received", "channel", "standing", "timing")
"""What tells one sort from another, in the order ``Sort`` has them."""


class DayOf(FunctionElement[date]):
    """The day a moment falls on in Viet Nam, in the words of the database at hand."""

    inherit_cache = True
    type = sa.Date()


@compiles(DayOf, "postgresql")
def _day_on_postgresql(element: DayOf, compiler: SQLCompiler, **options: Any) -> str:
    return f"({compiler.process(element.clauses, **options)} AT TIME ZONE '{clock.VN.key}')::date"


@compiles(DayOf, "sqlite")
def _day_on_sqlite(element: DayOf, compiler: SQLCompiler, **options: Any) -> str:
    # SQLite knows no zones; Viet Nam has kept this one, without summer time, since 1975. Parts of
    # a second are cut off, since it rounds them, and so the last of a day into the next day.
    return f"date(substr({compiler.process(element.clauses, **options)}, 1, 19), '+7 hours')"


def sorts(session: Session, wanted: Wanted) -> list[Sort]:
    """Count the dossiers of each sort; sorts without one are not in the list."""
    if not wanted.agencies:
        return []
    dossier = judged(wanted)
    words = [dossier.c[word] for word in WORDS]
    query = sa.select(*words, sa.func.count().label("count")).group_by(*words)
    return [Sort(*row) for row in session.execute(query).tuples()]


def judged(wanted: Wanted) -> sa.Subquery:
    """Every dossier that is counted: its agency's id, its own, and each of ``WORDS`` of it."""
    dossier = _dossiers(wanted)
    each = [dossier.c[name] for name in ("home_agency_id", "id", *WORDS[:-1])]
    return sa.select(*each, _timing(dossier, wanted).label("timing")).subquery()


def _dossiers(wanted: Wanted) -> sa.Subquery:
    """Every dossier that is counted, with what of it is already plain words."""
    waiting = _waiting(wanted)
    received = sa.case(
        (Dossier.received_at >= wanted.begin, sa.literal("in_period")),
        else_=sa.literal("before_period"),
    )
    joined = (waiting.c.home_agency_id == Dossier.home_agency_id) & (
        waiting.c.dossier_id == Dossier.id
    )
    return (
        sa.select(
            Dossier.home_agency_id,
            Dossier.id,
            _of_heirs(wanted, "heir_level", Agency.level).label("level"),
            (
                _of_heirs(wanted, "heir_code", Agency.code)
                if wanted.by == "agency"
                else Dossier.procedure_code
            ).label("subject"),
            received.label("received"),
            sa.type_coerce(Dossier.channel, sa.String).label("channel"),
            _standing(wanted, waiting).label("standing"),
            Dossier.finished_at,
            Dossier.due_current,
        )
        .join(Agency, Agency.id == Dossier.home_agency_id)
        .outerjoin(waiting, joined)
        .where(*_counted(wanted))
        .subquery()
    )


def _of_heirs(wanted: Wanted, name: str, own: sa.SQLColumnExpression[str]) -> sa.ColumnElement[str]:
    """Give a word of the agency a dossier is with: of its own, or of whoever it was left to."""
    same: dict[tuple[datetime, str], list[uuid.UUID]] = {}
    for one in wanted.left:
        same.setdefault((one.at, getattr(one, name)), []).append(one.agency_id)
    whens = []
    for (at, said), ids in same.items():
        open_then = sa.or_(Dossier.finished_at.is_(None), Dossier.finished_at >= at)
        whens.append((Dossier.home_agency_id.in_(ids) & open_then, sa.literal(said)))
    return sa.case(*whens, else_=own) if whens else sa.type_coerce(own, sa.String)


def _standing(wanted: Wanted, waiting: sa.Subquery) -> sa.ColumnElement[str]:
    settled = Dossier.finished_at < wanted.end
    return sa.case(
        (settled & Dossier.state.in_(GIVEN_BACK), sa.literal("given_back")),
        (settled, sa.literal("settled")),
        (waiting.c.dossier_id.is_not(None), sa.literal("awaiting_supplement")),
        else_=sa.literal("open"),
    )


def _counted(wanted: Wanted) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Dossier.home_agency_id.in_(wanted.agencies),
        Dossier.rehearsal.is_(False),
        Dossier.received_at.is_not(None),
        Dossier.received_at < wanted.end,
        sa.or_(
            Dossier.received_at >= wanted.begin,
            Dossier.finished_at.is_(None),
            Dossier.finished_at >= wanted.begin,
        ),
    )


def _waiting(wanted: Wanted) -> sa.Subquery:
    """The dossiers whose clock stood still for a supplement when the data were closed."""
    return (
        sa.select(DossierPause.home_agency_id, DossierPause.dossier_id)
        .where(
            DossierPause.home_agency_id.in_(wanted.agencies),
            DossierPause.since < wanted.end,
            sa.or_(DossierPause.until.is_(None), DossierPause.until >= wanted.end),
        )
        .distinct()
        .subquery()
    )


def _timing(dossier: sa.Subquery, wanted: Wanted) -> sa.ColumnElement[str]:
    """Judge each dossier: what the regime lays down first, then its due date.

    A finished one is late after the moment it was due, early before that day, else on time.
    """
    judging, finished, due = wanted.judging, dossier.c.finished_at, dossier.c.due_current
    settled = finished < wanted.end
    laid_down = [
        (dossier.c.standing == standing, sa.literal(timing))
        for standing, timing in (
            ("given_back", judging.given_back),
            ("awaiting_supplement", judging.awaiting_supplement),
        )
        if timing
    ]
    return sa.case(
        *laid_down,
        (due.is_(None), sa.literal(judging.without_due_date)),
        (settled & (finished > due), sa.literal("late")),
        (settled & (DayOf(finished) < DayOf(due)), sa.literal("early")),
        (settled, sa.literal("on_time")),
        (due < wanted.end, sa.literal("late")),
        else_=sa.literal("on_time"),
    )
