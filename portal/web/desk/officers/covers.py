"""Who covers whom at a desk (xử lý thay): an officer names who stands in for them, and ends it."""

import uuid

from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound, Unacceptable
from portal.services.officers import covering, groups
from portal.web import covers
from portal.web.context import reading, writing
from portal.web.covers import Typed
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded, officer

blueprint = guarded("desk_covers", __name__)
_HERE = f"{addresses.QUEUE}/xu-ly-thay"


@blueprint.get(_HERE)
def show(agency: str) -> Response:
    """List who covers whom, and ask who is to cover whoever looks."""
    return _page(agency, covers.blank())


@blueprint.post(_HERE)
def make(agency: str) -> Response:
    """Let a colleague cover whoever asks, or show what has to be mended."""
    typed, asked = covers.read(officer().id)
    if typed.errors:
        return _page(agency, typed, 422)
    try:
        with writing() as session:
            at = desk(session, agency)
            covering.make(session, at.agency, asked, at.officer.acting(typed["reason"]))
    except Unacceptable as error:
        covers.refused(typed, error)
        return _page(agency, typed, 422)
    return redirect(addresses.covers(agency, "luu"), 303)


@blueprint.post(f"{_HERE}/<uuid:cover_id>/ket-thuc")
def end(agency: str, cover_id: uuid.UUID) -> Response:
    """End a cover early; that is for either of the two."""
    with writing() as session:
        at = desk(session, agency)
        found = covering.one(session, at.agency, cover_id)
        if not found.concerns(at.officer.id):
            raise NotFound(f"cover {cover_id}")
        covering.end(session, at.agency, cover_id, at.officer.acting())
    return redirect(addresses.covers(agency, "ket-thuc"), 303)


def _page(agency: str, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        at = desk(session, agency)
        found = covering.of_agency(session, at.agency.id)
        officers = groups.officers(session, at.agency.id)
    page = render_template(
        "desk/covers.html",
        at=at,
        covers=found,
        me=at.officer.id,
        officers=[
            (str(one.id), f"{one.name} ({one.subject})")
            for one in officers
            if one.id != at.officer.id
        ],
        typed=typed,
        done=request.args.get("xong", ""),
    )
    return make_response(page, status)
