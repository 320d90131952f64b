"""What an agency owes, period by period, and the choice of one where somebody serves several."""

from flask import redirect, render_template
from werkzeug.wrappers import Response

from portal.services import agencies
from portal.services.reports import listing
from portal.web.context import reading
from portal.web.reports import addresses
from portal.web.reports.guard import guarded, member, office

blueprint = guarded("reports_overview", __name__)


@blueprint.get(addresses.HOME)
def choose() -> Response | str:
    """Lead to the agency, or ask which one."""
    with reading() as session:
        found = [agencies.by_id(session, one) for one in sorted(member().reporting)]
    if len(found) == 1:
        return redirect(addresses.agency(found[0].code), 303)
    return render_template("reports/choose.html", agencies=found)


@blueprint.get(addresses.AGENCY)
def show(agency: str) -> str:
    """List what is due, late, missing and sent."""
    with reading() as session:
        at = office(session, agency)
        lines = listing.lines(session, at)
    return render_template("reports/overview.html", at=at, lines=lines)
