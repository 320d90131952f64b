"""The open pages: home and search, a procedure, help, and the language switch."""

from flask import Blueprint, abort, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from forms.lookups import VietnamProvinces
from portal import clock
from portal.services import drafts, publishing
from portal.web import languages
from portal.web.citizen import addresses
from portal.web.citizen.arriving import deep_link
from portal.web.citizen.open_pages import home_page, procedure_page
from portal.web.context import citizen, language, local, reading, rt

blueprint = Blueprint("home", __name__)
_YEAR = 365 * 24 * 3600
_DAY = 24 * 3600


@blueprint.get("/")
def home() -> str | Response:
    """Ask what the citizen needs, and find it; who comes from the national portal is led on."""
    with reading() as session:
        if deep_link.asked(request.args):
            href = deep_link.leads_to(session, rt(), request.args)
            if href:
                return redirect(href if citizen() else addresses.sign_in(href), 303)
        forms = publishing.all_live(session, rt())
    page = home_page(forms, request.args.get("q"), language())
    return render_template("home.html", page=page)


@blueprint.get("/thu-tuc/<code>")
def procedure(code: str) -> str:
    """Show a procedure (thủ tục hành chính)."""
    who = citizen()
    with reading() as session:
        form = publishing.live(session, rt(), code)
        served = bool(drafts.serving(session, form, who))
        begun = (
            [d for d in drafts.of_citizen(session, who) if d.procedure_code == code] if who else []
        )
    draft_href = addresses.draft(begun[0].id) if begun else ""
    page = procedure_page(form, language(), clock.today(), served=served, draft_href=draft_href)
    return render_template("procedure.html", page=page)


@blueprint.get("/dia-danh/<province>")
def communes(province: str) -> Response:
    """List the communes of a province, for the script of an address."""
    found = VietnamProvinces().communes(province)
    answer = jsonify([{"code": each.code, "name": each.name} for each in found])
    answer.cache_control.public, answer.cache_control.max_age = True, _DAY
    return answer


@blueprint.get("/ngon-ngu/<code>")
def choose_language(code: str) -> Response:
    """Keep the language a citizen chose, and go back to where they were."""
    if not languages.known(code):
        abort(404)
    back = request.args.get("next") or request.args.get("tiep")
    answer = redirect(local(back), 303)
    secure = rt().settings.base_url.startswith("https:")
    answer.set_cookie(languages.COOKIE, code, max_age=_YEAR, samesite="Lax", secure=secure)
    return answer


@blueprint.get("/tro-giup")
def support() -> str:
    """Show how to get help."""
    return render_template("help.html")


@blueprint.get("/tiep-can")
def accessibility() -> str:
    """Say how everybody can use the portal."""
    return render_template("accessibility.html")


@blueprint.get("/rieng-tu")
def privacy() -> str:
    """Say what becomes of a citizen's data."""
    return render_template("privacy.html")
