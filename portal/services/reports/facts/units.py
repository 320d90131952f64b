"""Units that process documents and work dossiers online, for the targets of 80, 60 and 30 %.

From document systems and the axis alone, never from one-stop dossiers: a unit is ``active`` if
somebody there began to work on at least one document in its system within the days.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.models import Agency, DocumentDay, ProgressUnit
from portal.services.progress import units
from portal.services.progress.units import DEMO, Unit
from portal.services.reports.facts.telling import Area, Fact


def tell(session: Session, area: Area) -> Iterator[Fact]:
    """Tell of each registered unit whether it is active; demo units are none."""
    active = _active(session, area)
    known: dict[str, ProgressUnit | Unit] = {row.code: row for row in _registered(session)}
    known.update({unit.code: unit for unit in units.of_agencies(session)})
    for code in sorted(known):
        unit = known[code]
        if unit.level in area.levels and area.holds(code) and _valid(unit, area):
            what = "active" if code in active else "idle"
            yield Fact(unit.level, code, what, code, unit.name)


def names(session: Session) -> dict[str, str]:
    """Say what each unit is called, by code."""
    found: dict[str, str] = {row.code: row.name for row in _registered(session)}
    return found | {unit.code: unit.name for unit in units.of_agencies(session)}


def _registered(session: Session) -> list[ProgressUnit]:
    query = sa.select(ProgressUnit).where(ProgressUnit.origin != DEMO)
    return list(session.scalars(query))


def _valid(unit: ProgressUnit | Unit, area: Area) -> bool:
    """Whether it was there when the data were closed."""
    begun = unit.valid_from <= area.last
    return begun and (unit.valid_until is None or unit.valid_until >= area.last)


def _active(session: Session, area: Area) -> set[str]:
    query = (
        sa.select(Agency.code)
        .join(DocumentDay, DocumentDay.agency_id == Agency.id)
        .where(DocumentDay.online > 0, DocumentDay.day.between(area.first, area.last))
        .distinct()
    )
    return {units.canonical(code) for code in session.scalars(query)}
