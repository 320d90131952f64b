"""Units (đơn vị): who is in the picture, where in the tree, connected to what, since when.

An agency of the portal is a unit by itself; others come from a register an operator loads, since
whoever is not connected can be seen nowhere else. The tree follows from the identifiers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.organisations import is_organisation, to_new_form
from forms.lookups import VietnamProvinces
from portal import clock
from portal.domain.progress.catalogue import shipped
from portal.models import Agency, ProgressLink, ProgressUnit
from portal.services import agencies
from portal.services.progress import adding
from portal.services.progress.adding import Change, Place

COUNTRY, PROVINCE, LEVEL = "vn", "province:", "level:"
"""The nodes sums are kept under besides the units themselves."""
AGENCY, REGISTER, DEMO = "agency", "register", "demo"
LINKS = ("portal", "documents", "office", "reporting")
"""What a unit may be connected to."""


@dataclass(frozen=True)
class Unit:
    """A unit as it is to be; ``valid_until`` is its last day."""

    code: str
    name: str
    name_en: str
    level: str
    province: str
    origin: str
    valid_from: date
    valid_until: date | None = None


def canonical(code: str) -> str:
    """Write an identifier as units are kept by."""
    return to_new_form(code) if is_organisation(code) else code


def province_of(place: str) -> str:
    """Name the province of a place, which is a province or a commune; "" for neither."""
    if len(place) == 2:
        return place
    found = VietnamProvinces().commune(place)
    return found[1].code if found else ""


def of_agencies(session: Session) -> list[Unit]:
    """List the portal's agencies as units; those of rehearsals are none."""
    query = sa.select(Agency).where(*agencies.real()).order_by(Agency.code)
    return [
        Unit(
            code=canonical(agency.code),
            name=agency.name,
            name_en=agency.name_en,
            level=shipped().level_of(agency.level),
            province=province_of(agency.place),
            origin=AGENCY,
            valid_from=agency.valid_from or clock.day(agency.created_at),
            valid_until=agency.valid_until,
        )
        for agency in session.execute(query).scalars()
    ]


def places(session: Session, codes: Iterable[str]) -> dict[str, Place]:
    """Say where some units stand; whoever is no unit is left out."""
    query = sa.select(ProgressUnit.code, ProgressUnit.level, ProgressUnit.nodes).where(
        ProgressUnit.code.in_(set(codes))
    )
    return {
        code: Place(level, tuple(nodes["nodes"])) for code, level, nodes in session.execute(query)
    }


def arrange(session: Session, wanted: Iterable[Unit] = ()) -> int:
    """Bring units, tree and connections to what is told now; says how many units changed.

    An agency is what its own row says, whatever a register says of it.
    """
    rows = {row.code: row for row in session.execute(sa.select(ProgressUnit)).scalars()}
    for unit in (*wanted, *of_agencies(session)):
        row = rows.get(unit.code)
        if row is None:
            row = ProgressUnit(code=unit.code, level=unit.level, parent="")
            row.nodes, row.counted = {"nodes": []}, {}
            rows[unit.code] = row
            session.add(row)
        _tell(row, unit)
    turn, linked = _Turn(), _links(session)
    for code in sorted(rows):
        _settle(session, turn, rows[code], rows)
        _stand(turn, rows[code], linked.get(code, {}))
    adding.write_sums(session, turn.moved)
    adding.add(session, turn.changes, turn.places)
    return len(turn.changed)


@dataclass
class _Turn:
    """What one arrangement changes, written down for all units together."""

    moved: adding.Sums = field(default_factory=Counter)
    changes: Counter[Change] = field(default_factory=Counter)
    places: dict[str, Place] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)


def _tell(row: ProgressUnit, unit: Unit) -> None:
    """Write down what is told of a unit; where it stands is settled for all of them together."""
    for name in ("name", "name_en", "province", "origin", "valid_from", "valid_until"):
        if getattr(row, name, None) != getattr(unit, name):
            setattr(row, name, getattr(unit, name))
    if row.level != unit.level:
        row.nodes, row.level = {**row.nodes, "was": row.level}, unit.level


def _settle(
    session: Session, turn: _Turn, row: ProgressUnit, rows: Mapping[str, ProgressUnit]
) -> None:
    """Put a unit where it belongs, and what it has done so far with it."""
    above = _above(row.code, rows)
    before = Place(row.nodes.get("was", row.level), tuple(row.nodes["nodes"]))
    after = Place(row.level, (row.code, *above, *_around(row)))
    turn.places[row.code] = after
    if before == after:
        return
    if before.nodes:
        turn.moved.update(adding.own_sums(session, row.code, after))
        turn.moved.subtract(adding.own_sums(session, row.code, before))
    row.nodes, row.parent = {"nodes": list(after.nodes)}, above[0] if above else ""
    turn.changed.add(row.code)


def _stand(turn: _Turn, row: ProgressUnit, links: Mapping[str, date]) -> None:
    """Tell what a unit adds to the measures of units by being there."""
    facts = _facts(row, links)
    if changes := difference(row.code, row.counted, row.code, facts):
        row.counted = facts
        turn.changes.update(changes)
        turn.changed.add(row.code)


def _above(code: str, rows: Mapping[str, ProgressUnit]) -> tuple[str, ...]:
    """List the units above one, the nearest first."""
    parts = code.split(".")
    heads = (".".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
    return tuple(head for head in heads if head in rows)


def _around(row: ProgressUnit) -> tuple[str, ...]:
    province = (f"{PROVINCE}{row.province}",) if row.province else ()
    return (*province, f"{LEVEL}{row.level}", COUNTRY)


def _links(session: Session) -> dict[str, dict[str, date]]:
    found: dict[str, dict[str, date]] = {}
    query = sa.select(ProgressLink.unit, ProgressLink.kind, ProgressLink.since)
    for unit, kind, since in session.execute(query).tuples():
        found.setdefault(unit, {})[kind] = since
    return found


def _facts(row: ProgressUnit, links: Mapping[str, date]) -> dict[str, int]:
    """Tell what a unit adds by being there, and by being connected."""
    began = {"units": row.valid_from}
    began |= {f"linked_{kind}": max(since, row.valid_from) for kind, since in links.items()}
    facts: Counter[str] = Counter()
    for measure, since in began.items():
        facts[f"{since} {measure}.{row.level}"] += 1
        if row.valid_until is not None:
            gone = row.valid_until + timedelta(days=1)
            facts[f"{max(gone, since)} {measure}.{row.level}"] -= 1
    return {key: value for key, value in facts.items() if value}


def difference(
    before_unit: str, before: Mapping[str, int], unit: str, after: Mapping[str, int]
) -> dict[Change, int]:
    """Say what turns one set of facts, as they are kept ("2026-11-23 submitted"), into another."""
    changes: Counter[Change] = Counter()
    for whose, facts, sign in ((before_unit, before, -1), (unit, after, +1)):
        for key, value in facts.items():
            day, _, measure = key.partition(" ")
            changes[whose, date.fromisoformat(day), measure] += sign * value
    return {key: value for key, value in changes.items() if value}
