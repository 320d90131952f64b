"""Writing a question or complaint, signed in or not; and following one by its link."""

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from forms.characters import one_line
from portal import crypto
from portal.domain.enquiries import EnquiryKind
from portal.services import agencies
from portal.services.enquiries import showing, taking
from portal.services.enquiries.taking import Written
from portal.services.enquiries.trace import Said
from portal.web.citizen import addresses
from portal.web.citizen.enquiring import pages
from portal.web.citizen.enquiring.pages import Typed
from portal.web.context import citizen, language, reading, rt, writing
from portal.web.limits import door

blueprint = Blueprint("enquiring", __name__)


@blueprint.after_request
def _private(answer: Response) -> Response:
    """Keep tokens out of the next page's log, of caches and of search engines."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    if request.endpoint != "enquiring.ask":
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@blueprint.get(addresses.ENQUIRE)
def ask() -> str:
    """Show the form; what is known of who is signed in stands in it already."""
    who = citizen()
    raw = {"agency": request.args.get("co-quan", ""), "dossier": request.args.get("ho-so", "")}
    if who is not None:
        raw.update(name=who.name, phone=who.profile.get("phone", ""))
    with reading() as session:
        listed = taking.open_to(session, who)
    page = pages.page(crypto.token(crypto.new_key()), Typed(raw), listed)
    return render_template("enquiry.html", page=page)


@blueprint.post(addresses.ENQUIRE)
@door
def take() -> Response:
    """Take it in, or show what has to be mended; what was typed stays."""
    who, once = citizen(), request.form.get("once", "")[:100]
    once = once or crypto.token(crypto.new_key())
    with writing() as session:
        listed = taking.open_to(session, who)
        typed = pages.read(request.form, listed, language())
        if not typed.errors:
            agency = agencies.by_code(session, typed.raw["agency"])
            token = taking.take(session, rt(), agency, _written(once, typed), who)
            return redirect(addresses.enquiry(token), 303)
    page = pages.page(once, typed, listed)
    return make_response(render_template("enquiry.html", page=page), 422)


def _written(once: str, typed: Typed) -> Written:
    raw = typed.raw
    said = Said(one_line(raw["name"]), typed.phone, raw["words"].strip())
    return Written(
        once=once,
        kind=EnquiryKind(raw["kind"]),
        said=said,
        dossier_code=typed.dossier,
        language=language(),
        may_publish=raw["publish"] == "yes",
    )


@blueprint.get("/p/<token>")
@door
def follow(token: str) -> Response:
    """Show how one stands to whoever holds its link; one that does not work says no more."""
    with reading() as session:
        found = showing.followed(session, rt(), token)
    if found is None:
        return make_response(render_template("link_gone.html"), 404)
    return make_response(render_template("enquiry_status.html", it=found))
