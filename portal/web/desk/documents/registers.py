"""The registers of documents: what came, what was sent, what a search finds."""

from flask import render_template, request

from portal.domain.documents import Direction
from portal.domain.errors import NotFound
from portal.services.documents import finding, lines, showing
from portal.services.documents.finding import Wanted
from portal.web.context import reading, rt
from portal.web.desk.documents import places
from portal.web.desk.guard import desk, guarded
from portal.web.incoming import whole

blueprint = guarded("desk_documents", __name__)
_WAYS = {"den": Direction.INCOMING, "di": Direction.OUTGOING}
_TRAYS = {"can-lam": "open", "can-xem": "unclear"}


@blueprint.get(places.HOME)
def show(agency: str) -> str:
    """List a register, or what a search finds in it."""
    wanted = _wanted()
    with reading() as session:
        at = desk(session, agency)
        found = finding.page(session, rt(), at.agency.id, wanted)
        rows = showing.listed(session, rt(), found.rows)
        try:
            line = lines.of(session, at.agency.id, lines.AXIS)
        except NotFound:
            line = None
    return render_template(
        "desk/documents/register.html",
        at=at,
        rows=rows,
        more=found.more,
        wanted=wanted,
        line=line,
    )


def _wanted() -> Wanted:
    given = request.args
    number = given.get("trang", "")
    return Wanted(
        direction=_WAYS.get(given.get("so", ""), Direction.INCOMING),
        tray=_TRAYS.get(given.get("khay", ""), ""),
        search=given.get("tim", "").strip()[:200],
        page=(max(1, whole(number, 4))),
    )
