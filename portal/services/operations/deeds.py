"""Who did what to what, when and why: written beside every deed of the staff, never changed."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.models import StaffDeed
from portal.services import acting


@dataclass(frozen=True)
class Actor:
    """Who acts, and why; ``staff_id`` is None for somebody at the command line."""

    name: str
    staff_id: uuid.UUID | None = None
    reason: str = ""


def record(
    session: Session, actor: Actor, deed: str, target: str, detail: Mapping[str, Any] | None = None
) -> StaffDeed:
    """Write a deed down, in the transaction that does it; nothing personal may stand in it.

    In whose place it is done to a dossier (``dossier:`` and its id) is written by itself.
    """
    about = target.removeprefix("dossier:")
    row = StaffDeed(
        id=crypto.uuid7(),
        done_at=clock.now(),
        staff_id=actor.staff_id,
        by=actor.name,
        deed=deed,
        target=target,
        reason=actor.reason.strip(),
        detail={**(detail or {}), **acting.told(session, about)},
    )
    session.add(row)
    session.flush()
    return row


def recent(session: Session, most: int = 200) -> Sequence[StaffDeed]:
    """List what was done, the last first."""
    query = sa.select(StaffDeed).order_by(StaffDeed.done_at.desc(), StaffDeed.id.desc())
    return session.execute(query.limit(most)).scalars().all()


def of_target(session: Session, target: str) -> Sequence[StaffDeed]:
    """List what was done to one thing, the last first."""
    query = sa.select(StaffDeed).where(StaffDeed.target == target)
    return (
        session.execute(query.order_by(StaffDeed.done_at.desc(), StaffDeed.id.desc()))
        .scalars()
        .all()
    )
