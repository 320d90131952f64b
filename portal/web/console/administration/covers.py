"""Who covers whom at a desk, arranged by an operator for somebody who cannot: who is ill."""

import uuid

from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.domain.errors import Unacceptable
from portal.services import agencies
from portal.services.officers import covering, groups
from portal.services.operations import deeds
from portal.web import covers
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed as Reasoned
from portal.web.console.guard import guarded, operator
from portal.web.context import reading, writing
from portal.web.covers import Typed

blueprint = guarded("console_covers", __name__)
_OURS = ("cover_made", "cover_ended")
_ONE = f"{addresses.COVERS}/<uuid:cover_id>"


@blueprint.get(addresses.COVERS)
def everyone(code: str) -> Response:
    """List who covers whom at a desk, and ask for more."""
    return _page(code, covers.blank())


@blueprint.post(addresses.COVERS)
def make(code: str) -> Response:
    """Let an officer cover another, or show what has to be mended."""
    typed, asked = covers.read()
    if typed.errors:
        return _page(code, typed, 422)
    try:
        with writing() as session:
            agency = agencies.by_code(session, code)
            covering.make(session, agency, asked, operator().acting(typed["reason"]))
    except Unacceptable as error:
        covers.refused(typed, error)
        return _page(code, typed, 422)
    return redirect(addresses.covers(code, "luu"), 303)


@blueprint.get(_ONE)
def ask(code: str, cover_id: uuid.UUID) -> Response:
    """Ask why a cover is to end early."""
    return _end_page(code, cover_id, Reasoned())


@blueprint.post(_ONE)
def end(code: str, cover_id: uuid.UUID) -> Response:
    """End a cover early."""
    typed = Reasoned.read(())
    if typed.errors:
        return _end_page(code, cover_id, typed, 422)
    with writing() as session:
        covering.end(session, agencies.by_code(session, code), cover_id, typed.actor)
    return redirect(addresses.covers(code, "ket-thuc"), 303)


def _end_page(code: str, cover_id: uuid.UUID, typed: Reasoned, status: int = 200) -> Response:
    with reading() as session:
        row = agencies.by_code(session, code)
        found = covering.one(session, row, cover_id)
    page = render_template(
        "console/administration/cover_end.html", here="admin", row=row, cover=found, typed=typed
    )
    return make_response(page, status)


def _page(code: str, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        row = agencies.by_code(session, code)
        found = covering.of_agency(session, row.id)
        officers = groups.officers(session, row.id)
        done = [one for one in deeds.of_target(session, f"agency:{code}") if one.deed in _OURS]
    page = render_template(
        "console/administration/covers.html",
        here="admin",
        row=row,
        covers=found,
        officers=[(str(one.id), f"{one.name} ({one.subject})") for one in officers],
        typed=typed,
        deeds=done[:30],
        done=request.args.get("xong", ""),
    )
    return make_response(page, status)
