"""Dossiers as a report sees them: rows with dates, put in without going the whole way."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.states import Channel, Delivery, State
from portal.models import Agency, Dossier, DossierPause
from tests.furnished import house

# What no report looks at.
REST: dict[str, Any] = {
    "birth_month": 202601,
    "delivery": Delivery.CONFIRMED,
    "form_hash": "",
    "case_code": "usual",
    "citizen_id": uuid.UUID(int=1),
    "content_commitment": "",
    "language": "vi",
    "calendar": "vn",
    "calendar_version": 1,
    "term": {},
    "fee": 0,
    "answer_due": house.LONG_AGO,
    "acknowledgement": b"",
    "seq": 1,
    "head": "",
    "news_seq": 0,
    "row_version": 1,
}


@dataclass(frozen=True)
class Past:
    """What became of a dossier; a pause is from when to when, None if it still lasts.

    ``weight`` is how many bytes are sealed in its row.
    """

    received: datetime | None
    due: datetime | None = None
    finished: datetime | None = None
    state: State = State.IN_PROCESS
    channel: Channel = Channel.ONLINE
    pause: tuple[datetime, datetime | None] | None = None
    procedure: str = house.PROCEDURE
    rehearsal: bool = False
    weight: int = 0


def vn(text: str) -> datetime:
    """Read a moment on the wall in Viet Nam: 2026-01-14 17:00."""
    return datetime.fromisoformat(f"{text}+07:00").astimezone(UTC)


def put(session: Session, agency: Agency, pasts: Iterable[Past]) -> None:
    """Put dossiers in."""
    dossiers, pauses = [], []
    for past in pasts:
        key = {"home_agency_id": agency.id, "birth_month": REST["birth_month"]}
        row = _row(past)
        dossiers.append({**REST, **key, **row})
        if past.pause:
            since, until = past.pause
            more = {"dossier_id": row["id"], "event_seq": 2, "since": since, "until": until}
            pauses.append(key | more)
    if dossiers:
        session.execute(sa.insert(Dossier), dossiers)
    if pauses:
        session.execute(sa.insert(DossierPause), pauses)


def _row(past: Past) -> dict[str, Any]:
    id_ = uuid.uuid4()
    return {
        "id": id_,
        "code": str(id_),
        "procedure_code": past.procedure,
        "state": past.state,
        "channel": past.channel,
        "rehearsal": past.rehearsal,
        "sealed_answers": bytes(past.weight),
        "submitted_at": past.received or house.LONG_AGO,
        "received_at": past.received,
        "due_original": past.due,
        "due_current": past.due,
        "finished_at": past.finished,
    }
