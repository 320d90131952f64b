"""An operator applies a version of a catalogue, or refuses it; nothing is ever deleted."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.catalogues import APPLIED, REFUSED, WAITING, Change, Entry, span
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import CatalogueEntry, CatalogueVersion
from portal.services.catalogues import reading
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor


def apply(session: Session, kind: str, version: int, actor: Actor) -> list[Change]:
    """Let a version count: what is gone or changed ends today, what is new begins.

    A dossier that names an entry still finds it as of its own day.

    :raises Conflict: if it is settled, or a later one waits.
    :raises NotFound: if there is none.
    :raises Unacceptable: ``own`` if who made it wants to apply it.
    """
    row = _locked(session, kind, version)
    if row.made_by_id is not None and row.made_by_id == actor.staff_id:
        raise Unacceptable("own")
    changes = reading.changes(session, row)
    entries = {one["code"]: Entry.from_data(one) for one in row.body["entries"]}
    today = _begins(session, row)
    for change in changes:
        entry = entries.get(change.code)
        since, until = span(entry, today) if entry else (today, None)
        if change.sort != "added" or row.begins:
            # What was so until now stays so: another wording counts from today at the earliest.
            since = max(since, today)
            _end(session, row, change.code, since)
        if entry:
            session.add(_counting(row, entry, since, until))
    _settle(session, row, APPLIED, actor)
    return changes


def _begins(session: Session, row: CatalogueVersion) -> date:
    """Say from which day a version counts: as it says itself, but never before today.

    Nor before the version that was applied before it, or nobody could say what counts meanwhile.
    """
    if row.begins is None:
        return clock.today()
    before = sa.select(sa.func.max(CatalogueVersion.begins)).where(
        CatalogueVersion.kind == row.kind, CatalogueVersion.state == APPLIED
    )
    row.begins = max(row.begins, clock.today(), session.scalar(before) or row.begins)
    return row.begins


def _counting(
    row: CatalogueVersion, entry: Entry, since: date, until: date | None
) -> CatalogueEntry:
    return CatalogueEntry(
        kind=row.kind,
        code=entry.code,
        version=row.version,
        name=entry.name,
        body=dict(entry.body),
        since=since,
        until=until,
    )


def refuse(session: Session, kind: str, version: int, actor: Actor) -> None:
    """Let a version not count; the same content is not laid before anybody again.

    :raises Conflict: if it is settled, or a later one waits.
    :raises NotFound: if there is none.
    """
    _settle(session, _locked(session, kind, version), REFUSED, actor)


def _end(session: Session, version: CatalogueVersion, code: str, on: date) -> None:
    for row in reading.standing_rows(session, version.kind, code):
        row.ended_on, row.ended_in = on, version.version


def _settle(session: Session, row: CatalogueVersion, state: str, actor: Actor) -> None:
    row.state, row.settled_at = state, clock.now()
    row.settled_by, row.reason = actor.name, actor.reason.strip()
    told = {"version": str(row.version)}
    deeds.record(session, actor, f"catalogue_{state}", f"catalogue:{row.kind}", told)


def _locked(session: Session, kind: str, version: int) -> CatalogueVersion:
    row = session.get(
        CatalogueVersion, (kind, version), with_for_update=True, populate_existing=True
    )
    if row is None:
        raise NotFound(f"catalogue {kind} {version}")
    if row.state != WAITING:
        raise Conflict(version, version)
    return row
