"""What dossiers have besides their moves: files, records of them, fees, a rating; at random."""

import uuid
from collections.abc import Sequence
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock
from portal.domain.digitising import Source
from portal.domain.paying import FeeState, PaymentState
from portal.domain.states import Channel, State
from portal.models import Attachment, Digitisation, Dossier, FeeNotice, PaperReuse, Payment
from portal.runtime import Runtime
from portal.services import ratings
from portal.services.citizens import Signed
from portal.services.ratings import Opinion
from tests.furnished import house

_CRITERIA = ("attitude", "guidance", "on_time", "papers", "result")
_FEES: Sequence[tuple[tuple[FeeState, str | None], ...]] = (
    ((FeeState.PAID, "platform"),),
    ((FeeState.PAID, "transfer"), (FeeState.REPLACED, None)),
    ((FeeState.PAID, "platform"), (FeeState.PAID, "counter")),
    ((FeeState.OPEN, None),),
    ((FeeState.WAIVED, None),),
)


def enrich(rt: Runtime, random: Random, dossier: Dossier, people: Sequence[Signed]) -> None:
    """Give a dossier some of it; its measures are to be told anew, as with each event."""
    with rt.db.write() as session:
        row = session.get_one(Dossier, house.key(dossier))
        if row.state in (State.DECIDED, State.RETURNED) and random.random() < 0.7:
            session.add(_result(row))
        if random.random() < 0.5:
            _digitise(session, random, row)
        if random.random() < 0.5:
            _owe(session, random, row)
        if row.channel == Channel.ONLINE and random.random() < 0.3:
            _reuse(session, row)
        row.counted_seq = 0
    owner = next((p for p in people if p.id == dossier.citizen_id), None)
    if owner and row.state in (State.DECIDED, State.RETURNED) and random.random() < 0.6:
        _rate(rt, random, owner, dossier)


def _of(row: Dossier) -> dict[str, Any]:
    return {
        "home_agency_id": row.home_agency_id,
        "dossier_id": row.id,
        "birth_month": row.birth_month,
    }


def _result(row: Dossier) -> Attachment:
    file = Attachment(id=uuid.uuid4(), origin="result", document="", media_type="x", **_of(row))
    file.sealed_name, file.size, file.blob, file.added_at = b"", 1, "", clock.now()
    file.sha256 = file.sealed_sha256 = ""
    file.event_seq = row.seq
    return file


def _digitise(session: Session, random: Random, row: Dossier) -> None:
    """Record each file its citizen handed in, or all but one."""
    query = sa.select(Attachment).where(Attachment.dossier_id == row.id)
    for file in session.scalars(query.where(Attachment.origin == "citizen")):
        if random.random() < 0.8:
            record = Digitisation(file_id=file.id, source=Source.SCAN, type_code="T", **_of(row))
            record.sealed, record.sha256, record.event_seq = b"", "", row.seq
            record.recorded_at = clock.now()
            session.add(record)


def _owe(session: Session, random: Random, row: Dossier) -> None:
    for number, (state, way) in enumerate(random.choice(_FEES), start=1):
        paid = uuid.uuid4() if way else None
        fee = FeeNotice(number=number, event_seq=1, basis="form", state=state, **_of(row))
        fee.total, fee.mark, fee.made_at = 8000, f"{row.id}-{number}", row.submitted_at
        fee.payment_id = paid
        session.add(fee)
        if way:
            made = Payment(id=paid, number=number, way=way, transaction=fee.mark, **_of(row))
            made.amount, made.state, made.begun_at = 8000, PaymentState.PAID, row.submitted_at
            session.add(made)


def _reuse(session: Session, row: Dossier) -> None:
    reuse = PaperReuse(file_id=uuid.uuid4(), citizen_id=row.citizen_id, event_seq=1, **_of(row))
    reuse.sealed, reuse.consented_at = b"", row.submitted_at
    session.add(reuse)


def _rate(rt: Runtime, random: Random, owner: Signed, dossier: Dossier) -> None:
    scores = {name: random.choice([0, 1, 2, 2, 2, 2, 2, 2]) for name in _CRITERIA}
    with rt.db.write() as session:
        given = ratings.load(session, rt, owner, dossier.code, lock=True)
        ratings.rate(session, given, Opinion(scores, ""), 0)
