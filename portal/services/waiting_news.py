"""News that waits, for the news before it or for a file: kept sealed until it may be applied."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.claims import ClaimAnswer
from connectors.fees import FeeLine
from connectors.messages import News, NewsKind, ResultFile
from connectors.steps import ProcessStep
from connectors.wanted import Wanted
from portal import clock, crypto
from portal.domain.errors import NotFound
from portal.models import Dossier, InboxMessage
from portal.runtime import Runtime
from portal.services import numbering, vault
from portal.services.vault import Safe

HELD = "held"


@dataclass(frozen=True)
class Sender:
    """Who numbers its news: an agency by its code, and how far it has been heard of a dossier."""

    code: str
    turn: Callable[[Session, Dossier], int]


_APART = "news"
# News that waits for an earlier one is applied without it after this long: the agency's numbering
# may have a gap nobody will fill.
PATIENCE = timedelta(minutes=15)


def seal(safe: Safe, news: News) -> bytes:
    """Seal a piece of news with its dossier's key."""
    value = asdict(news) | {"raw": news.raw.decode("utf-8", "replace")}
    text = json.dumps(value, ensure_ascii=False, default=datetime.isoformat)
    return safe.seal(f"news/{news.id}", text.encode())


def seal_apart(rt: Runtime, source: str, news: News) -> bytes:
    """Seal what a partner said of a dossier we do not have, by the portal's own key."""
    key_id = rt.keyring.current
    key = rt.keyring.derived(key_id, _APART)
    return key_id.encode() + b":" + crypto.seal(key, news.raw, f"{source}/{news.id}")


def raw(session: Session, rt: Runtime, row: InboxMessage) -> bytes:
    """Open what a partner said, in its own words.

    :raises NotFound: if nothing was kept, or the dossier's key has been erased.
    """
    if row.sealed is None:
        raise NotFound(f"words of {row.message_id}")
    if row.dossier_id is not None:
        return opened(session, rt, row).raw
    key_id, _, sealed = row.sealed.partition(b":")
    key = rt.keyring.derived(key_id.decode(), _APART)
    return crypto.unseal(key, sealed, f"{row.source}/{row.message_id}")


def following(session: Session, rt: Runtime, sender: Sender, code: str) -> News | None:
    """Find the news of a dossier that waited for what its sender has told by now."""
    found = numbering.find(session, code)
    dossier = session.get(Dossier, found) if found else None
    if dossier is None:
        return None
    query = _held().where(
        InboxMessage.dossier_id == dossier.id,
        InboxMessage.source == sender.code,
        InboxMessage.seq == sender.turn(session, dossier) + 1,
    )
    row = session.execute(query.limit(1)).scalar_one_or_none()
    return None if row is None else opened(session, rt, row)


def overdue(session: Session) -> Sequence[InboxMessage]:
    """List news that has waited too long, by dossier in the agency's order."""
    query = _held().where(InboxMessage.received_at < clock.now() - PATIENCE)
    order = (InboxMessage.dossier_id, InboxMessage.seq, InboxMessage.received_at)
    return session.execute(query.order_by(*order)).scalars().all()


def _held() -> sa.Select[tuple[InboxMessage]]:
    return sa.select(InboxMessage).where(InboxMessage.outcome == HELD)


def opened(session: Session, rt: Runtime, row: InboxMessage) -> News:
    """Open news that was kept.

    :raises NotFound: if its dossier's key has been erased.
    """
    assert row.home_agency_id and row.dossier_id and row.sealed is not None
    safe = vault.unlock(session, rt, row.home_agency_id, row.dossier_id)
    value: dict[str, Any] = json.loads(safe.open(f"news/{row.message_id}", row.sealed))
    return News(
        **value
        | {
            "kind": NewsKind(value["kind"]),
            "raw": value["raw"].encode(),
            "occurred_at": _moment(value["occurred_at"]),
            "due_at": _moment(value["due_at"]),
            "reasons": tuple(value["reasons"]),
            "files": tuple(ResultFile(**file) for file in value["files"]),
            # What was sealed before there were these has none.
            "fees": tuple(map(FeeLine.of, value.get("fees", ()))),
            "wanted": tuple(map(Wanted.of, value.get("wanted", ()))),
            "claim": ClaimAnswer.of(claim) if (claim := value.get("claim")) else None,
            "step": ProcessStep.of(step) if (step := value.get("step")) else None,
        }
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
