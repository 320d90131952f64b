"""The page where a citizen chooses how the result comes back (cách nhận kết quả)."""

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound, Unacceptable
from portal.domain.returning import Way
from portal.services import content, dossiers
from portal.services.content import Content
from portal.services.returning import choosing
from portal.services.returning.choosing import Recipient, Standing, Wish
from portal.web.citizen import addresses
from portal.web.citizen.returning.page import Typed, faults, return_page
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing

blueprint = Blueprint("returning", __name__)


@blueprint.get("/ho-so/<code>/nhan-ket-qua")
@signed_in
def show(code: str) -> Response:
    """Ask which way, or show what was chosen."""
    found, standing = _own(code)
    if not choosing.open_to_choice(found.dossier, standing.parcel):
        return _back(code, "khong-chon-lai")
    sender = found.submitter
    to = standing.to or Recipient(sender.full_name, sender.phone, "")
    return _page(found, Typed(str(standing.way or ""), to))


@blueprint.post("/ho-so/<code>/nhan-ket-qua")
@signed_in
def choose(code: str) -> Response:
    """Keep what was chosen; what was typed stays when something is to be mended."""
    given = request.form
    names = ("full_name", "phone", "address")
    to, way = Recipient(*(given.get(name, "") for name in names)), given.get("way", "")
    if way not in set(Way):
        return _page(_own(code)[0], Typed(way, to, {"way": _("Chọn cách nhận kết quả")}))
    try:
        with writing() as session:
            choosing.choose(session, rt(), the_citizen(), code, Wish(Way(way), to))
    except Unacceptable as error:
        if error.reason == "too_late":
            return _back(code, "khong-chon-lai")
        wrong = {"way": _("Chọn cách nhận kết quả")}
        if error.reason == "recipient":
            wrong = faults(error.facts["fields"])  # type: ignore[arg-type]
        return _page(_own(code)[0], Typed(way, to, wrong))
    return _back(code, "da-chon-cach-nhan")


def _own(code: str) -> tuple[Content, Standing]:
    """Open a dossier of one's own whose agency offers a choice.

    :raises NotFound: if there is none.
    """
    with reading() as session:
        dossier = dossiers.own(session, the_citizen(), code)
        found = content.read(session, rt(), dossier.home_agency_id, dossier.id)
        if not choosing.ways(found.agency):
            raise NotFound(code)
        return found, choosing.of(session, found.safe, dossier)


def _back(code: str, word: str) -> Response:
    return redirect(f"{addresses.dossier(code)}?tin={word}", 303)


def _page(found: Content, typed: Typed) -> Response:
    page = return_page(found, typed, language())
    return make_response(render_template("return_way.html", page=page), 422 if typed.wrong else 200)
