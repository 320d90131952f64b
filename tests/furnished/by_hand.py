"""Reports counted by hand: from what happened to each dossier, one after another, in plain Python.

It knows nothing of how the portal counts. What a dossier is follows from its chain of events alone;
of its row only what no event tells is read: whose it is, its procedure, channel and due date.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import Agency, Dossier, Event

VN = ZoneInfo("Asia/Ho_Chi_Minh")
_TAKEN = ("accepted", "in_process")
_OVER = ("decided", "returned", "refused", "withdrawn", "stopped")


@dataclass(frozen=True)
class Story:
    """What became of one dossier, as its events tell it."""

    agency: str
    level: str
    procedure: str
    channel: str
    rehearsal: bool
    due: datetime | None
    chain: Sequence[Event]

    @property
    def accepted(self) -> datetime | None:
        """When its agency first took it to work on."""
        return next((e.occurred_at for e in self.chain if e.after in _TAKEN), None)

    @property
    def ended(self) -> datetime | None:
        """When it was first over."""
        return next((e.occurred_at for e in self.chain if e.after in _OVER), None)

    @property
    def given_back(self) -> bool:
        """Whether it ended without a decision, handed back or asked back."""
        return any(e.after in ("refused", "withdrawn") for e in self.chain)

    @property
    def chain_state(self) -> str:
        """The state its last move led to."""
        return next(str(e.after) for e in reversed(self.chain) if e.after is not None)

    @property
    def asked(self) -> datetime | None:
        """Since when it waits for its citizen now; None if it does not."""
        moves = [e for e in self.chain if e.after is not None]
        waits = moves[-1].after == "awaiting_supplement"
        return moves[-1].occurred_at if waits else None

    def waits(self, at: datetime) -> bool:
        """Whether it waited for its citizen at a moment."""
        moves = [e for e in self.chain if e.after is not None]
        for number, move in enumerate(moves):
            if move.after == "awaiting_supplement" and move.occurred_at < at:
                after = moves[number + 1 :]
                if not after or max(after[0].occurred_at, move.occurred_at) >= at:
                    return True
        return False


def stories(session: Session) -> list[Story]:
    """Read what became of every dossier."""
    return [story(session, dossier) for dossier in session.scalars(sa.select(Dossier))]


def story(session: Session, dossier: Dossier) -> Story:
    """Read what became of one."""
    agency = session.get_one(Agency, dossier.home_agency_id)
    events = sa.select(Event).where(Event.dossier_id == dossier.id).order_by(Event.seq)
    return Story(
        agency.code,
        agency.level,
        dossier.procedure_code,
        str(dossier.channel),
        dossier.rehearsal,
        dossier.due_current,
        list(session.scalars(events)),
    )


@dataclass(frozen=True)
class Line:
    """One dossier as a report of some days has it."""

    new: bool
    online: bool
    over: bool
    given_back: bool
    waiting: bool
    when: str


def line(story: Story, first: date, last: date) -> Line | None:
    """Say what a dossier is in a report of some days; None: it is not in it."""
    begin = datetime(first.year, first.month, first.day, tzinfo=VN)
    end = datetime(last.year, last.month, last.day, tzinfo=VN) + timedelta(days=1)
    accepted, ended = story.accepted, story.ended
    if story.rehearsal or accepted is None or accepted >= end:
        return None
    if accepted < begin and ended is not None and ended < begin:
        return None
    over = ended is not None and ended < end
    back, waits = over and story.given_back, not over and story.waits(end)
    when = "on_time" if back or waits else _when(story.due, ended if over else None, end)
    return Line(accepted >= begin, story.channel == "online", over, back, waits, when)


def _when(due: datetime | None, ended: datetime | None, end: datetime) -> str:
    if due is None:
        return "on_time"
    if ended is None:
        return "late" if due < end else "on_time"
    if ended > due:
        return "late"
    return "early" if ended.astimezone(VN).date() < due.astimezone(VN).date() else "on_time"


@dataclass(frozen=True)
class Form:
    """A printed form: which dossiers each column counts, and in which group each level stands."""

    columns: Mapping[str, Callable[[Line], bool]]
    groups: Mapping[str, str]


_II_06A: Mapping[str, Callable[[Line], bool]] = {
    "c3": lambda d: True,
    "c4": lambda d: d.new and d.online,
    "c5": lambda d: d.new and not d.online,
    "c6": lambda d: not d.new,
    "c7": lambda d: d.over,
    "c8": lambda d: d.over and d.when == "early",
    "c9": lambda d: d.over and d.when == "on_time",
    "c10": lambda d: d.over and d.when == "late",
    "c11": lambda d: not d.over,
    "c12": lambda d: not d.over and d.when == "on_time",
    "c13": lambda d: not d.over and d.when == "late",
}
_07A: Mapping[str, Callable[[Line], bool]] = {
    "c3": lambda d: True,
    "c4": lambda d: not d.new,
    "c5": lambda d: d.new,
    "c6": lambda d: d.over,
    "c7": lambda d: d.over and d.when != "late",
    "c8": lambda d: d.over and d.when == "late",
    "c9": lambda d: not d.over,
    "c10": lambda d: not d.over and d.when == "on_time",
    "c11": lambda d: not d.over and d.when == "late",
    "c12": lambda d: d.waiting,
    "c13": lambda d: d.given_back,
}
II_06A = Form(_II_06A, {"province_justice": "A", "district": "B", "commune": "C"})
BIEU_07A = Form(_07A, {"province_justice": "1", "district": "1", "commune": "1"})


def table(
    told: Sequence[Story], days: tuple[date, date], form: Form, fields: Mapping[str, str]
) -> dict[tuple[str, ...], dict[str, int]]:
    """Count a report: its rows by group and field, the grand total under ()."""
    found: dict[tuple[str, ...], Counter[str]] = {(): Counter()}
    for story in told:
        counted = line(story, *days)
        if counted is None:
            continue
        group = form.groups[story.level]
        for path in ((), (group,), (group, fields[story.procedure])):
            row = found.setdefault(path, Counter())
            row.update(column for column, holds in form.columns.items() if holds(counted))
    return {path: {column: row[column] for column in form.columns} for path, row in found.items()}
