"""The messages of a dossier in order, and how far each of the citizen's has come."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from portal import clock
from portal.models import Dossier, Event
from portal.services import events
from portal.services.attachments import Held
from portal.services.content import Content

SENT, DELIVERED, HEARD = "message_sent", "message_delivered", str(NewsKind.MESSAGE)
HELD, ARRIVED, ANSWERED = "held", "delivered", "answered"
# Messages that come one upon the other are told of once, as long as none of them was read.
_BURST = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One message. ``own`` is the citizen's, with how far it is: held, delivered, answered.

    ``unread``: the agency's, and its citizen has not seen it yet. ``by`` names who wrote it there.
    """

    seq: int
    own: bool
    at: datetime
    text: str = field(repr=False)
    by: str = ""
    files: Sequence[Held] = field(default=(), repr=False)
    state: str = ""
    unread: bool = False


def key(dossier_id: uuid.UUID, seq: int) -> str:
    """Name a message of the citizen's as its promise and its agency do."""
    return f"{dossier_id}.message.{seq}"


def read(session: Session, content: Content) -> list[Entry]:
    """Read the thread, oldest first."""
    rows = list(session.scalars(_of(content.dossier).order_by(Event.seq)))
    arrived = {row.facts["of"] for row in rows if row.kind == DELIVERED}
    answered = {row.facts.get("answers") for row in rows if row.kind == HEARD}
    states = {
        row.seq: (
            ANSWERED
            if key(row.dossier_id, row.seq) in answered
            else ARRIVED if row.seq in arrived else HELD
        )
        for row in rows
        if row.kind == SENT
    }
    return [_entry(content, row, states) for row in rows if row.kind != DELIVERED]


def _entry(content: Content, row: Event, states: Mapping[int, str]) -> Entry:
    said, own = events.private(content.safe, row), row.kind == SENT
    return Entry(
        seq=row.seq,
        own=own,
        at=row.occurred_at,
        text=(said.get("text") if own else said.get("note")) or "",
        by=" · ".join(filter(None, (said.get("officer"), said.get("unit")))),
        files=[file for file in content.files if file.event_seq == row.seq],
        state=states.get(row.seq, ""),
        unread=not own and row.seq > (content.dossier.messages_read or 0),
    )


def mark_read(session: Session, dossier: Dossier) -> None:
    """Remember that the citizen has seen all there is; nobody's version of anything changes."""
    last = session.scalar(_of(dossier, HEARD).with_only_columns(sa.func.max(Event.seq)))
    if last is None or last <= (dossier.messages_read or 0):
        return
    session.execute(
        sa.update(Dossier)
        .where(
            Dossier.home_agency_id == dossier.home_agency_id,
            Dossier.id == dossier.id,
            sa.func.coalesce(Dossier.messages_read, 0) < last,
        )
        .values(messages_read=last)
        .execution_options(synchronize_session=False)
    )


def just_told(session: Session, dossier: Dossier) -> bool:
    """Say whether the citizen was told of a message a short while ago and has not read it."""
    lately = _of(dossier, HEARD).where(
        Event.seq > (dossier.messages_read or 0), Event.recorded_at > clock.now() - _BURST
    )
    return session.execute(lately.with_only_columns(sa.literal(1)).limit(1)).first() is not None


def _of(dossier: Dossier, *kinds: str) -> sa.Select[tuple[Event]]:
    return sa.select(Event).where(
        Event.home_agency_id == dossier.home_agency_id,
        Event.dossier_id == dossier.id,
        Event.kind.in_(kinds or (SENT, DELIVERED, HEARD)),
    )
