"""Where a citizen pays phí and lệ phí: what for, each line apart, and honestly where it stands."""

import io
from dataclasses import replace
from uuid import UUID

import segno
from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from connectors.errors import ConnectorError
from forms.kinds.vietqr import Transfer, payload
from portal.domain.errors import Conflict, NotFound
from portal.exchanges.paying import online
from portal.services import content, dossiers
from portal.services.paying import notices, payees, taking_back
from portal.services.paying.attempts import NotPayable
from portal.services.paying.receipts import finding
from portal.web.citizen import addresses
from portal.web.citizen.downloads import send
from portal.web.citizen.paying.page import Ledger, ledger, paying_page, under_way
from portal.web.citizen.present import ErrorLine
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing
from portal.web.incoming import whole

blueprint = Blueprint("paying", __name__)


@blueprint.get("/ho-so/<code>/nop-phi")
@signed_in
def show(code: str) -> AnyResponse:
    """Show what is to be paid, and what was."""
    return _page(_own(code))


@blueprint.post("/ho-so/<code>/nop-phi/<int:number>/truc-tuyen")
@signed_in
def begin(code: str, number: int) -> AnyResponse:
    """Send the citizen to the platform's page; whoever has paid already is told so instead."""
    try:
        return redirect(online.begin(rt(), the_citizen(), code, number), 303)
    except NotPayable:
        return redirect(addresses.paying(code), 303)
    except ConnectorError:
        said = _(
            "Nền tảng thanh toán đang gián đoạn. Bước này chưa trừ tiền của bạn, "
            "vui lòng thử lại sau ít phút"
        )
        return _page(_own(code), (ErrorLine(f"pay-{number}", said),), status=503)


@blueprint.post("/ho-so/<code>/nop-phi/<int:number>/mien-giam/rut")
@signed_in
def take_back(code: str, number: int) -> AnyResponse:
    """Take a claim for an exemption back; one that was answered meanwhile stands as answered."""
    typed = request.form.get("turn", "")
    turn = whole(typed, 5)
    try:
        with writing() as session:
            taking_back.take_back(session, rt(), the_citizen(), (code, number), turn)
    except Conflict:
        said = _("Đề nghị này vừa được trả lời, hoặc khoản này vừa được nộp. Xem lại ở dưới")
        return _page(_own(code), (ErrorLine("fees", said),), status=409)
    return redirect(addresses.paying(code), 303)


@blueprint.get("/ho-so/<code>/nop-phi/ket-qua")
@signed_in
def back(code: str) -> AnyResponse:
    """Take a citizen back from the platform: what counts is what it answers when it is asked.

    What the browser brings along may be anybody's word and is not even read.
    """
    asked = under_way(_own(code))
    if online.refresh(rt(), asked):
        return redirect(addresses.paying(code), 303)
    return _page(_own(code), unheard=True)


@blueprint.get("/ho-so/<code>/nop-phi/<int:number>/qr.svg")
@signed_in
def picture(code: str, number: int) -> Response:
    """Draw the VietQR code of a transfer: a banking app fills in account, amount and mark."""
    with reading() as session:
        dossier = dossiers.own(session, the_citizen(), code)
        owed = notices.owed(session, dossier, number)
        payee = payees.of(session, dossier.home_agency_id)
    if payee is None or not notices.payable(dossier, owed.notice):
        raise NotFound(f"transfer for {code}")
    told = Transfer(payee.bank, payee.account, owed.notice.total, owed.notice.mark)
    drawn = io.BytesIO()
    segno.make(payload(told), error="m", micro=False).save(drawn, kind="svg", scale=5, border=4)
    headers = {"Cache-Control": "private, no-store"}
    return Response(drawn.getvalue(), mimetype="image/svg+xml", headers=headers)


@blueprint.get("/ho-so/<code>/bien-lai/<uuid:receipt_id>.<any(pdf, xml):kind>")
@signed_in
def receipt(code: str, receipt_id: UUID, kind: str) -> AnyResponse:
    """Give one of the citizen's receipts as a file."""
    with reading() as session:
        dossier = dossiers.own(session, the_citizen(), code)
        row, _dossier = finding.one(session, dossier.home_agency_id, receipt_id)
        if row.dossier_id != dossier.id:
            raise NotFound(str(receipt_id))
        safe, held = finding.paper(session, rt(), row, kind)
    return send(safe, held)


def _own(code: str) -> Ledger:
    with reading() as session:
        dossier = dossiers.own(session, the_citizen(), code)
        found = content.read(session, rt(), dossier.home_agency_id, dossier.id)
        return ledger(session, found, online=rt().partners.pays)


def _page(
    book: Ledger, errors: tuple[ErrorLine, ...] = (), *, unheard: bool = False, status: int = 200
) -> AnyResponse:
    page = replace(paying_page(book, language()), errors=errors, unheard=unheard)
    return make_response(render_template("paying.html", page=page), status)
