"""One piece of news that nobody has applied: read it, try it again, or close it."""

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from connectors.errors import ConnectorError
from connectors.messages import Heard
from portal.domain.errors import Unacceptable
from portal.exchanges import parked_news as again
from portal.services.operations import parked_news
from portal.web.console import addresses
from portal.web.console.asking import Asked
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

blueprint = guarded("console_parked_news", __name__)


@blueprint.get(addresses.PARKED_NEWS)
def show() -> Response:
    """Show what is known of it without opening it."""
    return _page(*_named(), Asked())


@blueprint.post(f"{addresses.PARKED_NEWS}/mo")
def read() -> Response:
    """Open the agency's own words; that is written down before they are shown."""
    named, asked = _named(), Asked.read()
    if asked.errors:
        return _page(*named, asked, status=422)
    with writing() as session:
        words = parked_news.open_words(session, rt(), *named, asked.actor)
    return _page(*named, Asked(), words)


@blueprint.post(f"{addresses.PARKED_NEWS}/ap-dung")
def apply() -> Response:
    """Try it again."""
    named, asked = _named(), Asked.read()
    if asked.errors:
        return _page(*named, asked, status=422)
    try:
        heard = again.apply_again(rt(), *named, asked.actor)
    except Unacceptable as error:
        return _page(*named, asked.wrong("reason", _why_not(error.reason)), status=409)
    except ConnectorError as error:
        said = _("Chưa lấy được tệp kèm theo: %(why)s", why=error)
        return _page(*named, asked.wrong("reason", said), status=503)
    if heard == Heard.PARKED:
        said = _("Vẫn chưa áp dụng được. Lý do mới nhất ghi ở trên")
        return _page(*named, asked.wrong("reason", said), status=409)
    return redirect(addresses.parked("ap-dung" if heard == Heard.APPLIED else "cu"), 303)


@blueprint.post(f"{addresses.PARKED_NEWS}/khep")
def settle() -> Response:
    """Close it: a person has dealt with it in another way."""
    named, asked = _named(), Asked.read()
    if asked.errors:
        return _page(*named, asked, status=422)
    with writing() as session:
        parked_news.settle(session, *named, asked.actor)
    return redirect(addresses.parked("khep"), 303)


def _named() -> tuple[str, str]:
    return request.values.get("tu", ""), request.values.get("so", "")


def _why_not(reason: str) -> str:
    said = {
        "late": _("Cơ quan đã báo tin mới hơn, nên tin này không áp dụng được nữa"),
        "unreadable": _("Cổng vẫn chưa đọc được tin này"),
        "no_dossier": _("Tin này chưa thể áp dụng"),
    }
    return str(said[reason])


def _page(
    source: str, message_id: str, asked: Asked, words: str | None = None, status: int = 200
) -> Response:
    with reading() as session:
        found = parked_news.find(session, source, message_id)
    page = render_template(
        "console/parked_news.html", here="parked", it=found, asked=asked, words=words
    )
    return make_response(page, status)
