"""Where the counter begins: what is unfinished, which procedure, who brought it and when."""

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound, Unacceptable
from portal.services import publishing
from portal.services.counter import taking
from portal.web.context import language, reading, rt, writing
from portal.web.desk import addresses
from portal.web.desk.counter.seat import here
from portal.web.desk.counter.start_page import Given, start_page

blueprint = Blueprint("start", __name__)


@blueprint.get("")
def choose() -> str:
    """List what is being entered, and the procedures this desk takes dossiers of."""
    with reading() as session:
        forms = taking.offered(session, rt(), here().agency)
        unfinished = taking.unfinished(session, rt(), here().agency)
    return render_template("desk/counter.html", at=here(), forms=forms, unfinished=unfinished)


@blueprint.get("/thu-tuc/<code>")
def ask(code: str) -> Response:
    """Ask for what an officer has to say before the first question."""
    return _page(code, Given.now())


@blueprint.post("/thu-tuc/<code>")
def begin(code: str) -> Response:
    """Begin; what was typed stays if something has to be mended."""
    with reading() as session:
        form = publishing.live(session, rt(), code)
    given = Given.read(request.form, form)
    handed = given.handed(form)
    if handed is None:
        return _page(code, given, 422)
    try:
        with writing() as session:
            draft = taking.begin(session, rt(), here(), handed)
    except Unacceptable as error:
        return _page(code, given.mended(error.reason), 422)
    agency, first = here().agency.code, form.steps[0].id
    return redirect(addresses.intake(agency, draft.id, first), 303)


def _page(code: str, given: Given, status: int = 200) -> Response:
    with reading() as session:
        form = publishing.live(session, rt(), code)
        if form.code not in {each.code for each in taking.offered(session, rt(), here().agency)}:
            raise NotFound(code)
    page = start_page(form, given, here().agency.code, language())
    made = render_template("desk/counter_start.html", at=here(), page=page)
    return make_response(made, status)
