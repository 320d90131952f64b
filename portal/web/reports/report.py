"""One report: its figures, what is written beside them, what happened and what can be done."""

import uuid

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, IllegalMove, Unacceptable
from portal.services.reports import dealing, opening
from portal.services.reports.moving import Which
from portal.services.reports.opening import Opened
from portal.services.reports.working import At
from portal.services.reports.working import Typed as Words
from portal.web.context import reading, rt, writing
from portal.web.incoming import whole
from portal.web.reports import addresses, present
from portal.web.reports.guard import guarded, member, office
from portal.web.reports.present import Typed

blueprint = guarded("reports_report", __name__)
DONE = "edit"


def opened(session: Session, agency: str, report_id: uuid.UUID) -> Opened:
    """Open a report, in the version asked for, to those who deal with it.

    :raises NotFound: to everybody else, and if there is no such version.
    """
    at = office(session, agency)
    asked = request.args.get("ban", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None
    return opening.open_(session, rt(), at, Which(at.id, report_id), number)


def seen() -> int:
    """Say which version of the report's row the page was made from."""
    said = request.form.get("seen", "")
    return whole(said)


@blueprint.get(addresses.REPORT)
def show(agency: str, report_id: uuid.UUID) -> Response:
    """Show it."""
    return page(agency, report_id, Typed())


@blueprint.post(addresses.REPORT)
def write(agency: str, report_id: uuid.UUID) -> Response:
    """Keep what was typed beside the figures."""
    texts, whys = request.form.getlist("text"), request.form.getlist("why")
    words = Words(texts, dict(zip(request.form.getlist("line"), whys, strict=False)))
    typed = Typed(texts, whys)
    try:
        with writing() as session:
            home = office(session, agency)
            at = At(home, member(), Which(home.id, report_id, seen()))
            dealing.write(session, rt(), at, words)
    except Conflict:
        typed.errors["text-1"] = _("Báo cáo vừa được sửa ở nơi khác. Xem lại rồi lưu lần nữa")
        return page(agency, report_id, typed, 409)
    except IllegalMove:
        typed.errors["text-1"] = _("Báo cáo không còn là bản nháp nên không sửa được nữa")
        return page(agency, report_id, typed, 409)
    except Unacceptable:
        typed.errors["text-1"] = _("Nội dung quá dài. Mỗi mục tối đa 20.000 ký tự")
        return page(agency, report_id, typed, 422)
    return redirect(addresses.report(agency, report_id, DONE), 303)


def page(agency: str, report_id: uuid.UUID, typed: Typed, status: int = 200) -> Response:
    """Show a report with what was typed."""
    with reading() as session:
        it = opened(session, agency, report_id)
        shown = present.shown(session, it, member())
    done = request.args.get("xong", "")
    made = render_template(
        "reports/report.html", at=it.agency, shown=shown, typed=typed, done=done, parent=None
    )
    return make_response(made, status)
