"""What stands behind a cell of a report: dossiers counted here, and parts that came from below."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forms.spec.reports import Column
from portal.domain import restating
from portal.domain.errors import NotFound
from portal.models import ReportFact
from portal.services.reports import entries
from portal.services.reports.entries import Behind, Cell
from portal.services.reports.facts import keeping
from portal.services.reports.figures import Row
from portal.services.reports.opening import Opened


@dataclass(frozen=True)
class Part:
    """What a unit below has in the same cell, and its report."""

    name: str
    report: str
    value: int


@dataclass(frozen=True)
class Drilled:
    """A cell, opened: ``own`` of its value are listed here, the rest are in ``parts``.

    What is listed are dossiers, or ``facts`` of another sort.
    """

    row: Row
    column: Column
    own: int
    dossiers: Sequence[Behind]
    more: bool
    parts: Sequence[Part]
    facts: Sequence[ReportFact] = ()

    @property
    def value(self) -> int:
        """What stands in the cell."""
        return self.row.values[self.column.id]


def cell(session: Session, it: Opened, place: tuple[str, str], page: int) -> Drilled:
    """Open the cell of a line (by its key) and a column (by its id).

    :raises NotFound: if the report has no such cell.
    """
    key, column_id = place
    rows = {restating.key(row.to_data()): row for row in it.rows}
    columns = {column.id: column for column in it.regime.columns}
    if key not in rows or column_id not in columns:
        raise NotFound(f"cell {key} {column_id}")
    row, column = rows[key], columns[column_id]
    asked = _cell(it, row, column)
    number = it.revision.number
    parts = _parts(it, key, column_id)
    if it.regime.facts != "dossiers":
        facts, more = keeping.behind(session, it.report, number, asked, page)
        own = keeping.count(session, it.report, number, asked)
        return Drilled(row, column, own, (), more, parts, facts)
    dossiers, more = entries.behind(session, it.report, number, asked, page)
    own = entries.count(session, it.report, number, asked)
    return Drilled(row, column, own, dossiers, more, parts)


def _cell(it: Opened, row: Row, column: Column) -> Cell:
    if not row.path:
        return Cell(column.counts)
    group = next((each for each in it.regime.rows.groups if each.id == row.path[0]), None)
    levels = group.levels if group else ()
    if len(row.path) == 1:
        return Cell(column.counts, levels)
    placed: dict[str, str] = it.revision.figures["subjects"]
    subjects = [name for name, code in placed.items() if code == row.subject.code]
    return Cell(column.counts, levels, subjects)


def _parts(it: Opened, key: str, column_id: str) -> list[Part]:
    found = []
    for part in it.revision.figures["parts"]:
        value = sum(r["values"].get(column_id, 0) for r in part["rows"] if restating.key(r) == key)
        if value:
            found.append(Part(part["name"], part["report"], value))
    return found
