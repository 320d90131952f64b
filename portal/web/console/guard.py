"""Stands before every page of the console: whoever is no operator finds nothing here.

The operators' session has a cookie, a table and a life of its own; a citizen's opens nothing.
"""

from typing import cast

from flask import Blueprint, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound
from portal.services.operations import staff_sessions
from portal.services.operations.staff import Member
from portal.services.operations.staff_sessions import CONSOLE
from portal.web.console import addresses
from portal.web.context import reading, rt, writing

COOKIE = "lt_console"
# What somebody may have typed at length, and must be able to copy when their time is over.
_TYPED = ("source", "reason")


def operator() -> Member:
    """Give the operator who asks.

    :raises LookupError: on a page that is not guarded.
    """
    found = g.get("operator")
    if found is None:
        raise LookupError("no operator: guard the blueprint")
    return cast(Member, found)


def guarded(name: str, module: str) -> Blueprint:
    """Make a blueprint whose pages operators alone can open."""
    blueprint = Blueprint(name, module)
    blueprint.before_request(_let_in)
    return blueprint


def _let_in() -> Response | None:
    """Look at session and roles anew for each page: whoever was relieved is out at once."""
    if rt().settings.staff_provider is None:
        raise NotFound("no console: no identity provider of the staff is set")
    token = request.cookies.get(COOKIE, "")
    with reading() as session:
        found = staff_sessions.find(session, token, CONSOLE) if token else None
    if found is None:
        return _sign_in_first()
    if not found.member.operates:
        raise NotFound("not an operator")
    if found.needs_touch:
        with writing() as session:
            staff_sessions.touch(session, rt(), token, CONSOLE)
    g.operator = found.member
    return None


def _sign_in_first() -> Response:
    if request.method == "GET":
        return redirect(addresses.sign_in(request.full_path.rstrip("?")), 303)
    typed = [request.form[name] for name in _TYPED if request.form.get(name, "").strip()]
    page = render_template(
        "console/session_over.html", typed=typed, sign_in_href=addresses.sign_in(addresses.HOME)
    )
    return make_response(page, 401)
