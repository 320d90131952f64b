"""Batches as officers see and steer them: asked for, looked at, stopped."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from portal import clock
from portal.db import insert_once
from portal.domain.errors import NotFound, Unacceptable
from portal.models import DeskBatch, DeskBatchItem
from portal.services.batches.working import Lease
from portal.services.desk import assigning
from portal.services.desk.dealing import Desk
from portal.services.desk.rules import Deed
from portal.services.operations import deeds

KINDS = (NewsKind.ACCEPTED, NewsKind.ASSIGNED, NewsKind.IN_PROCESS)
"""What may be done to many at once: nothing that needs words of its own for each."""
MOST = 500
"""How many dossiers a batch may hold."""
_SHOWN = timedelta(days=7)


@dataclass(frozen=True)
class Chosen:
    """A dossier, and the number of its last event as its officer saw it."""

    code: str
    seen: int

    @property
    def value(self) -> str:
        """How a page sends it."""
        return f"{self.code}:{self.seen}"


@dataclass(frozen=True)
class Wish:
    """What is to be done to which dossiers; ``id`` is the page's own, so that it counts once."""

    id: uuid.UUID
    kind: NewsKind
    chosen: Sequence[Chosen]
    officer: str = ""
    unit: str = ""
    officer_id: uuid.UUID | None = None
    group_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Standing:
    """A batch, and its items in the order in which they are worked."""

    batch: DeskBatch
    items: Sequence[DeskBatchItem]

    @property
    def worked(self) -> int:
        """How many have been worked, whatever came of it."""
        return sum(item.outcome is not None for item in self.items)

    @property
    def done(self) -> int:
        """To how many the deed was done."""
        return sum(item.outcome == "done" for item in self.items)


def begin(session: Session, desk: Desk, wish: Wish, lease: Lease) -> bool:
    """Keep what is to be done; whoever asks has the lease, to work on it first.

    Says whether it was kept by this very call: a page sent twice asks once.

    :raises Unacceptable: ``chosen`` if there is none or too many, ``kind``, ``officer``.
    """
    if not 0 < len(wish.chosen) <= MOST:
        raise Unacceptable("chosen")
    if wish.kind not in KINDS:
        raise Unacceptable("kind")
    if wish.kind == NewsKind.ASSIGNED:
        wish = _named(session, desk, wish)
    now, member = clock.now(), desk.officer
    kept = insert_once(
        session,
        DeskBatch,
        agency_id=lease.key[0],
        id=lease.key[1],
        kind=str(wish.kind),
        officer=wish.officer.strip() if wish.kind == NewsKind.ASSIGNED else "",
        unit=wish.unit.strip(),
        officer_id=wish.officer_id,
        group_id=wish.group_id,
        asked_by_id=member.id,
        asked_by=member.name,
        total=len(wish.chosen),
        begun_at=now,
        moved_at=now,
        worker=lease.worker,
        until=now + timedelta(seconds=lease.seconds),
    )
    if kept:
        _items(session, desk, wish)
    return kept


def _named(session: Session, desk: Desk, wish: Wish) -> Wish:
    """Name whom dossiers are assigned to.

    :raises Unacceptable: ``officer`` if that is nobody.
    """
    if not (wish.officer.strip() or wish.officer_id or wish.group_id):
        raise Unacceptable("officer")
    deed = Deed(
        wish.kind,
        seen=0,
        officer=wish.officer,
        unit=wish.unit,
        officer_id=wish.officer_id,
        group_id=wish.group_id,
    )
    found = assigning.resolved(session, desk.agency.id, deed)
    return replace(
        wish,
        officer=found.officer,
        unit=found.unit,
        officer_id=found.officer_id,
        group_id=found.group_id,
    )


def _items(session: Session, desk: Desk, wish: Wish) -> None:
    session.add_all(
        DeskBatchItem(
            agency_id=desk.agency.id,
            batch_id=wish.id,
            number=number,
            code=each.code,
            seen=each.seen,
        )
        for number, each in enumerate(wish.chosen, 1)
    )
    detail = {"kind": str(wish.kind), "dossiers": len(wish.chosen)}
    deeds.record(session, desk.officer.acting(), "desk_batch_begun", f"batch:{wish.id}", detail)


def stop(session: Session, desk: Desk, batch_id: uuid.UUID) -> None:
    """Work on no further item; what is done stays done. A batch that has ended stays as it is.

    :raises NotFound: if this desk has no such batch.
    """
    key = (desk.agency.id, batch_id)
    row = session.get(DeskBatch, key, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound(f"batch {batch_id}")
    if row.ended_at is None:
        row.ended_at, row.stopped_by = clock.now(), desk.officer.name
        row.worker = row.until = None
        deeds.record(session, desk.officer.acting(), "desk_batch_stopped", f"batch:{batch_id}")


def look(session: Session, desk: Desk, batch_id: uuid.UUID) -> Standing:
    """Tell how far a batch is.

    :raises NotFound: if this desk has no such batch.
    """
    row = session.get(DeskBatch, (desk.agency.id, batch_id))
    if row is None:
        raise NotFound(f"batch {batch_id}")
    query = sa.select(DeskBatchItem).where(
        DeskBatchItem.agency_id == row.agency_id, DeskBatchItem.batch_id == row.id
    )
    return Standing(row, session.scalars(query.order_by(DeskBatchItem.number)).all())


def recent(session: Session, desk: Desk) -> Sequence[DeskBatch]:
    """List a desk's batches that are under way or began in the last days, the newest first."""
    lately = sa.or_(DeskBatch.ended_at.is_(None), DeskBatch.begun_at > clock.now() - _SHOWN)
    query = sa.select(DeskBatch).where(DeskBatch.agency_id == desk.agency.id, lately)
    return session.scalars(query.order_by(DeskBatch.begun_at.desc()).limit(20)).all()
