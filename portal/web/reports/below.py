"""A report from a unit below, as whoever collects it sees it: accepted, or given back."""

import uuid

from flask import make_response, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, IllegalMove, NotFound, Unacceptable
from portal.domain.report_moves import ReportDeed
from portal.models import Agency
from portal.services import agencies
from portal.services.reports import collecting, dealing, opening
from portal.services.reports.moving import Which
from portal.services.reports.opening import Opened
from portal.services.reports.working import At
from portal.web.context import reading, rt, writing
from portal.web.reports import addresses, present
from portal.web.reports.deeds import changed, kind, refusal
from portal.web.reports.guard import guarded, member, office
from portal.web.reports.present import Typed
from portal.web.reports.report import seen

blueprint = guarded("reports_below", __name__)


@blueprint.get(addresses.BELOW)
def show(agency: str, report_id: uuid.UUID) -> str:
    """Show a report that was sent here."""
    with reading() as session:
        parent, it = received(session, agency, report_id)
        shown = present.received(session, it)
    done = request.args.get("xong", "")
    return render_template(
        "reports/report.html", at=parent, shown=shown, typed=Typed(), done=done, parent=parent
    )


@blueprint.get(f"{addresses.BELOW}/viec/<deed>")
def ask(agency: str, report_id: uuid.UUID, deed: str) -> Response:
    """Say what follows, and ask for words."""
    return _page((agency, report_id, kind(deed)), Typed())


@blueprint.post(f"{addresses.BELOW}/viec/<deed>")
def do(agency: str, report_id: uuid.UUID, deed: str) -> Response:
    """Accept it, or give it back with a reason."""
    which = (agency, report_id, kind(deed))
    typed = Typed(words=request.form.get("words", ""))
    try:
        with writing() as session:
            parent, it = received(session, agency, report_id)
            at = At(parent, member(), Which(it.agency.id, report_id, seen()))
            dealing.receive(session, rt(), at, (which[2], typed.words))
    except (Conflict, IllegalMove):
        typed.errors["words"] = changed()
        return _page(which, typed, 409)
    except Unacceptable as error:
        typed.errors["words"] = refusal(error.reason)
        return _page(which, typed, 422)
    return redirect(addresses.below(agency, report_id, deed), 303)


def received(session: Session, agency: str, report_id: uuid.UUID) -> tuple[Agency, Opened]:
    """Open a report that was sent to an agency, as it was sent last: what follows is not here yet.

    :raises NotFound: if it never was.
    """
    parent = office(session, agency)
    owner = collecting.owner(session, parent, report_id)
    which = Which(owner, report_id)
    number = collecting.sent(session, which)
    if number is None:
        raise NotFound(f"report {report_id}")
    child = agencies.by_id(session, owner)
    return parent, opening.open_(session, rt(), child, which, number)


def _page(which: tuple[str, uuid.UUID, ReportDeed], typed: Typed, status: int = 200) -> Response:
    agency, report_id, deed = which
    with reading() as session:
        parent, it = received(session, agency, report_id)
    if deed not in dealing.RECEIVERS:
        raise NotFound(f"{deed} of {report_id}")
    page = render_template(
        "reports/deed.html", at=parent, it=it, deed=str(deed), typed=typed, parent=parent
    )
    return make_response(page, status)
