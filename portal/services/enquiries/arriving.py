"""What was asked at the national portal: kept once, placed at its agency, or in sight until it is.

It is kept before anything is made of it: whatever goes wrong afterwards, it is not fetched in vain.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.enquiry_messages import Asked
from portal import clock, crypto
from portal.db import insert_once
from portal.domain.errors import NotFound
from portal.models import Agency, Enquiry, NationalEnquiry
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.enquiries import taking
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor

MOST = 200
FIRST = timedelta(days=30)
"""How far back is asked for at the very first."""
OVERLAP = timedelta(days=3)
"""How far before the newest one known is asked again: what is listed late there is not missed."""
NO_UNIT = "unit"
_PURPOSE = "national-enquiries"


@dataclass(frozen=True)
class Said:
    """One that has no agency yet, opened: who wrote it is not shown, what was asked is."""

    kind: str
    words: str = field(repr=False)
    raw: str = field(repr=False)


def since(session: Session) -> datetime:
    """Say from when on is asked: however long nothing could be fetched, it goes on there."""
    newest = session.scalar(sa.select(sa.func.max(NationalEnquiry.asked_at)))
    return newest - OVERLAP if newest else clock.now() - FIRST


def keep(session: Session, rt: Runtime, asked: Asked) -> bool:
    """Keep what was fetched; False if it was before."""
    now = clock.now()
    # A moment that has not come would have us miss what is asked until then.
    at = min(asked.asked_at, now) if asked.asked_at else None
    return insert_once(
        session,
        NationalEnquiry,
        code=asked.code,
        unit=asked.unit,
        asked_at=at,
        fetched_at=now,
        wrong=asked.wrong or None,
        sealed=_seal(rt, asked),
    )


def unplaced(session: Session) -> Sequence[str]:
    """List the codes of what waits for its agency and lacks nothing, the oldest first."""
    query = sa.select(NationalEnquiry.code).where(
        NationalEnquiry.settled_at.is_(None),
        sa.or_(NationalEnquiry.wrong.is_(None), NationalEnquiry.wrong == NO_UNIT),
    )
    order = (NationalEnquiry.fetched_at, NationalEnquiry.asked_at, NationalEnquiry.code)
    return session.scalars(query.order_by(*order)).all()


def place(session: Session, rt: Runtime, code: str, agency: Agency | None = None) -> bool:
    """Give one to the agency it was written to, or to this one; False if there is none.

    :raises NotFound: if it waits no longer.
    """
    row = _locked(session, code)
    asked = _opened(rt, row)
    at = agency or agencies.by_unit(session, asked.unit)
    if at is None:
        row.wrong = NO_UNIT
        return False
    made = taking.from_national(session, rt, at, asked)
    row.home_agency_id, row.enquiry_id = made.home_agency_id, made.id
    row.settled_at, row.wrong, row.sealed = clock.now(), None, None
    return True


def place_by_hand(session: Session, rt: Runtime, code: str, to: str, actor: Actor) -> Enquiry:
    """Give one to the agency an operator has chosen.

    :raises NotFound: if it waits no longer, has no text to be answered, or there is no such agency.
    """
    agency = agencies.by_code(session, to)
    row = _locked(session, code)
    if agency.rehearsal or not answerable(row):
        raise NotFound(f"national enquiry {code} for {to}")
    place(session, rt, code, agency)
    session.flush()
    deeds.record(session, actor, "enquiry_placed", f"agency:{to}", {"code": code})
    return session.get_one(Enquiry, (row.home_agency_id, row.enquiry_id))


def close(session: Session, code: str, actor: Actor) -> None:
    """Let one be: a person has dealt with it in another way; nobody is told anything.

    :raises NotFound: if it waits no longer.
    """
    row = _locked(session, code)
    row.settled_at, row.sealed = clock.now(), None
    deeds.record(session, actor, "enquiry_closed", "national", {"code": code, "unit": row.unit})


def waiting(session: Session) -> Sequence[NationalEnquiry]:
    """List what has no agency, the longest waiting first; nothing sealed is opened."""
    query = sa.select(NationalEnquiry).where(NationalEnquiry.settled_at.is_(None))
    return session.scalars(query.order_by(NationalEnquiry.fetched_at).limit(MOST)).all()


def find(session: Session, code: str) -> NationalEnquiry:
    """Find one that has no agency.

    :raises NotFound: if it waits no longer.
    """
    row = session.get(NationalEnquiry, code)
    if row is None or row.settled_at is not None:
        raise NotFound(f"national enquiry {code}")
    return row


def answerable(row: NationalEnquiry) -> bool:
    """Whether an agency could answer one: it has a code to answer under, and a text."""
    lacks = (row.wrong or NO_UNIT).split(", ")
    return row.code[:1] != "?" and (lacks == [NO_UNIT] or row.unit == "" and len(lacks) == 1)


def read(session: Session, rt: Runtime, code: str, actor: Actor) -> Said:
    """Open one, to see whose it is; that it was opened, by whom and why is written down.

    :raises NotFound: if it waits no longer.
    """
    row = find(session, code)
    asked = _opened(rt, row)
    deeds.record(session, actor, "enquiry_opened", "national", {"code": code, "unit": row.unit})
    return Said(asked.kind, asked.words, asked.raw)


def _locked(session: Session, code: str) -> NationalEnquiry:
    row = session.get(NationalEnquiry, code, with_for_update=True, populate_existing=True)
    if row is None or row.settled_at is not None:
        raise NotFound(f"national enquiry {code}")
    return row


def _seal(rt: Runtime, asked: Asked) -> bytes:
    said = {**asdict(asked), "asked_at": None}
    key_id = rt.keyring.current
    text = json.dumps(said, ensure_ascii=False).encode()
    sealed = crypto.seal(rt.keyring.derived(key_id, _PURPOSE), text, asked.code)
    return key_id.encode() + b":" + sealed


def _opened(rt: Runtime, row: NationalEnquiry) -> Asked:
    key_id, _, sealed = (row.sealed or b"").partition(b":")
    key = rt.keyring.derived(key_id.decode(), _PURPOSE)
    return Asked(**json.loads(crypto.unseal(key, sealed, row.code)))
