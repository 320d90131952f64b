"""What is done with a report besides writing: a page that says what follows, and doing it."""

import uuid
from datetime import timedelta

from flask import make_response, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal import clock
from portal.domain.errors import Conflict, IllegalMove, NotFound, Unacceptable
from portal.domain.report_moves import ReportDeed
from portal.services.reports import dealing, moving
from portal.services.reports.figures import ReportUnbuildable
from portal.services.reports.moving import Which
from portal.services.reports.working import At
from portal.web.context import reading, rt, writing
from portal.web.reports import addresses, sealing
from portal.web.reports.guard import guarded, member, office
from portal.web.reports.present import Typed
from portal.web.reports.report import opened, seen

blueprint = guarded("reports_deeds", __name__)
_MOMENT = timedelta(minutes=1)
# To a receiver beyond the portal a report is promised.
_SENT_AS = {ReportDeed.SUBMIT: ReportDeed.PROMISE}


@blueprint.get(f"{addresses.REPORT}/viec/<deed>")
def ask(agency: str, report_id: uuid.UUID, deed: str) -> Response:
    """Say what follows, and ask for words."""
    return _page((agency, report_id, kind(deed)), Typed())


@blueprint.post(f"{addresses.REPORT}/viec/<deed>")
def do(agency: str, report_id: uuid.UUID, deed: str) -> Response:
    """Do it, or say what is in the way; what was typed stays."""
    which = (agency, report_id, kind(deed))
    typed = Typed(words=request.form.get("words", ""))
    try:
        with writing() as session:
            at = _at(session, agency, report_id)
            dealing.do(session, rt(), at, (which[2], typed.words))
    except (Conflict, IllegalMove):
        if _done(which):
            return redirect(addresses.report(agency, report_id, deed), 303)
        typed.errors["words"] = changed()
        return _page(which, typed, 409)
    except (Unacceptable, ReportUnbuildable) as error:
        typed.errors["words"] = refusal(getattr(error, "reason", "unbuildable"))
        return _page(which, typed, 422)
    if which[2] == ReportDeed.SIGN:
        # The report is signed whatever becomes of this: its page says whether its PDF is sealed.
        sealing.seal(agency, report_id)
    return redirect(addresses.report(agency, report_id, deed), 303)


def _done(which: tuple[str, uuid.UUID, ReportDeed]) -> bool:
    """Whether the same person did it last, a moment ago: a button that was pressed twice."""
    agency, report_id, deed = which
    with reading() as session:
        last = moving.history(session, opened(session, agency, report_id).report)[-1]
    same = last.deed in {deed, _SENT_AS.get(deed, deed)} and last.staff_id == member().id
    return same and clock.now() - last.at < _MOMENT


def _at(session: Session, agency: str, report_id: uuid.UUID) -> At:
    home = office(session, agency)
    return At(home, member(), Which(home.id, report_id, seen()))


def kind(word: str) -> ReportDeed:
    """Read which deed an address means.

    :raises NotFound: if there is no such deed.
    """
    if word not in set(ReportDeed):
        raise NotFound(word)
    return ReportDeed(word)


def changed() -> str:
    """Say that somebody else was faster."""
    return str(_("Báo cáo vừa có thay đổi. Xem lại báo cáo rồi làm lại bước này"))


def refusal(reason: str) -> str:
    """Say what is in the way of a deed."""
    said = {
        "no_reason": _("Ghi lý do để người lập báo cáo biết cần sửa gì"),
        "long": _("Nội dung quá dài. Tối đa 4.000 ký tự"),
        "same_person": _("Người đã lập hoặc sửa bản này không duyệt, không ký. Chuyển người khác"),
        "breaks": _("Số liệu chưa khớp. Xem các ô lệch trong báo cáo"),
        "unexplained": _("Còn dòng thay đổi chưa ghi lý do. Ghi đủ rồi trình lại"),
        "missing": _("Còn đơn vị cấp dưới chưa gửi hoặc vừa đính chính. Cộng lại, hoặc ghi lý do"),
        "no_road": _("Cổng chưa được nối với hệ thống báo cáo. Báo người vận hành"),
        "unbuildable": _("Mẫu báo cáo không có nhóm dòng cho cấp của một cơ quan có hồ sơ"),
    }
    return str(said[reason])


def _page(which: tuple[str, uuid.UUID, ReportDeed], typed: Typed, status: int = 200) -> Response:
    agency, report_id, deed = which
    with reading() as session:
        it = opened(session, agency, report_id)
        if deed not in dealing.possible(it, member()) and status == 200:
            raise NotFound(f"{deed} of {report_id}")
    page = render_template(
        "reports/deed.html", at=it.agency, it=it, deed=str(deed), typed=typed, parent=None
    )
    return make_response(page, status)
