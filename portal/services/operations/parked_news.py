"""News that waits for a person: read it in its sender's words, or let it be as it is."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import Heard
from portal.domain.errors import NotFound
from portal.models import Dossier, InboxMessage
from portal.runtime import Runtime
from portal.services import agencies, waiting_news
from portal.services.hopping import hops
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor
from portal.services.waiting_news import HELD

MOST = 200
SETTLED = "settled"
_SHOWN = 20_000


@dataclass(frozen=True)
class Waiting:
    """A piece of news nobody has applied, and its dossier's code ("" if there is no such dossier).

    ``late``: the agency's newer news has been applied, so that this must not be any more.
    """

    message: InboxMessage
    code: str
    late: bool

    @property
    def may_apply(self) -> bool:
        """Whether it can be tried again: its dossier is known, and nothing newer has happened."""
        message = self.message
        return bool(self.code) and not self.late and message.outcome == str(Heard.PARKED)


def everything(session: Session) -> Sequence[InboxMessage]:
    """List news that was not understood or waits, the last first; nothing sealed is opened."""
    query = sa.select(InboxMessage).where(InboxMessage.outcome.in_((HELD, str(Heard.PARKED))))
    return (
        session.execute(query.order_by(InboxMessage.received_at.desc()).limit(MOST)).scalars().all()
    )


def find(session: Session, source: str, message_id: str) -> Waiting:
    """Find one piece of news that waits.

    :raises NotFound: if there is none, or it waits no longer.
    """
    row = session.get(InboxMessage, (source, message_id))
    if row is None or row.outcome not in (HELD, str(Heard.PARKED)):
        raise NotFound(f"news {source}/{message_id}")
    dossier = _dossier(session, row.home_agency_id, row.dossier_id)
    late = False
    if dossier is not None and row.seq is not None:
        late = row.seq < hops.turn(agencies.by_code(session, source), session, dossier)
    return Waiting(row, dossier.code or "" if dossier else "", late)


def open_words(session: Session, rt: Runtime, source: str, message_id: str, actor: Actor) -> str:
    """Open what the agency said, in its own words: they may name people.

    That it was opened, by whom and why is written down in the same transaction.

    :raises NotFound: if it waits no longer, or nothing of it was kept.
    """
    found = find(session, source, message_id).message
    words = waiting_news.raw(session, rt, found)
    record(session, actor, "news_opened", found)
    return words.decode("utf-8", "replace")[:_SHOWN]


def settle(session: Session, source: str, message_id: str, actor: Actor) -> None:
    """Let a parked piece of news be as it is, dealt with by a person; it is never applied.

    :raises NotFound: if it is not parked any more.
    """
    query = sa.select(InboxMessage).where(
        InboxMessage.source == source,
        InboxMessage.message_id == message_id,
        InboxMessage.outcome == str(Heard.PARKED),
    )
    row = session.execute(query.with_for_update()).scalar_one_or_none()
    if row is None:
        raise NotFound(f"news {source}/{message_id}")
    row.outcome = SETTLED
    if row.dossier_id is None:
        # No dossier's key dies with it, so it must not outlive its use.
        row.sealed = None
    record(session, actor, "news_settled", row)


def record(session: Session, actor: Actor, deed: str, row: InboxMessage) -> None:
    """Write down what was done about a piece of news; its words stand nowhere in it."""
    target = f"dossier:{row.dossier_id}" if row.dossier_id else f"agency:{row.source}"
    deeds.record(session, actor, deed, target, {"news": row.message_id, "kind": row.kind})


def _dossier(
    session: Session, home: uuid.UUID | None, dossier_id: uuid.UUID | None
) -> Dossier | None:
    return session.get(Dossier, (home, dossier_id)) if home and dossier_id else None
