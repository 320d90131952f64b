"""The queue of an agency's desk, and the choice of one where somebody serves several."""

from collections.abc import Mapping

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from portal.services import agencies
from portal.services.desk import queue
from portal.services.desk.queue import Tray, Wanted
from portal.web.context import reading, rt
from portal.web.desk import addresses
from portal.web.desk.guard import desk, guarded, officer
from portal.web.incoming import whole

blueprint = guarded("desk_queue", __name__)


@blueprint.get(addresses.HOME)
def choose() -> Response | str:
    """Lead to the desk, or ask at which one."""
    with reading() as session:
        found = [agencies.by_id(session, one) for one in sorted(officer().desks)]
    if len(found) == 1:
        return redirect(addresses.queue(found[0].code), 303)
    return render_template("desk/choose.html", agencies=found)


@blueprint.get(addresses.QUEUE)
def show(agency: str) -> str:
    """List the dossiers of a tray, or what a search finds."""
    wanted = read_wanted(request.args)
    with reading() as session:
        at = desk(session, agency)
        page = queue.page(session, rt(), at.agency, wanted)
    return render_template("desk/queue.html", at=at, page=page, wanted=wanted, trays=tuple(Tray))


def read_wanted(given: Mapping[str, str]) -> Wanted:
    """Read which part of the queue somebody looks at; what makes no sense narrows nothing."""
    tray = given.get("khay", "")
    number = given.get("trang", "")
    return Wanted(
        tray=Tray(tray) if tray in set(Tray) else Tray.NEW,
        mine=officer().id if given.get("cua") == "toi" else None,
        free=given.get("cua") == "chua-ai",
        late=given.get("loc") == "qua-han",
        search=given.get("tim", "").strip()[:200],
        page=max(1, whole(number, 4)),
    )
