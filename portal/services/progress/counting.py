"""Counts what has happened to dossiers, some at a time, each once whatever happens in between.

A dossier is counted when its last event is not (``counted_seq < seq``): a row says so by itself
once its transaction stands, however late that is, so nothing can be skipped. What it adds is told
anew, what it added before is taken away, both under its row's lock.
"""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.db import insert_for
from portal.domain.progress.tracing import Trace, trace
from portal.models import Agency, CountedDossier, Dossier
from portal.services.progress import adding, linking, units
from portal.services.progress.adding import Change
from portal.services.progress.courses import Row, courses

BATCH = 100
_COLUMNS = (
    Dossier.home_agency_id,
    Dossier.id,
    Dossier.birth_month,
    Dossier.seq,
    Dossier.rehearsal,
    Dossier.state,
    Dossier.channel,
    Dossier.fee,
    Dossier.citizen_id,
    Dossier.submitted_at,
    Dossier.delivered_at,
    Dossier.received_at,
    Dossier.due_current,
    Dossier.finished_at,
)


@dataclass(frozen=True)
class _Counted:
    """What a dossier is to have added, and for whom."""

    row: Row
    unit: str
    trace: Trace


def count(session: Session) -> int:
    """Count the next dossiers; says how many, 0 when all are counted."""
    rows = _waiting(session)
    if not rows:
        return 0
    told, now = courses(session, rows), clock.now()
    counted = [
        # What is rehearsed is in no count.
        _Counted(row, unit, trace(told[row.id], now) if unit else Trace({}, None))
        for row, unit in zip(rows, _units(session, rows), strict=True)
    ]
    _keep(session, counted)
    latest: dict[str, datetime] = {}
    for one in counted:
        if one.unit and (news := told[one.row.id].news):
            latest[one.unit] = max(*news, latest.get(one.unit, news[0]))
    linking.heard(session, latest)
    return len(rows)


def _waiting(session: Session) -> Sequence[Row]:
    """Lock the next dossiers that are not counted, or count otherwise by now; others may wait."""
    uncounted = sa.text("counted_seq < seq")
    order = (Dossier.home_agency_id, Dossier.id)
    query = sa.select(*_COLUMNS).with_for_update(skip_locked=True).limit(BATCH)
    rows = session.execute(query.where(uncounted).order_by(*order)).all()
    if rows:
        return rows
    ticked = (
        sa.select(CountedDossier.home_agency_id, CountedDossier.dossier_id)
        .where(CountedDossier.changes_at < clock.now())
        .order_by(CountedDossier.changes_at)
        .limit(BATCH)
    )
    keys = session.execute(ticked).tuples().all()
    if not keys:
        return []
    due = sa.tuple_(Dossier.home_agency_id, Dossier.id).in_(keys)
    return session.execute(query.where(due).order_by(*order)).all()


def _units(session: Session, rows: Sequence[Row]) -> list[str]:
    """Name the unit each dossier counts for; "" where it counts for none."""
    query = sa.select(Agency.id, Agency.code).where(
        Agency.id.in_({row.home_agency_id for row in rows}), Agency.rehearsal.is_(False)
    )
    found = {id_: units.canonical(code) for id_, code in session.execute(query).tuples()}
    return ["" if row.rehearsal else found.get(row.home_agency_id, "") for row in rows]


def _keep(session: Session, counted: Sequence[_Counted]) -> None:
    before = _before(session, [one.row for one in counted])
    changes: Counter[Change] = Counter()
    for one in counted:
        unit, facts = before.get(one.row.id, (one.unit, {}))
        changes.update(units.difference(unit, facts, one.unit, _written(one.trace)))
    named = {unit for unit, _, _ in changes}
    places = units.places(session, named)
    if named - places.keys():
        # An agency so new that it is in nobody's picture yet.
        units.arrange(session)
        places = units.places(session, named)
    adding.add(session, changes, places)
    _write(session, counted)


def _before(session: Session, rows: Sequence[Row]) -> dict[uuid.UUID, tuple[str, dict[str, int]]]:
    query = sa.select(CountedDossier.dossier_id, CountedDossier.unit, CountedDossier.facts).where(
        CountedDossier.home_agency_id.in_({row.home_agency_id for row in rows}),
        CountedDossier.dossier_id.in_([row.id for row in rows]),
    )
    return {id_: (unit, facts) for id_, unit, facts in session.execute(query).tuples()}


def _written(one: Trace) -> dict[str, int]:
    return {f"{day} {measure}": value for (day, measure), value in one.facts.items()}


def _write(session: Session, counted: Sequence[_Counted]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "home_agency_id": one.row.home_agency_id,
            "dossier_id": one.row.id,
            "birth_month": one.row.birth_month,
            "unit": one.unit,
            "facts": _written(one.trace),
            "changes_at": one.trace.changes_at,
        }
        for one in counted
    ]
    statement = insert_for(session, CountedDossier).values(rows)
    told = {name: statement.excluded[name] for name in ("unit", "facts", "changes_at")}
    key = ["home_agency_id", "dossier_id"]
    session.execute(statement.on_conflict_do_update(index_elements=key, set_=told))
    session.connection().execute(
        sa.update(Dossier)
        .where(
            Dossier.home_agency_id == sa.bindparam("home"), Dossier.id == sa.bindparam("dossier")
        )
        .values(counted_seq=sa.bindparam("seq_counted")),
        [
            {"home": one.row.home_agency_id, "dossier": one.row.id, "seq_counted": one.row.seq}
            for one in counted
        ],
    )
