"""Adds changes to what is kept by the day, and to its sums along the tree of units.

Sums are changed by what changed and never counted anew, so a figure costs the same whether a
thousand dossiers stand behind it or a million.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db import insert_for
from portal.domain.progress import periods
from portal.domain.progress.catalogue import shipped
from portal.domain.progress.periods import Period
from portal.models import ProgressDay, ProgressSum

ONLINE, ACTIVE = "documents_online", "active"
"""Whoever has the first in a period is counted by the second, once."""
Change = tuple[str, date, str]
"""A unit, a day and a measure."""
Changes = Mapping[Change, int]
Sums = Counter[tuple[str, int, str]]
_BATCH = 500


@dataclass(frozen=True)
class Place:
    """Where a unit stands: its level, and the nodes its facts are summed up under."""

    level: str
    nodes: tuple[str, ...]


def add(session: Session, changes: Changes, places: Mapping[str, Place]) -> None:
    """Add changes to days and sums. Every unit in them has a place."""
    told = {key: value for key, value in changes.items() if value}
    if not told:
        return
    sums = _activity(session, told, places)
    for (unit, day, measure), value in told.items():
        for period in _periods(day, measure):
            for node in places[unit].nodes:
                sums[node, period.number, measure] += value
    _write_days(session, told)
    write_sums(session, sums)


def own_sums(session: Session, unit: str, place: Place) -> Sums:
    """Add up the days of one unit for each of its nodes: what it brings along when it moves."""
    sums: Sums = Counter()
    online: Counter[Period] = Counter()
    query = sa.select(ProgressDay.day, ProgressDay.measure, ProgressDay.value).where(
        ProgressDay.unit == unit
    )
    for day, measure, value in session.execute(query).tuples():
        for period in _periods(day, measure):
            for node in place.nodes:
                sums[node, period.number, measure] += value
            online[period] += value if measure == ONLINE else 0
    for period, value in online.items():
        for node in place.nodes:
            sums[node, period.number, f"{ACTIVE}.{place.level}"] += int(value > 0)
    return sums


def write_sums(session: Session, sums: Sums) -> None:
    """Change sums by what is given."""
    rows = [
        {"node": node, "period": period, "measure": measure, "value": value}
        for (node, period, measure), value in sorted(sums.items())
        if value
    ]
    _upsert(session, ProgressSum, rows, ("node", "period", "measure"))


def _write_days(session: Session, told: Changes) -> None:
    rows = [
        {"unit": unit, "day": day, "measure": measure, "value": value}
        for (unit, day, measure), value in sorted(told.items())
    ]
    _upsert(session, ProgressDay, rows, ("unit", "day", "measure"))


def _upsert(
    session: Session,
    table: type[ProgressDay] | type[ProgressSum],
    rows: list[dict[str, Any]],
    key: Iterable[str],
) -> None:
    """Add to rows that are there; in the order of their keys, so that nobody waits in a circle."""
    if not rows:
        return
    statement = insert_for(session, table)
    more = {"value": table.value + statement.excluded.value}
    adding = statement.on_conflict_do_update(index_elements=list(key), set_=more)
    session.connection().execute(adding, rows)


def _periods(day: date, measure: str) -> tuple[Period, ...]:
    """Say which sums a day goes into; of what stands, a year has none of its own."""
    month, year = periods.of(day)
    return (month,) if shipped().measures[measure].kind == "stock" else (month, year)


def _activity(session: Session, told: Changes, places: Mapping[str, Place]) -> Sums:
    """Count the units that begin, or cease, to have processed something online in a period."""
    more: Counter[tuple[str, Period]] = Counter()
    for (unit, day, measure), value in told.items():
        for period in periods.of(day) if measure == ONLINE else ():
            more[unit, period] += value
    kept = _online(session, {unit for unit, _ in more})
    sums: Sums = Counter()
    for (unit, period), value in more.items():
        before = kept[unit, period]
        turned = int(before + value > 0) - int(before > 0)
        for node in places[unit].nodes:
            sums[node, period.number, f"{ACTIVE}.{places[unit].level}"] += turned
    return sums


def _online(session: Session, units: set[str]) -> Counter[tuple[str, Period]]:
    """Read how much units have processed online so far, by period."""
    kept: Counter[tuple[str, Period]] = Counter()
    ordered = sorted(units)
    for start in range(0, len(ordered), _BATCH):
        query = sa.select(ProgressDay.unit, ProgressDay.day, ProgressDay.value).where(
            ProgressDay.measure == ONLINE, ProgressDay.unit.in_(ordered[start : start + _BATCH])
        )
        for unit, day, value in session.execute(query).tuples():
            for period in periods.of(day):
                kept[unit, period] += value
    return kept
