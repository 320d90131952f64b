"""The rows of a report: its cells summed from counts, and what in them does not add up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from forms.spec.reports import Invariant, Regime, RowGroup, Selection
from portal.domain.errors import DomainError
from portal.services.reports.counting import Sort

_PARTS = ("received", "channel", "standing", "timing", "what", "level")


class ReportUnbuildable(DomainError):
    """A regime has no place for what was counted; says what, and where to mend it."""


@dataclass(frozen=True)
class Subject:
    """What a row is about: a field, a procedure or an agency, by its code, as people call it."""

    code: str
    label: str


@dataclass(frozen=True)
class Row:
    """A row of figures; the grand total's path is empty, a group's is its letter."""

    path: tuple[str, ...]
    subject: Subject
    values: Mapping[str, int]

    def to_data(self) -> dict[str, Any]:
        """The row as a report's JSON has it."""
        return {
            "path": list(self.path),
            "code": self.subject.code or None,
            "label": self.subject.label,
            "values": dict(self.values),
        }

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """Read a row back."""
        subject = Subject(data["code"] or "", data["label"])
        return cls(tuple(data["path"]), subject, data["values"])


@dataclass(frozen=True)
class Break:
    """An invariant that does not hold in a row: by how much its total exceeds its parts."""

    row: Row
    invariant: Invariant
    excess: int

    def __str__(self) -> str:
        """The cells as people name them, with what stands in them."""
        values, total = self.row.values, self.invariant.total
        parts = " + ".join(f"{part} ({values[part]})" for part in self.invariant.parts)
        where = ".".join(self.row.path) or "total"
        return (
            f"row {where} {self.row.subject.label}: {total} ({values[total]}) "
            f"is not {parts}; the difference is {self.excess:+d}"
        )


def lay_out(
    regime: Regime,
    groups: Sequence[RowGroup],
    counted: Iterable[Sort],
    subjects: Mapping[str, Subject],
) -> list[Row]:
    """Lay counts out as rows: the grand total, each group, and under it its subjects by code.

    A group without dossiers is there all the same, with zeros; a subject without any is not.

    :raises ReportUnbuildable: if dossiers were counted at agencies of a level no group has.
    """
    counted = list(counted)
    levels = {level for group in groups for level in group.levels}
    if lost := sorted({sort.level for sort in counted} - levels):
        raise ReportUnbuildable(
            f"{regime.code} has no row group for agencies of the level {', '.join(lost)}"
        )
    rows = [_row(regime, (), Subject("", regime.rows.total.vi), counted)]
    for group in groups:
        own = [sort for sort in counted if sort.level in group.levels]
        rows.append(_row(regime, (group.id,), Subject(group.id, group.name.vi), own))
        rows += _beneath(regime, group, own, subjects)
    return rows


def _beneath(
    regime: Regime, group: RowGroup, own: Sequence[Sort], subjects: Mapping[str, Subject]
) -> Iterable[Row]:
    parts: dict[Subject, list[Sort]] = {}
    for sort in own:
        parts.setdefault(subjects[sort.subject], []).append(sort)
    for number, subject in enumerate(sorted(parts, key=lambda each: each.code), start=1):
        yield _row(regime, (group.id, f"{number:02d}"), subject, parts[subject])


def _row(regime: Regime, path: tuple[str, ...], subject: Subject, counted: Sequence[Sort]) -> Row:
    values = {column.id: _sum(counted, column.counts) for column in regime.columns}
    return Row(path, subject, values)


def _sum(counted: Iterable[Sort], selection: Selection) -> int:
    wanted = [(part, chosen) for part in _PARTS if (chosen := getattr(selection, part))]
    return sum(
        sort.count
        for sort in counted
        if all(getattr(sort, part) in chosen for part, chosen in wanted)
    )


def breaks(regime: Regime, rows: Iterable[Row]) -> list[Break]:
    """Find every invariant that does not hold, in every row."""
    found = []
    for row in rows:
        for invariant in regime.invariants:
            parts = sum(row.values[part] for part in invariant.parts)
            if excess := row.values[invariant.total] - parts:
                found.append(Break(row, invariant, excess))
    return found
