"""Agencies: added by an operator, found by level and place, seen only by those they serve."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors import registry
from connectors.organisations import is_organisation, to_new_form
from forms.spec.hops import SYSTEM
from portal import axis_road, clock, crypto
from portal.domain import codes
from portal.domain.errors import NotFound
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import calendars


@dataclass(frozen=True)
class NewAgency:
    """What an operator says of an agency; ``secret`` is what its connector must keep to itself."""

    code: str
    name: str
    name_en: str
    level: str
    place: str
    connector: str
    endpoint: Mapping[str, Any]
    secret: Mapping[str, str] = field(repr=False)
    address: str = ""
    phone: str = ""
    rehearsal: bool = False
    polled: bool = False
    synchronised: bool = False


def add(session: Session, rt: Runtime, new: NewAgency) -> Agency:
    """Add an agency, or bring one of the same code to what is said now.

    :raises CodeMalformed: if dossier codes could not begin with its code.
    """
    codes.format(new.code, clock.today(), 1)
    found = session.execute(
        sa.select(Agency).where(Agency.code == new.code)
    ).scalar_one_or_none() or Agency(
        id=crypto.uuid7(), code=new.code, created_at=clock.now(), calendar=calendars.DEFAULT
    )
    key_id = rt.keyring.current
    key = rt.keyring.derived(key_id, "agency-credentials")
    found.name, found.name_en, found.level, found.place = (
        new.name,
        new.name_en,
        new.level,
        new.place,
    )
    found.address, found.phone = new.address, new.phone
    found.rehearsal, found.polled = new.rehearsal, new.polled
    found.synchronised = new.synchronised
    found.connector, found.endpoint, found.key_id = (new.connector, dict(new.endpoint), key_id)
    found.credentials = crypto.seal(key, json.dumps(dict(new.secret)).encode(), new.code)
    session.add(found)
    session.flush()
    return found


def serving(
    session: Session, levels: Sequence[str], on: date, *, rehearsal: bool
) -> Sequence[Agency]:
    """List the agencies of some levels that are open for dossiers on a day, by name.

    One without a connection is not open: its dossiers could go nowhere. Rehearsal agencies are
    seen by rehearsal citizens alone, and theirs alone by them.
    """
    return (
        session.execute(
            sa.select(Agency)
            .where(
                Agency.level.in_(levels),
                Agency.rehearsal == rehearsal,
                Agency.connector != "",
                sa.or_(Agency.valid_from.is_(None), Agency.valid_from <= on),
                sa.or_(Agency.valid_until.is_(None), Agency.valid_until >= on),
            )
            .order_by(Agency.name)
        )
        .scalars()
        .all()
    )


# What cannot travel as a document: scores are no letter.
_LACKS = {axis_road.NAME: frozenset({"rating"})}


def takes(agency: Agency, letter: str) -> bool:
    """Whether an agency's system has a way in for a kind of letter (``message``, ``rating``).

    What it has none for is not promised to it: the promise could never be kept, and would hold up
    whatever comes after it.
    """
    return registry.takes(agency.connector, letter) and letter not in _LACKS.get(
        agency.connector, ()
    )


def real() -> Sequence[sa.ColumnElement[bool]]:
    """What makes an agency one of those people count: no rehearsal's, no specialised system."""
    system = Agency.level.startswith(SYSTEM, autoescape=True)
    return Agency.rehearsal.is_(False), sa.not_(system)


_MOST_SUCCESSORS = 20


def continues(session: Session, agency_id: uuid.UUID, former: uuid.UUID) -> bool:
    """Say whether an agency is another, or has taken its place, maybe by several steps."""
    seen: set[uuid.UUID] = set()
    found: uuid.UUID | None = former
    while found is not None and found not in seen and len(seen) < _MOST_SUCCESSORS:
        if found == agency_id:
            return True
        seen.add(found)
        found = session.scalar(sa.select(Agency.successor_id).where(Agency.id == found))
    return False


def by_id(session: Session, agency_id: uuid.UUID) -> Agency:
    """Give an agency.

    :raises NotFound: if there is none of this id.
    """
    agency = session.get(Agency, agency_id)
    if agency is None:
        raise NotFound(str(agency_id))
    return agency


def by_code(session: Session, code: str) -> Agency:
    """Give an agency by its code.

    :raises NotFound: if there is none.
    """
    agency = session.execute(sa.select(Agency).where(Agency.code == code)).scalar_one_or_none()
    if agency is None:
        raise NotFound(code)
    return agency


def by_unit(session: Session, unit: str) -> Agency | None:
    """Find an agency by its identifier in either form; those that only rehearse are none."""
    spelt = [unit, to_new_form(unit)] if is_organisation(unit) else []
    query = sa.select(Agency).where(Agency.code.in_(spelt), Agency.rehearsal.is_(False))
    found = {row.code: row for row in session.scalars(query)}
    return next((found[code] for code in spelt if code in found), None)
