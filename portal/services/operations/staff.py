"""Those who work here: found at sign-in, given roles and relieved of them at once."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import clock, crypto
from portal.db import insert_once
from portal.domain.errors import NotFound
from portal.models import Staff, StaffRole
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor

OPERATOR = "operator"
OFFICER = "officer"
REPORTER, APPROVER = "reporter", "approver"
"""Who writes an agency's reports, and who approves, signs and sends them."""


@dataclass(frozen=True)
class Role:
    """What somebody may do, for one agency or (None) for the whole installation."""

    name: str
    agency_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Member:
    """Somebody of the staff with the roles they have this very moment.

    ``number`` is their own citizen number, "" where the provider of their sign-in tells none.
    """

    id: uuid.UUID
    subject: str
    name: str
    roles: frozenset[Role]
    number: str = field(default="", repr=False, compare=False)

    @property
    def operates(self) -> bool:
        """Whether they may open the console."""
        return Role(OPERATOR) in self.roles

    def serves(self, agency_id: uuid.UUID) -> bool:
        """Whether they work at the desk of an agency."""
        return Role(OFFICER, agency_id) in self.roles

    @property
    def desks(self) -> frozenset[uuid.UUID]:
        """The agencies at whose desks they work."""
        found = (role.agency_id for role in self.roles if role.name == OFFICER)
        return frozenset(agency for agency in found if agency is not None)

    def reports(self, agency_id: uuid.UUID) -> bool:
        """Whether they write an agency's reports."""
        return Role(REPORTER, agency_id) in self.roles

    def approves(self, agency_id: uuid.UUID) -> bool:
        """Whether they approve an agency's reports."""
        return Role(APPROVER, agency_id) in self.roles

    @property
    def reporting(self) -> frozenset[uuid.UUID]:
        """The agencies with whose reports they have to do."""
        found = (role.agency_id for role in self.roles if role.name in (REPORTER, APPROVER))
        return frozenset(agency for agency in found if agency is not None)

    def acting(self, reason: str = "") -> Actor:
        """Give who acts, for a reason."""
        return Actor(self.name, self.id, reason)


@dataclass(frozen=True)
class Person:
    """How a provider knows somebody, and what they are called."""

    issuer: str
    subject: str
    name: str


def give(session: Session, person: Person, role: Role, actor: Actor) -> bool:
    """Give somebody a role, before or after they first sign in; says whether they had it not."""
    insert_once(
        session,
        Staff,
        id=crypto.uuid7(),
        issuer=person.issuer,
        subject=person.subject,
        name=person.name,
        created_at=clock.now(),
    )
    row = _locked(session, person.issuer, person.subject)
    if role in _roles(session, row.id):
        return False
    session.add(
        StaffRole(
            id=crypto.uuid7(),
            staff_id=row.id,
            role=role.name,
            agency_id=role.agency_id,
            granted_by=actor.name,
            granted_at=clock.now(),
        )
    )
    deeds.record(session, actor, "role_given", f"staff:{row.subject}", _told(role))
    return True


def take(session: Session, issuer: str, subject: str, role: Role, actor: Actor) -> None:
    """Relieve somebody of a role; pages they have open stop answering at once.

    :raises NotFound: if they do not have it.
    """
    row = _locked(session, issuer, subject)
    held = session.execute(
        _held(row.id).where(StaffRole.role == role.name, _of_agency(role))
    ).scalar_one_or_none()
    if held is None:
        raise NotFound(f"{subject} is no {role.name}")
    held.revoked_by, held.revoked_at = actor.name, clock.now()
    deeds.record(session, actor, "role_taken", f"staff:{subject}", _told(role))


def recognise(session: Session, person: Person) -> Member | None:
    """Find who has just signed in, and keep the name they bear now; None if nobody knows them."""
    row = _find(session, person.issuer, person.subject)
    if row is None:
        return None
    row.seen_at, row.name = clock.now(), person.name or row.name
    session.flush()
    return member(session, row.id)


def member(session: Session, staff_id: uuid.UUID) -> Member | None:
    """Give somebody with the roles they have now."""
    row = session.get(Staff, staff_id)
    if row is None:
        return None
    return Member(row.id, row.subject, row.name, _roles(session, row.id))


def named(session: Session, issuer: str, subject: str) -> Member:
    """Give somebody by their identifier at the provider, with the roles they have now.

    :raises NotFound: if nobody is known by it.
    """
    row = _locked(session, issuer, subject)
    return Member(row.id, row.subject, row.name, _roles(session, row.id))


def everybody(session: Session) -> Sequence[Member]:
    """List the staff, by name."""
    rows = session.execute(sa.select(Staff).order_by(Staff.name, Staff.subject)).scalars()
    return [Member(row.id, row.subject, row.name, _roles(session, row.id)) for row in rows]


def _find(session: Session, issuer: str, subject: str) -> Staff | None:
    query = sa.select(Staff).where(Staff.issuer == issuer, Staff.subject == subject)
    return session.execute(query.with_for_update()).scalar_one_or_none()


def _locked(session: Session, issuer: str, subject: str) -> Staff:
    row = _find(session, issuer, subject)
    if row is None:
        raise NotFound(f"nobody is known as {subject}")
    return row


def _held(staff_id: uuid.UUID) -> sa.Select[tuple[StaffRole]]:
    return sa.select(StaffRole).where(
        StaffRole.staff_id == staff_id, StaffRole.revoked_at.is_(None)
    )


def _of_agency(role: Role) -> sa.ColumnElement[bool]:
    if role.agency_id is None:
        return StaffRole.agency_id.is_(None)
    return StaffRole.agency_id == role.agency_id


def _roles(session: Session, staff_id: uuid.UUID) -> frozenset[Role]:
    rows = session.execute(_held(staff_id)).scalars()
    return frozenset(Role(row.role, row.agency_id) for row in rows)


def _told(role: Role) -> dict[str, str]:
    return {"role": role.name, "agency": str(role.agency_id or "")}
