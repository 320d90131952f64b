"""A file of a dossier, page by page as pictures: nothing of the file itself reaches the browser."""

from dataclasses import dataclass

from flask import make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import NotFound, Unacceptable
from portal.services import attachments
from portal.services.attachments import Held
from portal.services.officers import standing_in
from portal.services.operations import deeds
from portal.services.viewing import drawing
from portal.services.viewing.drawing import Drawn
from portal.web.citizen.downloads import send
from portal.web.context import reading, rt, writing
from portal.web.desk import addresses
from portal.web.desk.cases import Case, opened
from portal.web.desk.guard import guarded
from portal.web.incoming import whole

blueprint = guarded("desk_viewing", __name__)
FILE = f"{addresses.CASE}/tep/<uuid:file_id>"


@dataclass(frozen=True)
class View:
    """A page of a file on the screen, or why it cannot be shown."""

    file: Held
    page: int
    pages: int = 0
    problem: str = ""


def found(session: Session, agency: str, code: str, file_id: object) -> tuple[Case, Held]:
    """Find a file of a dossier an officer may see.

    :raises NotFound: if there is none.
    """
    case = opened(session, agency, code)
    held = next((one for one in case.content.files if one.id == file_id), None)
    if held is None:
        raise NotFound(str(file_id))
    return case, held


def note(case: Case, file: Held, how: str) -> None:
    """Write into the staff's journal who looked at a file, or took it along."""
    with writing() as session:
        detail = {"file": str(file.id), "how": how}
        actor = case.at.officer.acting("")
        standing_in.note(session, case.dossier, case.at.agency.id, actor.staff_id)
        deeds.record(session, actor, "file_opened", f"dossier:{case.dossier.id}", detail)


@blueprint.get(FILE)
def file(agency: str, code: str, file_id: object) -> Response:
    """Give a file of a dossier to be saved: one the citizen sent, or a result."""
    with reading() as session:
        case, held = found(session, agency, code, file_id)
    note(case, held, "saved")
    return send(case.content.safe, held)


@blueprint.get(f"{FILE}/xem")
def view(agency: str, code: str, file_id: object) -> Response:
    """Show a page of a file, or say why it cannot be shown and how to take it along."""
    number = _number(request.args.get("trang", "1"))
    with reading() as session:
        case, held = found(session, agency, code, file_id)
    try:
        seen = View(held, number, _drawn(case, held, number).pages)
    except Unacceptable as error:
        seen = View(held, number, problem=_worded(error.reason))
    if number == 1:
        note(case, held, "seen")
    page = render_template("desk/view.html", it=case, at=case.at, view=seen)
    return make_response(page, 422 if seen.problem else 200)


@blueprint.get(f"{FILE}/xem/<int:number>.jpg")
def picture(agency: str, code: str, file_id: object, number: int) -> Response:
    """Give a page as a picture that can do nothing."""
    with reading() as session:
        case, held = found(session, agency, code, file_id)
    try:
        drawn = _drawn(case, held, number)
    except Unacceptable as error:
        raise NotFound(error.reason) from error
    answer = Response(drawn.picture, mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _drawn(case: Case, held: Held, number: int) -> Drawn:
    if held.media_type not in drawing.KINDS:
        raise Unacceptable("kind")
    if held.size > drawing.LARGEST:
        raise Unacceptable("too_heavy")
    return drawing.draw(attachments.opened(rt(), case.content.safe, held), number)


def _number(text: str) -> int:
    return max(0, whole(text, 5))


def _worded(reason: str) -> str:
    said = {
        "broken": _("Tệp này hỏng, không vẽ được thành hình."),
        "locked": _("Tệp này đặt mật khẩu, ở đây không mở được."),
        "no_page": _("Tệp này không có trang đó."),
        "busy": _("Đang có nhiều người xem tệp. Thử lại sau ít phút."),
        "kind": _("Ở đây chỉ xem được tệp PDF, JPG và PNG."),
    }
    heavy = _("Tệp này quá lớn hoặc quá phức tạp để xem ở đây.")
    return str(said.get(reason, heavy))
