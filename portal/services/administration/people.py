"""Who operates, works at which desk and reports for whom, as administrators keep it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.domain.errors import NotFound, Unacceptable
from portal.models import Agency, Staff, StaffRole
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.operations import staff
from portal.services.operations.deeds import Actor
from portal.services.operations.staff import Member, Person, Role

AT_AGENCY: Mapping[str, bool] = {
    staff.OPERATOR: False,
    staff.OFFICER: True,
    staff.REPORTER: True,
    staff.APPROVER: True,
}
"""Every role there is, and whether it is one at an agency."""


@dataclass(frozen=True)
class Held:
    """A role somebody has, the agency's code beside it ("" where it is for the whole portal)."""

    name: str
    agency: str = ""


@dataclass(frozen=True)
class Colleague:
    """Somebody of the staff and the roles they have now."""

    member: Member
    held: Sequence[Held]


def everybody(session: Session) -> Sequence[Colleague]:
    """List the staff by name; who has no role any more stands last."""
    members = staff.everybody(session)
    wanted = {role.agency_id for each in members for role in each.roles if role.agency_id}
    rows = session.execute(sa.select(Agency.id, Agency.code).where(Agency.id.in_(wanted)))
    codes = {agency_id: code for agency_id, code in rows}
    found = [
        Colleague(each, sorted(_held(each, codes), key=lambda one: (one.name, one.agency)))
        for each in members
    ]
    return sorted(found, key=lambda one: not one.held)


def _held(member: Member, codes: Mapping[object, str]) -> list[Held]:
    return [
        Held(role.name, codes.get(role.agency_id, "") if role.agency_id else "")
        for role in member.roles
    ]


def give(session: Session, rt: Runtime, who: tuple[str, str], wanted: Held, actor: Actor) -> bool:
    """Give somebody (identifier at the staff's provider, and name) a role.

    Says whether they had it not.

    :raises Unacceptable: ``role`` if there is none of this name, ``agency`` if it needs an agency
        and none of this code is there, ``whole`` if it is no agency's and one is named.
    """
    person = Person(_issuer(rt), *who)
    return staff.give(session, person, _role(session, wanted), actor)


def take(session: Session, rt: Runtime, subject: str, held: Held, actor: Actor) -> None:
    """Relieve somebody of a role, from this moment on.

    :raises NotFound: if they do not have it.
    :raises Unacceptable: as :func:`give`; ``last`` if nobody would operate the portal any more.
    """
    role = _role(session, held)
    if role.name == staff.OPERATOR and _alone(session):
        raise Unacceptable("last")
    staff.take(session, _issuer(rt), subject, role, actor)


def _role(session: Session, wanted: Held) -> Role:
    if wanted.name not in AT_AGENCY:
        raise Unacceptable("role")
    if not AT_AGENCY[wanted.name]:
        if wanted.agency:
            raise Unacceptable("whole")
        return Role(wanted.name)
    try:
        return Role(wanted.name, agencies.by_code(session, wanted.agency).id)
    except NotFound as error:
        raise Unacceptable("agency") from error


def _alone(session: Session) -> bool:
    """Whether one person operates the portal; rows are locked, so two cannot leave at once."""
    query = sa.select(StaffRole.staff_id).where(
        StaffRole.role == staff.OPERATOR, StaffRole.revoked_at.is_(None)
    )
    held = session.execute(query.with_for_update()).scalars().all()
    return len(set(held)) <= 1


def _issuer(rt: Runtime) -> str:
    provider = rt.settings.staff_provider
    if provider is None:
        raise NotFound("no identity provider of the staff is set")
    return provider.issuer


def known(session: Session, subject: str) -> str:
    """Give the name of somebody who is known already, "" if nobody is."""
    return session.scalar(sa.select(Staff.name).where(Staff.subject == subject).limit(1)) or ""
