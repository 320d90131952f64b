"""Writing to the agency about a dossier (trao đổi): one page, kept as it is written, sent once."""

from dataclasses import replace

from flask import Blueprint, make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, Unacceptable
from portal.services import enclosing as enclosed
from portal.services.attachments import MESSAGE, Stored, Upload
from portal.services.citizens import Signed
from portal.services.correspondence import thread, writing
from portal.services.correspondence.writing import Closed
from portal.web.citizen import addresses, enclosing
from portal.web.citizen.correspondence.pages import Told, Wrong, message_page
from portal.web.citizen.enclosing import Pressed
from portal.web.citizen.entry import Visitor, session_over, with_visitor
from portal.web.citizen.uploads import Outcome
from portal.web.context import language, reading, rt, signed_in, the_citizen
from portal.web.context import writing as changing
from portal.web.formats import number
from portal.web.incoming import whole

blueprint = Blueprint("correspondence", __name__)


@blueprint.errorhandler(Closed)
def back_to_dossier(error: Closed) -> Response:
    """Lead back to a dossier that ended too long ago, with a word."""
    return redirect(f"{addresses.dossier(error.code)}?tin=khong-nhan-tin", 303)


@blueprint.get("/ho-so/<code>/tin-nhan")
@signed_in
def show(code: str) -> Response:
    """Show the messages so far, and the one that is being written."""
    return _page(the_citizen(), code)


@blueprint.post("/ho-so/<code>/tin-nhan")
@with_visitor
def change(who: Visitor, code: str) -> Response:
    """Keep what was written and take files in, whichever button was pressed; then do its deed."""
    pressed = enclosing.pressed()
    if pressed is None:
        wrong = Wrong(files=enclosing.too_much())
        return session_over(kept=False) if who.lapsed else _page(who.citizen, code, wrong, 413)
    outcome = _keep(who.citizen, code, pressed)
    if who.lapsed:
        return session_over(request.path, kept=outcome is not None and not outcome.problems)
    if outcome is None:
        return redirect(addresses.thread(code), 303)
    if outcome.problems:
        return _page(who.citizen, code, Wrong(files=" · ".join(outcome.problems)), outcome.status)
    if pressed.what == "send":
        return _send(who.citizen, code)
    left = pressed.what == "leave"
    return redirect(addresses.dossier(code) if left else f"{request.path}#files", 303)


enclosing.checks_itself(blueprint, change)


def _turn() -> int:
    """Read which message the page showed; what is no number is none that anybody has."""
    text = request.form.get("turn", "")
    return whole(text)


def _keep(citizen: Signed, code: str, pressed: Pressed) -> Outcome | None:
    """Keep text and files; None if this very message was sent already."""
    text = request.form.get("text", "")
    with changing() as session:
        found = writing.load(session, rt(), citizen, code, lock=True)
        if found.was_sent(_turn(), text):
            return None
        writing.write(found, text)
        if pressed.removed:
            enclosed.remove(session, found, pressed.removed)

    def attach(session: Session, stored: Stored) -> None:
        fresh = writing.load(session, rt(), citizen, code, lock=True)
        enclosed.attach(session, rt(), fresh, stored, writing.MOST_FILES)

    def bring(upload: Upload) -> None:
        enclosing.bring(found, replace(upload, origin=MESSAGE), attach)

    return enclosing.take_in("", bring)


def _send(citizen: Signed, code: str) -> Response:
    try:
        with changing() as session:
            found = writing.load(session, rt(), citizen, code, lock=True)
            writing.send(session, rt(), found, _turn(), request.form.get("text", ""))
    except Unacceptable as error:
        return _page(citizen, code, Wrong(text=_worded(error)), 422)
    except Conflict:
        told = _("Bạn vừa gửi một tin ở cửa sổ khác. Đọc lại tin này rồi gửi nếu vẫn cần")
        return _page(citizen, code, Wrong(text=told), 409)
    return redirect(addresses.thread(code), 303)


def _worded(error: Unacceptable) -> str:
    limit = error.facts.get("limit")
    count = number(limit) if isinstance(limit, int) else ""
    if error.reason == "too_long":
        return str(_("Viết gọn lại, tối đa %(limit)s ký tự", limit=count))
    if error.reason == "too_many_today":
        return str(_("Mỗi ngày gửi được %(limit)s tin về một hồ sơ. Mai bạn gửi tiếp", limit=count))
    return str(_("Viết tin nhắn hoặc thêm ít nhất một tệp"))


def _page(citizen: Signed, code: str, wrong: Wrong | None = None, status: int = 200) -> Response:
    with reading() as session:
        found = writing.load(session, rt(), citizen, code)
        entries = thread.read(session, found.content)
    told = Told(wrong or Wrong(), language(), rt().settings)
    page = message_page(found, entries, told)
    if page.thread.unread:
        with changing() as session:
            thread.mark_read(session, found.content.dossier)
    return make_response(render_template("messages.html", page=page), status)
