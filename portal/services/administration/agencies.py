"""Agencies as administrators keep them: what they are called, where, and from when until when.

Nothing is deleted: an agency that ends (merged, dissolved) gets a last day, takes no new dossier
after it, and finishes what it has.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.domain import codes
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.models import Agency, CalendarVersion
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor


@dataclass(frozen=True)
class Described:
    """What an administrator says of an agency; ``valid_until`` is its last day.

    ``successor`` is the code of the agency that has taken its place, "" if none has.
    """

    name: str
    name_en: str
    level: str
    place: str
    address: str = ""
    phone: str = ""
    calendar: str = "vn"
    valid_from: date | None = None
    valid_until: date | None = None
    letterhead: Mapping[str, str] = field(default_factory=dict)
    successor: str = ""


def everyone(session: Session) -> Sequence[Agency]:
    """List all agencies by code, rehearsal ones last."""
    return (
        session.execute(sa.select(Agency).order_by(Agency.rehearsal, Agency.code)).scalars().all()
    )


def levels(session: Session) -> Sequence[str]:
    """List the levels there are agencies of, by name."""
    return (
        session.execute(sa.select(Agency.level).distinct().order_by(Agency.level)).scalars().all()
    )


def open_from(agency: Agency, on: date) -> bool:
    """Whether an agency takes new dossiers on a day."""
    began = agency.valid_from is None or agency.valid_from <= on
    return began and (agency.valid_until is None or on <= agency.valid_until)


def create(session: Session, rt: Runtime, code: str, said: Described, actor: Actor) -> Agency:
    """Add an agency that is reached by nothing yet: citizens find it once its connection is set.

    :raises CodeMalformed: if dossier codes could not begin with ``code``.
    :raises Unacceptable: ``known`` if there is one of this code, or as :func:`change`.
    """
    codes.format(code, clock.today(), 1)
    told = _told(session, code, said)
    if session.scalar(sa.select(Agency.id).where(Agency.code == code)):
        raise Unacceptable("known")
    key_id = rt.keyring.current
    key = rt.keyring.derived(key_id, "agency-credentials")
    row = Agency(
        id=crypto.uuid7(),
        code=code,
        created_at=clock.now(),
        connector="",
        endpoint={},
        credentials=crypto.seal(key, b"{}", code),
        key_id=key_id,
        **told,
    )
    session.add(row)
    deeds.record(session, actor, "agency_added", f"agency:{code}")
    return row


def change(session: Session, code: str, seen: int, said: Described, actor: Actor) -> Agency:
    """Describe an agency anew; what it is called on papers already printed stays.

    :raises Conflict: if somebody has changed it since it was read (``seen``, its row version).
    :raises NotFound: if there is none of this code.
    :raises Unacceptable: ``backwards`` if it would end before it begins, ``calendar`` if there is
        no such calendar, ``successor`` if no other agency has that code, or it would come after
        itself.
    """
    row = locked(session, code, seen)
    wanted = _told(session, code, said)
    told = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in told.items():
        setattr(row, name, value)
    deeds.record(session, actor, "agency_changed", f"agency:{code}", {"fields": sorted(told)})
    session.flush()
    return row


def locked(session: Session, code: str, seen: int) -> Agency:
    """Give an agency to be changed, as it was seen.

    :raises Conflict: if somebody has changed it since.
    :raises NotFound: if there is none of this code.
    """
    query = sa.select(Agency).where(Agency.code == code).with_for_update()
    row = session.execute(query.execution_options(populate_existing=True)).scalar_one_or_none()
    if row is None:
        raise NotFound(code)
    if row.row_version != seen:
        raise Conflict(seen, row.row_version)
    return row


def codes_of(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Give the codes of some agencies."""
    rows = session.execute(sa.select(Agency.id, Agency.code).where(Agency.id.in_(ids)))
    return {agency_id: code for agency_id, code in rows}


def _told(session: Session, code: str, said: Described) -> dict[str, Any]:
    """Give the columns of what is said, if it makes sense."""
    _sensible(session, said)
    told = asdict(said)
    wanted = told.pop("successor")
    return {**told, "successor_id": _successor(session, code, wanted) if wanted else None}


def _successor(session: Session, code: str, wanted: str) -> uuid.UUID:
    """Find the agency that takes another's place; nobody comes after themselves."""
    ids = dict(session.execute(sa.select(Agency.code, Agency.id)).tuples().all())
    found, own = ids.get(wanted), ids.get(code)
    if found is None or wanted == code:
        raise Unacceptable("successor")
    if own is not None and agencies.continues(session, own, found):
        raise Unacceptable("successor")
    return found


def _sensible(session: Session, said: Described) -> None:
    if said.valid_from and said.valid_until and said.valid_until < said.valid_from:
        raise Unacceptable("backwards")
    known = sa.select(CalendarVersion.name).where(CalendarVersion.name == said.calendar)
    if session.scalar(known.limit(1)) is None:
        raise Unacceptable("calendar")
