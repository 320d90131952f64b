"""What an agency answers too late: now, and in each month by unit."""

from flask import render_template, request

from portal import clock
from portal.services.desk import answering
from portal.web import dates
from portal.web.context import reading
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_late", __name__)


@blueprint.get(f"{addresses.QUEUE}/cham")
def show(agency: str) -> str:
    """Show what waits longer than eight working hours, and how a month went."""
    first = dates.month(request.args.get("thang", "")) or clock.today().replace(day=1)
    with reading() as session:
        at = desk(session, agency)
        late = answering.late(session, at.agency)
        units = answering.month(session, at.agency, first)
    return render_template("desk/late.html", at=at, late=late, units=units, first=first)
