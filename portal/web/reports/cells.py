"""What stands behind a cell: the dossiers that were counted, as they were counted."""

import uuid

from flask import render_template, request

from portal.services.reports import drilling
from portal.web.context import reading
from portal.web.incoming import whole
from portal.web.reports import addresses
from portal.web.reports.guard import guarded
from portal.web.reports.report import opened

blueprint = guarded("reports_cells", __name__)


@blueprint.get(f"{addresses.REPORT}/o/<column>")
def show(agency: str, report_id: uuid.UUID, column: str) -> str:
    """List the dossiers behind the cell of a line and a column."""
    asked = request.args.get("trang", "")
    number = max(1, whole(asked, 4))
    with reading() as session:
        it = opened(session, agency, report_id)
        place = (request.args.get("dong", "total"), column)
        drilled = drilling.cell(session, it, place, max(1, number))
    return render_template(
        "reports/cell.html", at=it.agency, it=it, drilled=drilled, line=place[0], number=number
    )
