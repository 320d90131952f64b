"""Money that waits for a person: seen, found out about, and closed with a reason."""

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict
from portal.services.operations import loose_money
from portal.services.paying import closing
from portal.web.console import addresses
from portal.web.console.asking import Asked
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

blueprint = guarded("console_money", __name__)


@blueprint.get(addresses.MONEY)
def show() -> Response:
    """List the money that waits for a person."""
    return _page(Asked(), ())


@blueprint.post(addresses.MONEY)
def close() -> Response:
    """Close what was ticked, all of it or nothing."""
    asked, ticked = Asked.read(), tuple(request.form.getlist("item"))
    if not ticked:
        asked = asked.wrong("items", _("Chọn ít nhất một khoản"))
    if asked.errors:
        return _page(asked, ticked, 422)
    try:
        with writing() as session:
            closing.close(session, rt(), ticked, asked.actor)
    except Conflict:
        said = _("Có khoản vừa được giải quyết. Xem lại rồi chọn lần nữa")
        return _page(asked.wrong("items", said), (), 409)
    return redirect(f"{addresses.MONEY}?xong=khep", 303)


def _page(asked: Asked, ticked: tuple[str, ...], status: int = 200) -> Response:
    with reading() as session:
        loose = loose_money.all_of(session)
    page = render_template(
        "console/money.html",
        here="health",
        loose=loose,
        ticked=ticked,
        asked=asked,
        done=request.args.get("xong", ""),
    )
    return make_response(page, status)
