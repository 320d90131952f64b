"""The tray of questions and complaints of an agency: what is due first at the top."""

from flask import render_template, request

from portal.services.enquiries import showing
from portal.web.context import reading
from portal.web.desk.enquiries import places
from portal.web.desk.guard import desk, guarded
from portal.web.incoming import whole

blueprint = guarded("desk_enquiries", __name__)


@blueprint.get(places.HOME)
def show(agency: str) -> str:
    """List what has to be done, or what is over."""
    over, number = request.args.get("khay") == "xong", request.args.get("trang", "")
    page = max(1, whole(number, 4))
    with reading() as session:
        at = desk(session, agency)
        found = showing.tray(session, at.agency, over=over, page=page)
    done = request.args.get("xong", "")
    return render_template(
        "desk/enquiries/tray.html", at=at, tray=found, over=over, number=page, done=done
    )
