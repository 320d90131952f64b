"""Reads what measures stand at, from their sums alone: no dossier and no document is counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.domain.progress.catalogue import shipped
from portal.domain.progress.periods import Period
from portal.models import ProgressLink, ProgressSum, ProgressUnit
from portal.services.progress.units import DEMO

_NO_SUMS: Mapping[int, int] = {}


@dataclass(frozen=True)
class History:
    """The sums of one node: by measure, then by period (YYYYMM, years YYYY00)."""

    sums: Mapping[str, Mapping[int, int]]

    def totals(self, period: Period) -> dict[str, int]:
        """Say what measures stand at in a period; what was never fed is left out."""
        return {measure: self._total(measure, period) for measure in self.sums}

    def _total(self, measure: str, period: Period) -> int:
        kept = self.sums[measure]
        if shipped().measures[measure].kind == "flow":
            return kept.get(period.number, 0)
        last = period.months[-1].number
        return sum(value for number, value in kept.items() if number <= last)


def history(session: Session, node: str) -> History:
    """Read the sums of a node."""
    return histories(session, [node], ())[node]


def histories(
    session: Session, nodes: Sequence[str], measures: Iterable[str]
) -> dict[str, History]:
    """Read the sums of several nodes, of some measures or of all."""
    query = sa.select(ProgressSum).where(ProgressSum.node.in_(nodes))
    if wanted := list(measures):
        query = query.where(ProgressSum.measure.in_(wanted))
    found: dict[str, dict[str, dict[int, int]]] = {node: {} for node in nodes}
    columns = (ProgressSum.node, ProgressSum.measure, ProgressSum.period, ProgressSum.value)
    for node, measure, period, value in session.execute(query.with_only_columns(*columns)).tuples():
        # What an older program kept and this one does not know is nothing it could show.
        if measure in shipped().measures:
            found[node].setdefault(measure, {})[period] = value
    return {node: History(sums) for node, sums in found.items()}


def unit(session: Session, code: str) -> ProgressUnit:
    """Give a unit.

    :raises NotFound: if there is none of this code.
    """
    found = session.get(ProgressUnit, code)
    if found is None:
        raise NotFound(code)
    return found


def below(session: Session, code: str) -> Sequence[ProgressUnit]:
    """List the units right below one ("" for those that are below none), by level and code."""
    query = sa.select(ProgressUnit).where(ProgressUnit.parent == code)
    order = list(shipped().levels)
    found = session.execute(query).scalars().all()
    return sorted(found, key=lambda row: (order.index(row.level), row.code))


def in_province(session: Session, province: str) -> Sequence[ProgressUnit]:
    """List the units of a province that stand below no other unit."""
    return [row for row in below(session, "") if row.province == province]


def above(session: Session, row: ProgressUnit) -> Sequence[ProgressUnit]:
    """List the units above one, the highest first."""
    found = []
    while row.parent:
        row = unit(session, row.parent)
        found.append(row)
    return found[::-1]


def links(session: Session, codes: Iterable[str]) -> dict[str, dict[str, ProgressLink]]:
    """Give the connections of units, by unit and kind."""
    query = sa.select(ProgressLink).where(ProgressLink.unit.in_(list(codes)))
    found: dict[str, dict[str, ProgressLink]] = {}
    for row in session.execute(query).scalars():
        found.setdefault(row.unit, {})[row.kind] = row
    return found


def demonstrates(session: Session) -> bool:
    """Say whether anything shown is demo data."""
    query = sa.select(ProgressUnit.code).where(ProgressUnit.origin == DEMO).limit(1)
    return session.execute(query).first() is not None
