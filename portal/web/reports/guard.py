"""The door of reports: reporters and approvers alone, and each only at their own agencies."""

from flask import Blueprint
from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.models import Agency
from portal.services import agencies
from portal.services.operations.staff import Member
from portal.services.reports import dealing
from portal.web.auth.staff_door import Door
from portal.web.reports import addresses

DOOR = Door(
    audience="reports",
    cookie="lt_reports",
    home=addresses.HOME,
    templates="reports",
    admits=lambda member: bool(member.reporting),
    typed=("words", "text", "why", "document", "subject", "reason"),
)


def member() -> Member:
    """Give who asks."""
    return DOOR.member()


def guarded(name: str, module: str) -> Blueprint:
    """Make a blueprint whose pages reporters and approvers alone can open."""
    return DOOR.guarded(name, module)


def office(session: Session, code: str) -> Agency:
    """Give an agency to those who deal with its reports.

    :raises NotFound: to everybody else, as if there were no such agency.
    """
    agency: Agency = agencies.by_code(session, code)
    if not dealing.may_receive(member(), agency):
        raise NotFound(code)
    return agency
