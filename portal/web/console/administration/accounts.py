"""The account an agency's fees are paid into, and under what it issues receipts."""

from flask import make_response, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forms.lookups.banks import BANKS
from portal.domain.errors import Unacceptable
from portal.services import agencies as rows
from portal.services.operations import deeds
from portal.services.paying import payees
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed
from portal.web.console.guard import guarded
from portal.web.context import reading, writing

blueprint = guarded("console_accounts", __name__)


@blueprint.get(addresses.ACCOUNT)
def ask(code: str) -> Response:
    """Show the account, and what can be changed about it."""
    with reading() as session:
        found = payees.of(session, rows.by_code(session, code).id)
    values = {name: getattr(found, name) if found else "" for name in payees.FIELDS}
    return _page(code, Typed(values))


@blueprint.post(addresses.ACCOUNT)
def keep(code: str) -> Response:
    """Set the account, or show what has to be mended."""
    typed = Typed.read(payees.FIELDS)
    if typed.errors:
        return _page(code, typed, 422)
    told = {name: typed[name] for name in payees.FIELDS}
    try:
        with writing() as session:
            payees.keep(session, rows.by_code(session, code).id, told)
            deeds.record(session, typed.actor, "payee_set", f"agency:{code}", told)
    except Unacceptable as error:
        typed.errors[error.reason] = _worded()[error.reason]
        return _page(code, typed, 422)
    return redirect(addresses.agency(code, "tai-khoan"), 303)


def _worded() -> dict[str, str]:
    return {
        "account": _("Số tài khoản gồm 4 đến 24 chữ số hoặc chữ in hoa"),
        "bank": _("Chọn ngân hàng hoặc kho bạc"),
        "holder": _("Nhập tên chủ tài khoản như ngân hàng ghi"),
        "tax_code": _("Mã số thuế có 10 chữ số, hoặc thêm 3 số của đơn vị; có ký hiệu thì phải có"),
        "symbol": _("Ký hiệu gồm 2 đến 20 chữ in hoa, số, gạch; {yy} là hai số cuối của năm"),
        "template": _("Mẫu số gồm tối đa 20 chữ in hoa, số, gạch"),
    }


def _page(code: str, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        row = rows.by_code(session, code)
    banks = sorted((bank.label, number) for number, bank in BANKS.items())
    page = render_template(
        "console/administration/account.html", here="admin", row=row, typed=typed, banks=banks
    )
    return make_response(page, status)
