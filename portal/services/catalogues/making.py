"""Operators keep code lists: one of them makes a version, another approves it (``settling``)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal import clock
from portal.db import insert_once
from portal.domain.catalogues import WAITING, Change, Entry, between
from portal.domain.code_lists import Listed, is_list_code
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import CatalogueVersion, KeptList
from portal.runtime import Runtime
from portal.services import code_lists
from portal.services.catalogues import keeping, lists, reading
from portal.services.catalogues.lists import About
from portal.services.code_lists import PREFIX
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor


@dataclass(frozen=True)
class Proposal:
    """The entries a list is to have from a day on; ``seen`` is its newest version, 0 for none."""

    code: str
    rows: Sequence[Listed]
    begins: date
    seen: int


def make(session: Session, rt: Runtime, told: About, actor: Actor) -> None:
    """Begin a list of one's own; it offers nothing until a version of it is approved.

    :raises Conflict: if there is a list of this code.
    :raises Unacceptable: ``code``.
    """
    if not is_list_code(told.code):
        raise Unacceptable("code")
    if told.code in code_lists.known(session, rt) or not insert_once(
        session, KeptList, code=told.code, row_version=1, **_columns(told, actor)
    ):
        raise Conflict(0, 1)
    deeds.record(session, actor, "list_made", f"catalogue:{PREFIX}{told.code}")


def describe(session: Session, rt: Runtime, told: About, actor: Actor) -> None:
    """Say anew what a list is called and which act it follows.

    :raises Conflict: if somebody else did since ``told.seen``.
    :raises NotFound: if there is no such list, or nothing may be laid over it.
    """
    before = lists.about(session, rt, told.code)
    if before.fixed:
        raise NotFound(told.code)
    row = session.get(KeptList, told.code, with_for_update=True, populate_existing=True)
    if (row.row_version if row else 0) != told.seen:
        raise Conflict(told.seen, row.row_version if row else 0)
    if row is None:
        session.add(KeptList(code=told.code, **_columns(told, actor)))
    else:
        for name, value in _columns(told, actor).items():
            setattr(row, name, value)
    deeds.record(session, actor, "list_described", f"catalogue:{PREFIX}{told.code}")


def propose(session: Session, rt: Runtime, what: Proposal, actor: Actor) -> CatalogueVersion:
    """Keep a version to be approved; it takes the place of one that waits.

    :raises Conflict: if there is a newer version than was seen.
    :raises NotFound: if there is no such list, or nothing may be laid over it.
    :raises Unacceptable: ``same`` if it says what is there already, ``empty``.
    """
    if lists.about(session, rt, what.code).fixed:
        raise NotFound(what.code)
    last = keeping.latest(session, PREFIX + what.code)
    newest = last.version if last else 0
    if newest != what.seen:
        raise Conflict(what.seen, newest)
    if not what.rows:
        raise Unacceptable("empty")
    if _same(session, rt, what):
        raise Unacceptable("same")
    made = insert_once(
        session,
        CatalogueVersion,
        kind=PREFIX + what.code,
        version=newest + 1,
        state=WAITING,
        **_whole(what.rows),
        pulled_at=clock.now(),
        begins=what.begins,
        made_by=actor.name,
        made_by_id=actor.staff_id,
        made_for=actor.reason.strip(),
    )
    if not made:
        raise Conflict(what.seen, newest + 1)
    keeping.replace_older(session, PREFIX + what.code, newest + 1)
    told = {"version": str(newest + 1)}
    deeds.record(session, actor, "list_proposed", f"catalogue:{PREFIX}{what.code}", told)
    return reading.one(session, PREFIX + what.code, newest + 1)


def with_row(rows: Sequence[Listed], row: Listed) -> list[Listed]:
    """Lay one entry over others: in the place of the one with its code, or after the last."""
    if any(each.code == row.code for each in rows):
        return [row if each.code == row.code else each for each in rows]
    return [*rows, row]


def ended(row: Listed, day: date) -> Listed:
    """Let an entry count to a day, and no longer."""
    return replace(row, valid_to=day.isoformat())


def changes(session: Session, rt: Runtime, row: CatalogueVersion) -> list[Change]:
    """List what a version changes, or did; the first one is compared with the list as it came."""
    code = row.kind.removeprefix(PREFIX)
    shipped = code_lists.known(session, rt).get(code)
    before = code_lists.as_rows(shipped.entries()) if shipped else []
    return reading.changes(session, row, _entries(before))


def _same(session: Session, rt: Runtime, what: Proposal) -> bool:
    waits = lists.waiting(session, what.code)
    if waits and waits.begins != what.begins:
        return False
    before = lists.to_edit(session, rt, what.code)
    return not between(_entries(before), _entries(what.rows))


def _entries(rows: Sequence[Listed]) -> dict[str, Entry]:
    return {row.code: row.to_entry() for row in rows}


def _whole(rows: Sequence[Listed]) -> dict[str, Any]:
    body = {"entries": [row.to_entry().to_data() for row in rows], "doubts": []}
    mark = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return {"body": body, "hash": mark}


def _columns(told: About, actor: Actor) -> dict[str, object]:
    return {
        "name": told.name.vi,
        "name_en": told.name.en,
        "source": told.source,
        "certainty": told.certainty,
        "made_at": clock.now(),
        "made_by": actor.name,
    }
