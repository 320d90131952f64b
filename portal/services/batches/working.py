"""A batch as it is worked: leased, item by item, each item's deed and its outcome together.

A transaction does one item: the deed and the word that it is done stand together or not at all, so
whoever takes a batch over from a process that was killed does no item twice and leaves none out.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from portal import clock
from portal.db import wake_after_commit
from portal.models import DeskBatch, DeskBatchItem
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.desk import dealing
from portal.services.desk.dealing import Desk
from portal.services.desk.rules import Deed
from portal.services.operations import staff

QUEUE = "batches"
"""What workers are woken for."""
DONE, RIGHTS = "done", "rights"
Key = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True)
class Lease:
    """Which batch somebody works on, and how long it is theirs after each item."""

    key: Key
    worker: str
    seconds: int


def anything_due(session: Session) -> bool:
    """Look, without a lock, whether a batch waits that nobody works on."""
    return session.scalar(sa.select(DeskBatch.id).where(*_due()).limit(1)) is not None


def take(session: Session, worker: str, seconds: int) -> Lease | None:
    """Lease the batch that was longest left alone; None if there is none to be worked on."""
    query = sa.select(DeskBatch).where(*_due()).order_by(DeskBatch.moved_at).limit(1)
    row = session.scalars(query.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    row.worker, row.until = worker, clock.now() + timedelta(seconds=seconds)
    return Lease((row.agency_id, row.id), worker, seconds)


def _due() -> Sequence[sa.ColumnElement[bool]]:
    free = sa.or_(DeskBatch.until.is_(None), DeskBatch.until < clock.now())
    return DeskBatch.ended_at.is_(None), free


def work(session: Session, rt: Runtime, lease: Lease) -> bool:
    """Do the next item; False once there is none, or the batch is not ours any more.

    :raises Conflict: NotFound, Unacceptable: as ``dealing.do``; nothing is done then, and
        ``leave`` says of the item why.
    """
    row, item = _next(session, lease)
    if row is None or item is None:
        return False
    member = staff.member(session, row.asked_by_id)
    if member is None or not member.serves(row.agency_id):
        # Whoever was relieved since does nothing any more, by a batch neither.
        _settle(row, item, RIGHTS, lease)
        return True
    kind = NewsKind(row.kind)
    deed = Deed(
        kind,
        item.seen,
        officer=row.officer,
        unit=row.unit,
        officer_id=row.officer_id,
        group_id=row.group_id,
    )
    desk = Desk(agencies.by_id(session, row.agency_id), member)
    dealing.do(session, rt, desk, item.code, (deed, ()))
    _settle(row, item, DONE, lease)
    return True


def leave(session: Session, lease: Lease, outcome: str) -> bool:
    """Say why the next item was left alone; False if the batch is not ours any more."""
    row, item = _next(session, lease)
    if row is None or item is None:
        return False
    _settle(row, item, outcome, lease)
    return True


def give_back(session: Session, lease: Lease) -> None:
    """Let somebody else go on."""
    row = _ours(session, lease)
    if row is not None:
        row.worker = row.until = None
        wake_after_commit(session, QUEUE)


def _settle(row: DeskBatch, item: DeskBatchItem, outcome: str, lease: Lease) -> None:
    now = clock.now()
    item.outcome, item.worked_at, row.moved_at = outcome, now, now
    row.until = now + timedelta(seconds=lease.seconds)


def _next(session: Session, lease: Lease) -> tuple[DeskBatch | None, DeskBatchItem | None]:
    """Find what comes next; a batch of which nothing is left has ended."""
    row = _ours(session, lease)
    if row is None:
        return None, None
    query = sa.select(DeskBatchItem).where(
        DeskBatchItem.agency_id == row.agency_id,
        DeskBatchItem.batch_id == row.id,
        DeskBatchItem.outcome.is_(None),
    )
    item = session.scalars(query.order_by(DeskBatchItem.number).limit(1)).first()
    if item is None:
        row.ended_at, row.worker, row.until = clock.now(), None, None
    return row, item


def _ours(session: Session, lease: Lease) -> DeskBatch | None:
    """Lock the batch, if it is still ours and has not been stopped."""
    row = session.get(DeskBatch, lease.key, with_for_update=True, populate_existing=True)
    return row if row is not None and row.worker == lease.worker else None
