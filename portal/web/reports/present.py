"""A report as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from forms.spec.reports import Column, Regime
from portal.domain import restating
from portal.domain.report_moves import ReportDeed
from portal.models import ReportMove
from portal.services.operations.staff import Member
from portal.services.reports import collecting, dealing, moving, opening
from portal.services.reports.collecting import Child
from portal.services.reports.figures import Row
from portal.services.reports.opening import Opened
from portal.web.citizen.present import ErrorLine

_BACK = frozenset({ReportDeed.SEND_BACK, ReportDeed.REOPEN, ReportDeed.RETURN})


@dataclass(frozen=True)
class Head:
    """A heading over columns that belong together; None over one that stands alone."""

    name: Any
    columns: Sequence[Column]


@dataclass(frozen=True)
class Broken:
    """A sum that does not hold: in which line, by how much, and the numbers of its columns."""

    label: str
    total: int
    excess: int
    parts: str


@dataclass(frozen=True)
class Happened:
    """Something that was done to a report, its words opened."""

    move: ReportMove
    words: str


@dataclass(frozen=True)
class Typed:
    """What was typed, as typed, and what is wrong with it by field."""

    texts: Sequence[str] = ()
    whys: Sequence[str] = ()
    words: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[ErrorLine, ...]:
        """List what is to be mended, for the summary above the page."""
        return tuple(ErrorLine(name, said) for name, said in self.errors.items())


@dataclass(frozen=True)
class Shown:
    """One version of a report on its page; ``children`` are those it collects."""

    it: Opened
    possible: frozenset[ReportDeed]
    heads: Sequence[Head]
    happened: Sequence[Happened]
    children: Sequence[Child]
    late: bool
    latest: bool

    @property
    def writes(self) -> bool:
        """Whether it can be written in just now."""
        return self.latest and ReportDeed.EDIT in self.possible

    @property
    def buttons(self) -> Sequence[ReportDeed]:
        """What can be done with it besides writing, in the order of its way."""
        return [deed for deed in ReportDeed if deed in self.possible and deed != ReportDeed.EDIT]

    @property
    def sent_back(self) -> Happened | None:
        """Why it has to be worked on again, until it is handed in once more."""
        for one in self.happened if self.latest else ():
            if one.move.deed == ReportDeed.HAND_IN:
                return None
            if one.move.deed in _BACK:
                return one
        return None

    @property
    def broken(self) -> Sequence[Broken]:
        """Every sum that does not hold, by the numbers people know its columns by."""
        numbers = self._numbers
        return [
            Broken(
                label=one.row.subject.label,
                total=numbers[one.invariant.total],
                excess=one.excess,
                parts=" + ".join(str(numbers[part]) for part in one.invariant.parts),
            )
            for one in self.it.breaks
        ]

    @property
    def _numbers(self) -> dict[str, int]:
        return {column.id: column.number for column in self.it.regime.columns}

    def key(self, row: Row) -> str:
        """Name a line for addresses."""
        return restating.key(row.to_data())

    def columns_changed(self, one: dict[str, Any]) -> Sequence[tuple[int, int, int]]:
        """Tell of a line that was restated: column, what it was, what it is."""
        numbers = self._numbers
        changed = one["changed"].items()
        return [(numbers[name], *pair) for name, pair in changed if name in numbers]


def shown(session: Session, it: Opened, member: Member) -> Shown:
    """Put a report together for its page."""
    latest = it.revision.number == it.report.revision
    return Shown(
        it=it,
        possible=dealing.possible(it, member) if latest else frozenset(),
        heads=heads(it.regime),
        happened=_happened(session, it),
        children=collecting.standing(session, it).children if it.collects else (),
        late=opening.late(it.report),
        latest=latest,
    )


def received(session: Session, it: Opened) -> Shown:
    """Put a report from below together for whoever collects it: as it was signed, nothing else.

    What went on in that agency before is its own affair; so is what it puts right just now.
    """
    sent = (ReportDeed.SUBMIT, ReportDeed.RETURN, ReportDeed.ACCEPT)
    happened = [each for each in _happened(session, it) if each.move.deed in sent]
    late, latest = opening.late(it.report), it.revision.number == it.report.revision
    return Shown(it, frozenset(), heads(it.regime), happened, (), late, latest)


def heads(regime: Regime) -> Sequence[Head]:
    """Put columns that follow each other under the heading they share."""
    found: list[tuple[Any, list[Column]]] = []
    for column in regime.columns:
        if column.group and found and found[-1][0] == column.group:
            found[-1][1].append(column)
        else:
            found.append((column.group, [column]))
    return [Head(name, columns) for name, columns in found]


def _happened(session: Session, it: Opened) -> list[Happened]:
    moves = moving.history(session, it.report)
    return [Happened(move, moving.words(it.safe, move)) for move in reversed(moves)]
