"""Money that waits for a person: seen, found out about, and closed with a reason."""

from uuid import UUID

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, Unacceptable
from portal.services.operations import loose_money
from portal.services.operations.deeds import Actor
from portal.services.paying import closing, refunds, sending
from portal.services.paying.sending import Finding
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


@blueprint.post(f"{addresses.MONEY}/tra-lai/<uuid:refund_id>")
def send_back(refund_id: UUID) -> Response:
    """Approve or refuse that money goes back, or note that it was sent by hand."""
    asked, deed = Asked.read(), request.form.get("deed", "")
    if asked.errors:
        return _page(_of(asked, refund_id), (), 422)
    try:
        with writing() as session:
            _do(session, refund_id, deed, asked.actor)
    except Unacceptable as error:
        return _page(asked.wrong(f"back-{refund_id}", _refusal(error.reason)), (), 422)
    return redirect(f"{addresses.MONEY}?xong=tra", 303)


def _do(session: Session, refund_id: UUID, deed: str, by: Actor) -> None:
    reference = request.form.get("reference", "").strip()
    if deed == "sent":
        refunds.sent_by_hand(session, rt(), refund_id, reference, by)
    elif deed == "found_sent":
        if not reference:
            raise Unacceptable("reference")
        sending.find(session, rt(), refund_id, Finding(reference), by)
    elif deed == "not_sent":
        sending.find(session, rt(), refund_id, Finding(""), by)
    else:
        decide = refunds.refuse if deed == "refuse" else refunds.approve
        decide(session, rt(), refund_id, by)


def _of(asked: Asked, refund_id: UUID) -> Asked:
    """Give what is to be mended beside the refund it was typed under."""
    return Asked(asked.reason, errors={f"back-{refund_id}": said for said in asked.errors.values()})


def _refusal(reason: str) -> str:
    known = {
        "same_person": _("Người đề nghị không tự duyệt: để một người khác làm việc này"),
        "reference": _("Nhập số giao dịch của ngân hàng hoặc của nền tảng"),
        "platform": _("Khoản này tự về qua nền tảng thanh toán"),
        "surplus": _("Tiền nộp thừa luôn phải trả lại"),
    }
    return str(known.get(reason, _("Khoản này vừa được giải quyết. Xem lại rồi làm lần nữa")))


def _page(asked: Asked, ticked: tuple[str, ...], status: int = 200) -> Response:
    with reading() as session:
        loose = loose_money.all_of(session)
    page = render_template(
        "console/money.html",
        here="health",
        loose=loose,
        ticked=ticked,
        asked=asked,
        reference=request.form.get("reference", ""),
        done=request.args.get("xong", ""),
    )
    return make_response(page, status)
