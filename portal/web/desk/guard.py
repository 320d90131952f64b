"""The door of the desk: officers alone, and each only at the desks of their own agencies."""

from flask import Blueprint
from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.models import Agency
from portal.services import agencies
from portal.services.desk.dealing import Desk
from portal.services.operations.staff import Member
from portal.web.auth.staff_door import Door
from portal.web.desk import addresses

DOOR = Door(
    audience="desk",
    cookie="lt_desk",
    home=addresses.HOME,
    templates="desk",
    admits=lambda member: bool(member.desks),
    typed=("words", "why_again"),
)


def officer() -> Member:
    """Give the officer who asks."""
    return DOOR.member()


def guarded(name: str, module: str) -> Blueprint:
    """Make a blueprint whose pages officers alone can open."""
    return DOOR.guarded(name, module)


def desk(session: Session, code: str) -> Desk:
    """Give the desk of an agency to one of its officers.

    :raises NotFound: to everybody else, as if there were no such agency.
    """
    agency: Agency = agencies.by_code(session, code)
    if not officer().serves(agency.id):
        raise NotFound(code)
    return Desk(agency, officer())
