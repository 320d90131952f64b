"""Asking for a dossier back (rút hồ sơ): what it means, why if one likes; an officer decides."""

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import IllegalMove, Unacceptable
from portal.services import content, dossiers, withdrawals
from portal.services.content import Content
from portal.web.citizen import addresses
from portal.web.citizen.requests_page import withdrawal_page
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing
from portal.web.formats import number

blueprint = Blueprint("withdrawal", __name__)


@blueprint.get("/ho-so/<code>/rut-ho-so")
@signed_in
def show(code: str) -> Response:
    """Say what it means to take a dossier back."""
    found = _own(code)
    if found.dossier.withdrawal_asked_at is not None or not withdrawals.possible(found.dossier):
        return _back(code)
    return _page(found)


@blueprint.post("/ho-so/<code>/rut-ho-so")
@signed_in
def ask(code: str) -> Response:
    """Ask for the dossier back; its state stays as it is until the agency confirms."""
    reason = request.form.get("reason", "")
    try:
        with writing() as session:
            withdrawals.ask(session, rt(), the_citizen(), code, reason)
    except IllegalMove:
        return _back(code)
    except Unacceptable:
        limit = number(withdrawals.LONGEST)
        told = _("Viết gọn lại, tối đa %(limit)s ký tự", limit=limit)
        return _page(_own(code), reason, told)
    return redirect(addresses.dossier(code), 303)


def _own(code: str) -> Content:
    with reading() as session:
        dossier = dossiers.own(session, the_citizen(), code)
        return content.read(session, rt(), dossier.home_agency_id, dossier.id)


def _back(code: str) -> Response:
    return redirect(f"{addresses.dossier(code)}?tin=khong-rut-duoc", 303)


def _page(found: Content, reason: str = "", error: str = "") -> Response:
    page = withdrawal_page(found, reason, error, language())
    return make_response(render_template("withdrawal.html", page=page), 422 if error else 200)
