"""Sending a dossier on to a specialised system: one press, from the dossier's page."""

from flask import redirect, request
from werkzeug.wrappers import Response

from portal.domain.errors import Conflict, Unacceptable
from portal.services.desk import going_on
from portal.services.desk.transferring import Where
from portal.web.context import rt, writing
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded
from portal.web.incoming import whole

blueprint = guarded("desk_going_on", __name__)


@blueprint.post(f"{addresses.CASE}/he-thong/<step>")
def send(agency: str, code: str, step: str) -> Response:
    """Send it on; where it cannot go any more, the page says how it stands."""
    number = request.form.get("seen", "")
    seen = whole(number)
    done = "hop_begun"
    try:
        with writing() as session:
            at = desk(session, agency)
            going_on.send(session, rt(), Where(at.agency, at.officer, code, seen), step)
    except (Conflict, Unacceptable):
        done = ""
    return redirect(addresses.case(agency, code, done), 303)
