"""Where a dossier stands, for people who are not signed in: nothing personal is told."""

import uuid
from dataclasses import replace

from flask import Blueprint, make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from forms.characters import one_line, plain_digits
from forms.identifiers import citizen_number
from portal.domain.errors import NotFound
from portal.models import Dossier
from portal.services import dossiers, notifications
from portal.web.citizen import addresses
from portal.web.citizen.dossier_page import Story, public_page
from portal.web.citizen.present import Field
from portal.web.citizen.present_dossier import DossierPage
from portal.web.citizen.present_pages import LookupPage
from portal.web.citizen.told import hops
from portal.web.context import reading, rt
from portal.web.limits import door

blueprint = Blueprint("status", __name__)
_LONGEST = 100


@blueprint.after_request
def _private(answer: Response) -> Response:
    """Keep tokens and codes out of the next page's log, of caches and of search engines.

    The empty look-up page tells nothing of anybody, and people search for it.
    """
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["Cache-Control"] = "no-store"
    if request.endpoint != "status.ask":
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@blueprint.get("/s/<token>")
@door
def follow(token: str) -> Response:
    """Show where the dossier of a link stands; a link that does not work says no more than that."""
    with reading() as session:
        where = notifications.follow(session, token)
        page = _page(session, _at(session, where)) if where else None
    if page is None:
        return make_response(render_template("link_gone.html"), 404)
    return make_response(render_template("status.html", page=page))


def _at(session: Session, where: tuple[uuid.UUID, uuid.UUID]) -> Dossier | None:
    try:
        return dossiers.at(session, where)
    except NotFound:
        return None


def _page(session: Session, dossier: Dossier | None) -> DossierPage | None:
    if dossier is None:
        return None
    happened = dossiers.happenings(session, rt(), dossier, private=False)
    page = public_page(Story(dossier, happened))
    return replace(page, hops=hops.sentences(session, dossier))


@blueprint.get("/tra-cuu")
def ask() -> str:
    """Ask for a code, and for the number of the person whose dossier it is."""
    return render_template("lookup.html", page=LookupPage(addresses.LOOKUP, _fields({}, {})))


@blueprint.post("/tra-cuu")
@door
def look_up() -> Response:
    """Find a dossier; the answer does not tell a wrong code from a wrong number."""
    typed = {name: request.form.get(name, "")[:_LONGEST] for name in ("code", "citizen_number")}
    code, number = _read(typed)
    errors = _wrong(code, number)
    found = None
    if code and number:
        with reading() as session:
            found = _page(session, dossiers.looked_up(session, rt(), code, number))
    fields = _fields(typed, errors)
    page = LookupPage(addresses.LOOKUP, fields, found, not_found=not errors and found is None)
    return make_response(render_template("lookup.html", page=page), 422 if errors else 200)


def _read(typed: dict[str, str]) -> tuple[str, str]:
    number = citizen_number(plain_digits(typed["citizen_number"]))
    return one_line(typed["code"]).upper(), number.digits if number else ""


def _wrong(code: str, number: str) -> dict[str, str]:
    errors = {}
    if not code:
        errors["code"] = _("Nhập mã hồ sơ, ví dụ H41.12.34-261205-0001")
    if not number:
        errors["citizen_number"] = _("Số định danh cá nhân gồm đúng 12 chữ số")
    return errors


def _fields(typed: dict[str, str], errors: dict[str, str]) -> tuple[Field, ...]:
    return (
        Field(
            "code",
            "text",
            _("Mã hồ sơ"),
            hint=_("Ví dụ: H41.12.34-261205-0001"),
            value=typed.get("code", ""),
            error=errors.get("code", ""),
        ),
        Field(
            "citizen_number",
            "citizen_number",
            _("Số định danh của chủ hồ sơ"),
            hint=_("Gồm 12 chữ số, in trên thẻ căn cước."),
            value=typed.get("citizen_number", ""),
            error=errors.get("citizen_number", ""),
        ),
    )
