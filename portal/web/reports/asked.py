"""What an agency has asked those below it for: who has sent it, who is missing, reminding them."""

import uuid

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forms.characters import one_line
from portal.domain.errors import Unacceptable
from portal.services.reports import requesting
from portal.web.context import reading, writing
from portal.web.reports import addresses
from portal.web.reports.guard import guarded, member, office
from portal.web.reports.present import Typed

blueprint = guarded("reports_asked", __name__)
_SHORTEST, _LONGEST = 5, 1000


@blueprint.get(addresses.REQUESTS)
def everything(agency: str) -> str:
    """List what was asked for, the last first."""
    with reading() as session:
        at = office(session, agency)
        rows = requesting.of_parent(session, at)
        below = requesting.below(session, at)
    asks = requesting.may_ask(member(), at)
    return render_template("reports/requests.html", at=at, rows=rows, below=below, asks=asks)


@blueprint.get(addresses.REQUEST)
def show(agency: str, request_id: uuid.UUID) -> Response:
    """Show one of them."""
    return _page((agency, request_id), Typed())


@blueprint.post(f"{addresses.REQUEST}/nhac")
def remind(agency: str, request_id: uuid.UUID) -> Response:
    """Remind those whose report is missing."""
    try:
        with writing() as session:
            requesting.remind(session, (office(session, agency), member()), request_id)
    except Unacceptable as error:
        return _page((agency, request_id), Typed(errors={"remind": _refusal(error.reason)}), 409)
    return redirect(addresses.request(agency, request_id, "nhac"), 303)


@blueprint.post(f"{addresses.REQUEST}/rut")
def withdraw(agency: str, request_id: uuid.UUID) -> Response:
    """Take it back, with a reason."""
    typed = Typed(words=request.form.get("words", ""))
    reason = one_line(typed.words)[:_LONGEST]
    if len(reason) < _SHORTEST:
        typed.errors["words"] = _("Ghi lý do, để người sau hiểu vì sao")
        return _page((agency, request_id), typed, 422)
    with writing() as session:
        requesting.withdraw(session, (office(session, agency), member()), request_id, reason)
    return redirect(addresses.request(agency, request_id, "rut"), 303)


def _refusal(reason: str) -> str:
    said = {
        "not_over": _("Kỳ số liệu chưa hết nên chưa nhắc được"),
        "withdrawn": _("Yêu cầu này đã được rút lại"),
        "nobody": _("Mọi cơ quan đã gửi báo cáo, không còn ai để nhắc"),
        "reminded": _("Các cơ quan còn thiếu vừa được nhắc. Đợi một giờ rồi nhắc lại"),
    }
    return str(said[reason])


def _page(which: tuple[str, uuid.UUID], typed: Typed, status: int = 200) -> Response:
    agency, request_id = which
    with reading() as session:
        at = office(session, agency)
        it = requesting.one(session, at, request_id)
    page = render_template(
        "reports/request.html",
        at=at,
        it=it,
        typed=typed,
        asks=requesting.may_ask(member(), at),
        done=request.args.get("xong", "") if status == 200 else "",
    )
    return make_response(page, status)
