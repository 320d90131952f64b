"""The seal an agency signs results with: brought as a file, shown by its certificate, retired."""

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import Conflict, Unacceptable
from portal.services import agencies as rows
from portal.services.seals import keeping
from portal.web.console import addresses
from portal.web.console.administration.typed import Typed, moved_on
from portal.web.console.guard import guarded
from portal.web.context import reading, rt, writing

blueprint = guarded("console_seals", __name__)


@blueprint.get(addresses.SEAL)
def ask(code: str) -> Response:
    """Show the seal, and ask for another."""
    return _page(code, Typed())


@blueprint.post(addresses.SEAL)
def bring(code: str) -> Response:
    """Take a seal in, or retire the one there is."""
    typed = Typed.read(())
    if typed.errors:
        return _page(code, typed, 422)
    retires = request.form.get("action") == "retire"
    try:
        with writing() as session:
            agency = rows.by_code(session, code)
            if retires:
                keeping.retire(session, agency, typed.actor)
            else:
                keeping.bring(session, rt(), agency, _file(), typed.actor)
    except Unacceptable as error:
        typed.errors["file"] = _worded(error.reason)
        return _page(code, typed, 422)
    except Conflict:
        typed.errors["reason"] = moved_on()
        return _page(code, typed, 409)
    return redirect(addresses.agency(code, "go-con-dau" if retires else "con-dau"), 303)


def _file() -> tuple[bytes, str]:
    sent = request.files.get("file")
    content = sent.stream.read(keeping.LARGEST + 1) if sent else b""
    return content, request.form.get("password", "")


def _worded(reason: str) -> str:
    said: dict[str, str] = {
        "unreadable": _("Không mở được tệp .p12 hoặc .pfx với mật khẩu này"),
        "no_key": _("Tệp không có khóa ký"),
        "weak": _("Khóa quá yếu: cần RSA từ 2048 bit hoặc khóa elliptic"),
        "over": _("Chứng thư chưa có hiệu lực hoặc đã hết hạn"),
        "not_signing": _("Chứng thư này không dùng để ký"),
    }
    return said[reason]


def _page(code: str, typed: Typed, status: int = 200) -> Response:
    with reading() as session:
        row = rows.by_code(session, code)
        seals = keeping.history(session, row.id)
    standing = next((each for each in seals if each.retired_at is None), None)
    page = render_template(
        "console/administration/seal.html",
        here="admin",
        row=row,
        seal=standing,
        over=standing is not None and standing.valid_until < clock.now(),
        earlier=[each for each in seals if each.retired_at],
        typed=typed,
    )
    return make_response(page, status)
