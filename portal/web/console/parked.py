"""What waits for a person: parked promises by place and cause, and news nobody understood."""

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.services.documents import parked
from portal.services.enquiries import arriving
from portal.services.operations import parked_news, parking
from portal.web.console import addresses
from portal.web.console.asking import Asked
from portal.web.console.guard import guarded
from portal.web.context import reading, writing

blueprint = guarded("console_parked", __name__)


@blueprint.get(addresses.PARKED)
def show() -> str:
    """List the groups, and the news that waits."""
    with reading() as session:
        groups, messages = parking.groups(session), parked_news.everything(session)
        asked, silent = arriving.waiting(session), parked.unheard(session)
    return render_template(
        "console/parked.html",
        here="parked",
        groups=groups,
        messages=messages,
        asked=asked,
        silent=silent,
        notice=_done(request.args.get("xong", "")),
    )


def _done(what: str) -> str:
    said = {
        "1": _("Đã cho gửi lại."),
        "ap-dung": _("Đã áp dụng tin."),
        "cu": _("Tin này không còn gì mới nên không áp dụng."),
        "khep": _("Đã khép tin lại."),
        "giao": _("Đã giao câu hỏi cho cơ quan; hạn trả lời tính từ bây giờ."),
        "da-xong": _("Câu hỏi này đã có nơi trả lời, hoặc đã khép lại."),
        "khep-hoi": _("Đã khép câu hỏi lại."),
    }
    return str(said.get(what, ""))


@blueprint.get(f"{addresses.PARKED}/<key>")
def group(key: str) -> Response:
    """Show the promises of one group."""
    return _page(key, Asked())


@blueprint.post(f"{addresses.PARKED}/<key>/gui-lai")
def replay(key: str) -> Response:
    """Let a whole group be tried again."""
    asked = Asked.read()
    if asked.errors:
        return _page(key, asked, 422)
    with writing() as session:
        parking.replay_group(session, key, asked.actor)
    return redirect(f"{addresses.PARKED}?xong=1", 303)


def _page(key: str, asked: Asked, status: int = 200) -> Response:
    with reading() as session:
        found, members = parking.group(session, key)
    page = render_template(
        "console/parked_group.html", here="parked", group=found, members=members, asked=asked
    )
    return make_response(page, status)
