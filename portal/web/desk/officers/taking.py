"""Taking a dossier (nhận việc) that nobody has, or that waits for one of a group."""

from flask import redirect, request
from werkzeug.wrappers import Response

from connectors.messages import NewsKind
from portal.domain.errors import Conflict, Unacceptable
from portal.services.desk import dealing
from portal.services.desk.rules import Deed
from portal.web.context import rt, writing
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded
from portal.web.incoming import whole

blueprint = guarded("desk_taking", __name__)
TOO_LATE = "cham"


@blueprint.post(f"{addresses.CASE}/nhan-viec")
def take(agency: str, code: str) -> Response:
    """Take a dossier; of two who press at once one does, the other reads how it stands."""
    number = request.form.get("seen", "")
    seen = whole(number)
    try:
        with writing() as session:
            at = desk(session, agency)
            deed = Deed(NewsKind.ASSIGNED, seen, officer_id=at.officer.id)
            dealing.do(session, rt(), at, code, (deed, ()))
    except (Conflict, Unacceptable):
        return redirect(addresses.case(agency, code, TOO_LATE), 303)
    return redirect(addresses.case(agency, code, str(NewsKind.ASSIGNED)), 303)
