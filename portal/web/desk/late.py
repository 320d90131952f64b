"""What an agency answers too late: now, and in each month by unit."""

from contextlib import suppress
from datetime import date, datetime

from flask import render_template, request

from portal import clock
from portal.services.desk import answering
from portal.web.context import reading
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded

blueprint = guarded("desk_late", __name__)


@blueprint.get(f"{addresses.QUEUE}/cham")
def show(agency: str) -> str:
    """Show what waits longer than eight working hours, and how a month went."""
    first = _month(request.args.get("thang", ""))
    with reading() as session:
        at = desk(session, agency)
        late = answering.late(session, at.agency)
        units = answering.month(session, at.agency, first)
    return render_template("desk/late.html", at=at, late=late, units=units, first=first)


def _month(said: str) -> date:
    """Give the first day of a month as an address names it, of this one by default."""
    with suppress(ValueError):
        return datetime.strptime(said, "%Y-%m").date()
    return clock.today().replace(day=1)
