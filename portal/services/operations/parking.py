"""Promises that wait for a person, grouped by place and cause; and letting them be tried again."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db import wake_after_commit
from portal.domain.errors import NotFound
from portal.models import Document, Dossier, Promise, PromiseState
from portal.services import outbox
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor

MOST = 200


@dataclass(frozen=True)
class Group:
    """Parked promises to one destination for one cause."""

    destination: str
    outcome: str
    error: str
    count: int
    oldest: datetime

    @property
    def key(self) -> str:
        """What the group is called in addresses."""
        told = f"{self.destination}\n{self.outcome}\n{self.error}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Member:
    """One promise of a group, by its dossier's code, or what else it is about is called by.

    ``dossier``: it is a dossier's; ``document`` is the official document it is of, if it is one's.
    """

    code: str
    kind: str
    seq: int
    made_at: datetime
    attempts: int
    dossier: bool = True
    document: uuid.UUID | None = None


def groups(session: Session) -> Sequence[Group]:
    """List what is parked by place and cause, the largest group first."""
    error = sa.func.coalesce(Promise.last_error, "")
    outcome = sa.func.coalesce(Promise.last_outcome, "")
    oldest = sa.func.min(Promise.made_at, type_=Promise.made_at.type)
    query = (
        sa.select(Promise.destination, outcome, error, sa.func.count(), oldest)
        .where(Promise.state == PromiseState.PARKED)
        .group_by(Promise.destination, outcome, error)
    )
    found = [Group(*row) for row in session.execute(query)]
    return sorted(found, key=lambda one: (-one.count, one.destination, one.outcome, one.error))


def group(session: Session, key: str) -> tuple[Group, Sequence[Member]]:
    """Give one group and its promises, oldest first, 200 at most.

    :raises NotFound: if nothing is parked for such a cause any more.
    """
    found = _group(session, key)
    query = (
        outbox.about(sa.select(outbox.NAMED, Dossier.id, Document.id, Promise))
        .where(*_of(found))
        .order_by(Promise.made_at, Promise.dossier_id, Promise.seq)
        .limit(MOST)
    )
    members = [
        Member(code, row.kind, row.seq, row.made_at, row.attempts, dossier is not None, document)
        for code, dossier, document, row in session.execute(query)
    ]
    return found, members


def replay_group(session: Session, key: str, actor: Actor) -> int:
    """Let a whole group be tried again, each asking first whether it has arrived; how many."""
    found = _group(session, key)
    rows = session.execute(sa.select(Promise).where(*_of(found)).with_for_update()).scalars().all()
    for row in rows:
        outbox.again(row)
    wake_after_commit(session, "outbox")
    told = {"cause": found.outcome, "count": len(rows)}
    deeds.record(session, actor, "promises_replayed", f"destination:{found.destination}", told)
    return len(rows)


def replay(
    session: Session,
    destination: str,
    dossier: tuple[uuid.UUID, uuid.UUID] | None,
    actor: Actor,
    *,
    not_arrived: bool = False,
) -> int:
    """Let what is parked for a destination be tried again, all of it or one dossier's.

    ``not_arrived``: somebody has found out that it did not arrive; nobody is asked once more.
    """
    count = outbox.replay(session, destination, dossier, not_arrived=not_arrived)
    told = {"dossier": str(dossier[1]) if dossier else "", "count": count}
    told |= {"not_arrived": True} if not_arrived else {}
    deeds.record(session, actor, "promises_replayed", f"destination:{destination}", told)
    return count


def pause(session: Session, destination: str, actor: Actor) -> None:
    """Hold a destination back; what is promised to it waits and is not lost."""
    outbox.pause(session, destination, actor.name)
    deeds.record(session, actor, "destination_paused", f"destination:{destination}")


def resume(session: Session, destination: str, actor: Actor) -> None:
    """Let a destination go again, its breaker closed.

    :raises NotFound: if nothing was ever promised to it.
    """
    outbox.resume(session, destination)
    deeds.record(session, actor, "destination_resumed", f"destination:{destination}")


def limit(
    session: Session, destination: str, at_once: int | None, per_minute: int | None, actor: Actor
) -> None:
    """Say how many calls a destination bears at once and a minute; None is any number."""
    outbox.limit(session, destination, at_once, per_minute)
    told = {"at_once": at_once, "per_minute": per_minute}
    deeds.record(session, actor, "destination_limited", f"destination:{destination}", told)


def _group(session: Session, key: str) -> Group:
    found = next((one for one in groups(session) if one.key == key), None)
    if found is None:
        raise NotFound(f"nothing is parked for {key}")
    return found


def _of(one: Group) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Promise.state == PromiseState.PARKED,
        Promise.destination == one.destination,
        sa.func.coalesce(Promise.last_outcome, "") == one.outcome,
        sa.func.coalesce(Promise.last_error, "") == one.error,
    )
