"""The list of an agency that fetches: a promise stays on it, and open, until it is confirmed.

Positions are taken under the lock of the list's end, in the transaction that lays the promise
there. So they become visible in their order, and a cursor over them skips nothing that commits
late. Only what may be sent next of a dossier is ever laid there: the order within it is kept.
"""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.listing import Entry, Item, ListWish
from portal import clock
from portal.db import insert_once
from portal.models import AgencyCursor, Dossier, ListedItem, Promise, PromiseState
from portal.services.vault import Safe

LISTED, FETCHED, OVERDUE = "listed", "fetched", "overdue"
_END = "list"
_REFUSED = "rejected"


def put(session: Session, safe: Safe, agency_id: uuid.UUID, promise: Promise, item: Item) -> str:
    """Lay a locked promise on its agency's list; says ``listed``, or ``overdue`` if it lay there.

    What the agency refused and a person lets go out again gets a new place, behind its cursor.
    """
    row = find(session, agency_id, promise.key)
    if row is not None and promise.last_outcome != _REFUSED:
        return OVERDUE
    if row is None:
        row = ListedItem(
            agency_id=agency_id,
            key=promise.key,
            home_agency_id=promise.home_agency_id,
            dossier_id=promise.dossier_id,
            destination=promise.destination,
            promise_seq=promise.seq,
            kind=promise.kind,
        )
    row.position, row.listed_at = _next(session, agency_id), clock.now()
    row.target, row.content_hash = item.target, item.content_hash
    row.sealed = safe.seal(_label(promise.key), item.body)
    session.add(row)
    return LISTED


def _next(session: Session, agency_id: uuid.UUID) -> int:
    """Take the next position; whoever else wants one waits until this transaction stands."""
    key, now = {"agency_id": agency_id, "stream": _END}, clock.now()
    insert_once(session, AgencyCursor, **key, cursor="0", moved_at=now)
    row = session.get_one(AgencyCursor, key, with_for_update=True, populate_existing=True)
    row.cursor, row.moved_at = str(int(row.cursor) + 1), now
    return int(row.cursor)


def end(session: Session, agency_id: uuid.UUID) -> int:
    """Give the last position that was ever taken on an agency's list; 0 before the first."""
    row = session.get(AgencyCursor, (agency_id, _END))
    return int(row.cursor) if row else 0


def page(session: Session, agency_id: uuid.UUID, wish: ListWish) -> Sequence[Entry]:
    """List what lies ready after a position, in its order."""
    query = (
        sa.select(ListedItem, Dossier.code)
        .join(Promise, _of_promise())
        .join(
            Dossier,
            sa.and_(
                Dossier.home_agency_id == ListedItem.home_agency_id,
                Dossier.id == ListedItem.dossier_id,
            ),
        )
        .where(
            ListedItem.agency_id == agency_id,
            ListedItem.position > wish.after,
            ListedItem.confirmed_at.is_(None),
            Promise.state == PromiseState.WAITING,
        )
        .order_by(ListedItem.position)
        .limit(wish.limit)
    )
    return [
        Entry(row.position, row.key, code, row.target, row.content_hash, row.listed_at)
        for row, code in session.execute(query)
    ]


def _of_promise() -> sa.ColumnElement[bool]:
    return sa.and_(
        Promise.home_agency_id == ListedItem.home_agency_id,
        Promise.dossier_id == ListedItem.dossier_id,
        Promise.destination == ListedItem.destination,
        Promise.seq == ListedItem.promise_seq,
    )


def find(session: Session, agency_id: uuid.UUID, key: str) -> ListedItem | None:
    """Find what lay on an agency's list under a key, open or confirmed."""
    query = sa.select(ListedItem).where(ListedItem.agency_id == agency_id, ListedItem.key == key)
    return session.scalars(query).one_or_none()


def promise(session: Session, row: ListedItem) -> Promise:
    """Give the promise of a line of the list, locked."""
    key = (row.home_agency_id, row.dossier_id, row.destination, row.promise_seq)
    return session.get_one(Promise, key, with_for_update=True, populate_existing=True)


def note_fetched(session: Session, row: ListedItem) -> None:
    """Note for people that an agency has fetched what lies ready, and not confirmed it yet."""
    waiting = promise(session, row)
    if waiting.last_outcome == LISTED:
        waiting.last_outcome = FETCHED


def opened(safe: Safe, row: ListedItem) -> Item:
    """Open what an agency gets."""
    body = safe.open(_label(row.key), row.sealed)
    return Item(row.target, body, row.content_hash)


def _label(key: str) -> str:
    return f"listed/{key}"
