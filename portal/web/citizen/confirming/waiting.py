"""A submitter's page while others are waited for: remind, mend a telephone, paper, go without."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask import Blueprint, current_app, make_response, redirect, render_template, request
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound, Unacceptable
from portal.services.confirming import redrafting, steering
from portal.services.confirming.steering import NotWaiting, Waiting
from portal.web.citizen import addresses
from portal.web.citizen.confirming import papers
from portal.web.citizen.confirming.phones import read_phone
from portal.web.citizen.confirming.waiting_page import phone_page, waiting_page
from portal.web.citizen.handed_back import files_carried
from portal.web.context import language, reading, rt, signed_in, the_citizen, writing
from portal.web.formats import moment, size
from portal.web.incoming import whole

blueprint = Blueprint("waiting", __name__)
_ENVELOPE = 1024 * 1024


@blueprint.record_once
def _checked_by_itself(state: BlueprintSetupState) -> None:
    """The check against forgery reads the form, which may be big only where files are expected."""
    state.app.extensions["csrf"].exempt(f"{__name__}.{change.__name__}")


@blueprint.errorhandler(NotWaiting)
def back_to_dossier(error: NotWaiting) -> Response:
    """Lead back to a dossier that waits for nobody any more: its page says where it stands."""
    return redirect(addresses.dossier((request.view_args or {})["code"]), 303)


@blueprint.get("/ho-so/<code>/xac-nhan")
@signed_in
def show(code: str) -> Response:
    """Show whom the dossier waits for."""
    return _page(code, notice=_word(request.args.get("tin", "")))


@blueprint.post("/ho-so/<code>/xac-nhan")
@signed_in
def change(code: str) -> Response:
    """Do what the pressed button says about one person: remind, waive or paper."""
    request.max_content_length = rt().settings.dossier_limit + _ENVELOPE
    try:
        current_app.extensions["csrf"].protect()
        what, _colon, text = request.form.get("action", "").partition(":")
    except RequestEntityTooLarge:
        limit = size(rt().settings.dossier_limit)
        return _page(code, _("Các tệp gửi lên nặng quá %(limit)s.", limit=limit), status=413)
    number = max(0, whole(text, 3))
    if what == "paper":
        return _paper(code, number)
    deed = _DEEDS.get(what)
    if deed is None:
        raise NotFound(what)
    return _do(code, number, deed)


@blueprint.get("/ho-so/<code>/xac-nhan/<int:number>/dien-thoai")
@signed_in
def phone(code: str, number: int) -> Response:
    """Ask for somebody's right telephone number."""
    return _phone(code, number)


@blueprint.post("/ho-so/<code>/xac-nhan/<int:number>/dien-thoai")
@signed_in
def correct(code: str, number: int) -> Response:
    """Ask the person at another telephone."""
    typed = request.form.get("phone", "")[:40]
    read = read_phone(typed, language())
    if read.error:
        return _phone(code, number, typed, read.error)
    try:
        with writing() as session:
            waiting = steering.load(session, rt(), the_citizen(), code, lock=True)
            steering.correct(session, rt(), waiting, number, read.phone)
    except Unacceptable as error:
        return _phone(code, number, typed, _worded(error))
    return redirect(f"{addresses.confirmations(code)}?tin=da-moi", 303)


@blueprint.post("/ho-so/<code>/xac-nhan/sua")
@signed_in
def redraft(code: str) -> Response:
    """Take the dossier back and open a draft of it, with its files, to be mended."""
    try:
        with writing() as session:
            waiting = steering.load(session, rt(), the_citizen(), code, lock=True)
            draft = redrafting.begin(session, rt(), the_citizen(), waiting)
    except NotWaiting:
        raise
    except NotFound:
        return _page(code, _("Thủ tục này hiện không nhận hồ sơ mới ở nơi bạn đã nộp."), status=409)
    return files_carried(waiting.content, draft)


Deed = Callable[[Session, Waiting, int], object]
_DEEDS: Mapping[str, Deed] = {
    "remind": lambda session, waiting, number: steering.remind(session, rt(), waiting, number),
    "waive": steering.waive,
}


def _do(code: str, number: int, deed: Deed) -> Response:
    try:
        with writing() as session:
            deed(session, steering.load(session, rt(), the_citizen(), code, lock=True), number)
    except Unacceptable as error:
        return _page(code, _worded(error), status=422)
    return redirect(f"{addresses.confirmations(code)}?tin=da-moi", 303)


def _paper(code: str, number: int) -> Response:
    wrong = papers.hand_in(the_citizen(), code, number, request.files.getlist("file"))
    if wrong:
        return _page(code, errors={number: wrong}, status=422)
    return redirect(f"{addresses.confirmations(code)}?tin=da-nhan", 303)


def _worded(error: Unacceptable) -> str:
    said = {
        "too_soon": lambda: _(
            "Tin nhắn vừa được gửi. Bạn nhắc lại được từ %(moment)s.",
            moment=moment(error.facts["at"]),  # type: ignore[arg-type]
        ),
        "too_often": lambda: _(
            "Bạn đã nhắc người này nhiều lần. Hãy gọi điện, hoặc nộp giấy đồng ý thay."
        ),
        "same_phone": lambda: _("Đây là số đã khai. Nhập số khác, hoặc bấm nhắc lại"),
        "required": lambda: _("Hồ sơ này không đi được nếu thiếu người ấy."),
    }
    return str(said[error.reason]())


def _word(about: str) -> str:
    words = {
        "da-moi": _("Đã gửi lời mời."),
        "da-nhan": _("Đã nhận giấy đồng ý."),
    }
    return str(words.get(about, ""))


def _page(
    code: str, notice: str = "", errors: Mapping[int, str] | None = None, status: int = 200
) -> Response:
    with reading() as session:
        waiting = steering.load(session, rt(), the_citizen(), code)
        page = waiting_page(session, waiting, errors or {}, language())
    page = replace(page, notice=notice, limit=rt().settings.file_limit)
    return make_response(render_template("confirm_waiting.html", page=page), status)


def _phone(code: str, number: int, typed: str = "", error: str = "") -> Response:
    with reading() as session:
        waiting = steering.load(session, rt(), the_citizen(), code)
        page = phone_page(waiting, number, (typed, error), language())
    return make_response(render_template("confirm_phone.html", page=page), 422 if error else 200)
