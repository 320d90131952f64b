"""A dossier's whole way, found by its code, without a person in it."""

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connectors.errors import ConnectorError
from portal.domain.errors import DomainError, NotFound, Unacceptable
from portal.exchanges import handing_back
from portal.services import numbering
from portal.services.operations import dossier_view, parking, renumbering
from portal.services.operations.dossier_view import Try
from portal.web.console import addresses
from portal.web.console.asking import Asked, number
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

blueprint = guarded("console_dossier", __name__)


@blueprint.get(addresses.DOSSIER)
def find() -> Response:
    """Ask for a code, and show the dossier it names."""
    code = request.args.get("ma", "").strip().upper()
    return _page(code, Asked()) if code else _asked("")


@blueprint.post(f"{addresses.DOSSIER}/gui-lai")
def replay() -> Response:
    """Let what is parked of one dossier for one destination be tried again."""
    code, destination = request.form.get("ma", ""), request.form.get("noi", "")
    asked = Asked.read()
    if asked.errors:
        return _page(code, asked, status=422)
    with writing() as session:
        key = numbering.find(session, code)
        if key is None:
            raise NotFound(code)
        parking.replay(session, destination, key, asked.actor)
    return redirect(addresses.dossier(code), 303)


@blueprint.post(f"{addresses.DOSSIER}/tra-lai")
def hand_back() -> Response:
    """Hand a dossier its agency refused back to its citizen, who reads the reason."""
    code, asked = request.form.get("ma", ""), Asked.read()
    if asked.errors:
        return _page(code, asked, status=422)
    try:
        handing_back.hand_back(rt(), code, asked.actor)
    except Unacceptable as error:
        said = {
            "held": _("Cơ quan nói đang giữ hồ sơ này, nên không trả lại được. Hãy gửi lại"),
            "not_refused": _("Hồ sơ này không còn bị cơ quan từ chối nhận"),
        }[error.reason]
        return _page(code, asked.wrong("reason", said), status=409)
    except ConnectorError:
        said = _("Chưa hỏi được cơ quan có đang giữ hồ sơ không. Thử lại khi kết nối được")
        return _page(code, asked.wrong("reason", said), status=503)
    return redirect(addresses.dossier(code), 303)


@blueprint.post(f"{addresses.DOSSIER}/so-moi")
def renumber() -> Response:
    """Let a dossier go out under another number, after its agency was asked by a person."""
    code, asked = request.form.get("ma", ""), Asked.read()
    if asked.errors:
        return _page(code, asked, status=422)
    try:
        with writing() as session:
            key = numbering.find(session, code)
            if key is None:
                raise NotFound(code)
            renumbering.renumber(session, key, asked.actor)
    except Unacceptable:
        said = _("Cơ quan vừa có tin về hồ sơ này, nên không gửi dưới số khác nữa")
        return _page(code, asked.wrong("reason", said), status=409)
    return redirect(addresses.dossier(code), 303)


@blueprint.post(f"{addresses.DOSSIER}/tra-loi")
def answer() -> Response:
    """Open what a partner answered to a try; that is written down before it is shown."""
    code, asked = request.form.get("ma", ""), Asked.read()
    if asked.errors:
        return _page(code, asked, status=422)
    which = Try(code, request.form.get("noi", ""), number("so"), number("lan"))
    with writing() as session:
        said = dossier_view.open_answer(session, rt(), which, asked.actor)
    return _page(code, Asked(), said)


def _page(code: str, asked: Asked, said: str | None = None, status: int = 200) -> Response:
    try:
        with reading() as session:
            way = dossier_view.find(session, code)
    except DomainError:
        return _asked(code, _("Không có hồ sơ nào mang mã này"))
    page = render_template("console/dossier.html", here="dossier", way=way, asked=asked, said=said)
    return make_response(page, status)


def _asked(code: str, error: str = "") -> Response:
    page = render_template("console/dossier_find.html", here="dossier", code=code, error=error)
    return make_response(page, 404 if error else 200)
