"""Where a draft begins: the citizen's case, and the agency it goes to."""

import uuid
from datetime import timedelta

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.services import beginning, coming_back, drafts, publishing
from portal.services.drafts import Beginning
from portal.web.citizen import addresses
from portal.web.citizen.entry import lead_on, open_draft
from portal.web.citizen.progress import Progress
from portal.web.citizen.start_page import (
    chosen_already,
    read_choice,
    signed_out_page,
    start_page,
)
from portal.web.context import (
    citizen,
    language,
    reading,
    rt,
    signed_in,
    the_citizen,
    writing,
)

blueprint = Blueprint("begin", __name__)
lead_on(blueprint)


@blueprint.get("/thu-tuc/<code>/bat-dau")
def choose(code: str) -> Response:
    """Ask for case and agency; a visitor is asked to sign in first.

    Where no agency takes the procedure, its page says so.
    """
    who, lang = citizen(), language()
    with reading() as session:
        form = publishing.live(session, rt(), code)
        agencies = drafts.serving(session, form, who)
    if not agencies:
        return redirect(url_for("home.procedure", code=form.code), 303)
    chosen = chosen_already(agencies, request.args.get("co-quan", ""))
    page = start_page(form, agencies, chosen, lang) if who else signed_out_page(form, lang)
    return make_response(render_template("start.html", page=page))


@blueprint.post("/thu-tuc/<code>/bat-dau")
@signed_in
def begin(code: str) -> Response:
    """Begin a draft; a button pressed twice begins one."""
    with writing() as session:
        form = publishing.live(session, rt(), code)
        agencies = drafts.serving(session, form, the_citizen())
        choice, agency_id = read_choice(form, agencies, request.form)
        if agency_id:
            wanted = Beginning(form.code, choice.case, agency_id, language())
            draft = beginning.begin(session, rt(), the_citizen(), wanted)
            return redirect(addresses.draft(draft.id), 303)
    page = start_page(form, agencies, choice, language())
    return make_response(render_template("start.html", page=page), 422)


@blueprint.get("/nhap/<uuid:draft_id>")
@signed_in
def go_on(draft_id: uuid.UUID) -> Response:
    """Open a draft where something is missing first."""
    with reading() as session:
        opened = open_draft(session, the_citizen(), draft_id)
    if opened.draft.expires_at < clock.now() + opened.kept_for - timedelta(days=1):
        with writing() as session:
            coming_back.prolong(session, opened)
    progress = Progress.of(opened, language())
    untouched = opened.draft.row_version == 1
    return redirect(
        progress.address(progress.stages[0].id if untouched else progress.first_open), 303
    )


@blueprint.post("/nhap/<uuid:draft_id>/xoa")
@signed_in
def throw_away(draft_id: uuid.UUID) -> Response:
    """Throw a draft away at its citizen's wish."""
    with writing() as session:
        drafts.discard(session, open_draft(session, the_citizen(), draft_id, lock=True))
    return redirect(addresses.MY_DOSSIERS, 303)
