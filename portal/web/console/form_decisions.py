"""Decisions on form versions: publish one again, or close a procedure, each with a reason."""

from flask import make_response, redirect, render_template
from werkzeug.wrappers import Response

from forms.loader import Loaded
from portal.domain.errors import Conflict, NotFound, Unacceptable
from portal.services import publishing
from portal.services.operations import form_desk
from portal.web.console import addresses
from portal.web.console.asking import Asked, overtaken, refusal
from portal.web.console.guard import guarded
from portal.web.console.present_forms import FormPage
from portal.web.context import reading, rt, writing

blueprint = guarded("console_decisions", __name__)


@blueprint.post(f"{addresses.FORMS}/<code>/dong")
def close(code: str) -> Response:
    """Offer a procedure no longer, at once or from a moment on."""
    asked = Asked.read()
    if asked.errors:
        return _again(code, asked)
    try:
        with writing() as session:
            form_desk.close(session, code, asked.when, asked.actor)
    except Unacceptable as error:
        return _again(code, asked.wrong(*refusal(error.reason)))
    except Conflict:
        return _again(code, asked.wrong("reason", overtaken()), 409)
    return redirect(addresses.form(code, "dong"), 303)


@blueprint.post(f"{addresses.FORMS}/<code>/ban/<string(length=64):digest>/cong-bo")
def publish(code: str, digest: str) -> Response:
    """Publish a version that was published before, at once or from a moment on."""
    asked = Asked.read()
    if asked.errors:
        return _again(code, asked)
    try:
        with writing() as session:
            row = publishing.by_hash(session, digest)
            if row.procedure_code != code:
                raise NotFound(digest)
            loaded = Loaded(rt().forms.form(session, digest), row.source, digest)
            fresh = form_desk.publish(session, loaded, asked.when, asked.actor)
    except Unacceptable as error:
        return _again(code, asked.wrong(*refusal(error.reason)))
    except Conflict:
        return _again(code, asked.wrong("reason", overtaken()), 409)
    return redirect(addresses.form(code, "cong-bo" if fresh else "khong-doi"), 303)


def _again(code: str, asked: Asked, status: int = 422) -> Response:
    """Show the procedure as it stands now, with what was typed and what is wrong with it."""
    with reading() as session:
        found = form_desk.procedure(session, rt(), code)
    page = render_template("console/form.html", here="forms", page=FormPage(found, asked))
    return make_response(page, status)
