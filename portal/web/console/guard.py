"""The door of the console: whoever is no operator finds nothing behind it."""

from flask import Blueprint

from portal.services.operations.staff import Member
from portal.services.operations.staff_sessions import CONSOLE
from portal.web.auth.staff_door import Door
from portal.web.console import addresses

DOOR = Door(
    audience=CONSOLE,
    cookie="lt_console",
    home=addresses.HOME,
    templates="console",
    admits=lambda member: member.operates,
    typed=("source", "reason"),
)
COOKIE = DOOR.cookie


def operator() -> Member:
    """Give the operator who asks."""
    return DOOR.member()


def guarded(name: str, module: str) -> Blueprint:
    """Make a blueprint whose pages operators alone can open."""
    return DOOR.guarded(name, module)
