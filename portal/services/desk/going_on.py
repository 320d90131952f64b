"""An officer sends a dossier on to a specialised system, where its procedure names one."""

from sqlalchemy.orm import Session

from portal.domain.errors import Unacceptable
from portal.models import Hop
from portal.runtime import Runtime
from portal.services import vault
from portal.services.desk import lying, opening
from portal.services.desk.opening import Seen
from portal.services.desk.transferring import Where
from portal.services.hopping import hops, standing
from portal.services.operations import deeds


def send(session: Session, rt: Runtime, at: Where, step: str) -> Hop:
    """Send a dossier on to the system of one step; what could not set out before is tried anew.

    :raises NotFound: if it is not this agency's to see.
    :raises Conflict: if something happened to it since the officer looked.
    :raises Unacceptable: ``elsewhere`` if it does not lie here, ``not_now`` if it cannot go there.
    """
    dossier, held = opening.opened(session, at.agency, at.officer, Seen(at.code, at.seen))
    if not lying.here(held, at.agency.id) or held.arriving_since is not None:
        raise Unacceptable("elsewhere")
    plan = next((one for one in hops.planned(session, rt, dossier) if one.id == step), None)
    row = session.get(Hop, (dossier.home_agency_id, dossier.id, step))
    if plan is None or not standing.possible(session, rt, dossier, plan, row):
        raise Unacceptable("not_now")
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    detail = {"step": step}
    deeds.record(session, at.officer.acting(""), "hop_sent", f"dossier:{dossier.id}", detail)
    return hops.begin(session, safe, dossier, plan, by=at.officer.name)
