"""What agencies tell us: each message once, in the agency's own order, never over a newer state."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import Heard, News, NewsKind, ResultFile
from portal import clock
from portal.domain.errors import IllegalMove, NotFound
from portal.domain.states import State
from portal.models import Agency, Dossier, InboxMessage
from portal.runtime import Runtime
from portal.services import attachments, events, numbering, tracking, vault
from portal.services.attachments import Stored
from portal.services.events import Occurrence
from portal.services.vault import Place, Safe

HELD = "held"
# News that waits for an earlier one is applied without it after this long: the agency's numbering
# may have a gap nobody will fill.
PATIENCE = timedelta(minutes=15)

STATES = {
    NewsKind.ACCEPTED: State.ACCEPTED,
    NewsKind.REFUSED: State.REFUSED,
    NewsKind.IN_PROCESS: State.IN_PROCESS,
    NewsKind.SUPPLEMENT_REQUESTED: State.AWAITING_SUPPLEMENT,
    NewsKind.FEE_REQUESTED: State.AWAITING_PAYMENT,
    NewsKind.STOPPED: State.STOPPED,
    NewsKind.DECIDED: State.DECIDED,
    NewsKind.RETURNED: State.RETURNED,
    NewsKind.WITHDRAWN: State.WITHDRAWN,
}


@dataclass(frozen=True)
class Told:
    """A piece of news with its files brought in, and the content hash the agency ought to hold."""

    news: News
    files: Sequence[Stored] = ()
    expected_hash: str | None = None
    patient: bool = True


def locate(session: Session, agency: Agency, code: str) -> Place | None:
    """Find a dossier of this agency by its code; another agency's is as good as none."""
    found = numbering.find(session, code)
    if found is None or found[0] != agency.id:
        return None
    dossier = session.get(Dossier, found)
    return Place(*found, dossier.birth_month) if dossier else None


def home(session: Session, code: str) -> uuid.UUID:
    """Say which agency a dossier is at home at.

    :raises NotFound: if there is no such dossier.
    """
    found = numbering.find(session, code)
    if found is None:
        raise NotFound(code)
    return found[0]


def answered(session: Session, agency: Agency, news: News) -> bool:
    """Say whether this message was dealt with before."""
    row = session.get(InboxMessage, (agency.code, news.id))
    return row is not None and row.outcome != HELD


def apply(session: Session, rt: Runtime, agency: Agency, told: Told) -> Heard | None:
    """Apply a piece of news; None means it is held until the news before it has come."""
    news = told.news
    place = locate(session, agency, news.dossier)
    if place is None:
        return Heard.NO_SUCH_DOSSIER
    # The dossier's lock makes a message that comes twice at once come one after the other.
    dossier = events.lock(session, place.home_agency_id, place.dossier_id)
    if answered(session, agency, news):
        return Heard.DUPLICATE
    safe = vault.unlock(session, rt, place.home_agency_id, place.dossier_id)
    heard, reason = _judge(session, safe, dossier, told)
    _note(session, safe, agency, dossier, news, heard, reason)
    return heard


def _judge(
    session: Session, safe: Safe, dossier: Dossier, told: Told
) -> tuple[Heard | None, str | None]:
    """Decide what becomes of a piece of news, and let it happen."""
    news = told.news
    if news.seq is not None:
        if news.seq <= dossier.news_seq:
            return Heard.STALE, "older than what is known"
        if told.patient and news.seq > dossier.news_seq + 1:
            return None, f"waits for number {dossier.news_seq + 1}"
        dossier.news_seq = news.seq
    if news.kind == NewsKind.UNKNOWN:
        return Heard.PARKED, news.problem
    if news.kind == NewsKind.CONFIRMED and news.content_hash not in (None, told.expected_hash):
        return Heard.PARKED, "the agency holds other content than was sent"
    after = STATES.get(news.kind)
    if after is not None and after == dossier.state:
        return Heard.STALE, "said before"
    try:
        _happen(session, safe, dossier, told, after)
    except IllegalMove as error:
        return Heard.PARKED, str(error)
    return Heard.APPLIED, None


def _happen(
    session: Session, safe: Safe, dossier: Dossier, told: Told, after: State | None
) -> None:
    news = told.news
    now = clock.now()
    what = Occurrence(
        kind=str(news.kind),
        # A partner's clock may run ahead; nothing has happened later than now.
        occurred_at=min(news.occurred_at or now, now),
        after=after,
        facts={
            "news": news.id,
            "due_at": news.due_at.isoformat() if news.due_at else None,
            "files": len(told.files),
        },
        private={
            "officer": news.officer,
            "unit": news.unit,
            "note": news.note,
            "reasons": list(news.reasons),
            "content_hash": news.content_hash,
            "files": [file.sha256 for file in told.files],
        },
    )
    if after is None:
        event = events.record(session, safe, dossier, what)
    else:
        event = tracking.move(session, safe, dossier, what)
    tracking.confirm(dossier, now)
    place = Place(dossier.home_agency_id, dossier.id, dossier.birth_month)
    for file in told.files:
        attachments.keep(session, safe, place, file, event.seq)


def _note(
    session: Session,
    safe: Safe,
    agency: Agency,
    dossier: Dossier,
    news: News,
    heard: Heard | None,
    reason: str | None,
) -> None:
    row = session.get(InboxMessage, (agency.code, news.id))
    if row is None:
        row = InboxMessage(source=agency.code, message_id=news.id, received_at=clock.now())
        session.add(row)
    row.home_agency_id, row.dossier_id = dossier.home_agency_id, dossier.id
    row.kind, row.seq, row.reason = str(news.kind), news.seq, reason
    row.outcome = HELD if heard is None else str(heard)
    kept = heard in (None, Heard.PARKED)
    row.sealed = safe.seal(f"news/{news.id}", _pack(news)) if kept else None


def held(session: Session, rt: Runtime, *, dossier_code: str | None = None) -> list[News]:
    """List news that may be applied now: the next of a dossier, or whatever has waited too long."""
    query = sa.select(InboxMessage).where(InboxMessage.outcome == HELD)
    if dossier_code is None:
        query = query.where(InboxMessage.received_at < clock.now() - PATIENCE)
    else:
        found = numbering.find(session, dossier_code)
        dossier = session.get(Dossier, found) if found else None
        if dossier is None:
            return []
        query = query.where(
            InboxMessage.dossier_id == dossier.id, InboxMessage.seq == dossier.news_seq + 1
        )
    rows = session.execute(query.order_by(InboxMessage.dossier_id, InboxMessage.seq)).scalars()
    return [_unpack(_open(session, rt, row)) for row in rows]


def _open(session: Session, rt: Runtime, row: InboxMessage) -> bytes:
    assert row.home_agency_id and row.dossier_id and row.sealed is not None
    safe = vault.unlock(session, rt, row.home_agency_id, row.dossier_id)
    return safe.open(f"news/{row.message_id}", row.sealed)


def _pack(news: News) -> bytes:
    value = asdict(news) | {
        "raw": news.raw.decode("utf-8", "replace"),
        "occurred_at": news.occurred_at.isoformat() if news.occurred_at else None,
        "due_at": news.due_at.isoformat() if news.due_at else None,
    }
    return json.dumps(value, ensure_ascii=False).encode()


def _unpack(packed: bytes) -> News:
    value: dict[str, Any] = json.loads(packed)
    return News(
        **value
        | {
            "kind": NewsKind(value["kind"]),
            "raw": value["raw"].encode(),
            "occurred_at": _moment(value["occurred_at"]),
            "due_at": _moment(value["due_at"]),
            "reasons": tuple(value["reasons"]),
            "files": tuple(ResultFile(**file) for file in value["files"]),
        }
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
