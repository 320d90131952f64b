"""A citizen takes a claim for an exemption back: its fee is to be paid again, and nothing answered.

The dossier's lock decides between that and an answer that comes at the same moment.
"""

from sqlalchemy.orm import Session

from portal import clock
from portal.domain.errors import Conflict
from portal.domain.paying import FeeState
from portal.models import Dossier, Event, FeeNotice
from portal.runtime import Runtime
from portal.services import agencies, dossiers, events, promises, vault
from portal.services.citizens import Signed
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.paying import claiming, exempting, notices
from portal.services.promises import Errand

KIND = exempting.WITHDRAWN
"""The promise to tell the agency, and the event it stands in."""
DELIVERED = "exemption_withdrawal_delivered"


def take_back(
    session: Session, rt: Runtime, citizen: Signed, of: tuple[str, int], turn: int
) -> bool:
    """Take back the claim a citizen had before them (``turn``: how often the fee was claimed).

    The fee's day moves by as long as the claim waited. Says whether it was taken back now: pressed
    twice, or in two windows, it is taken back once.

    :raises NotFound: if the dossier is not theirs, or has no such fee.
    :raises Conflict: if the claim was answered, or its fee paid, meanwhile.
    """
    code, number = of
    found = dossiers.own(session, citizen, code)
    dossier = events.lock(session, found.home_agency_id, found.id)
    notice = notices.owed(session, dossier, number).notice
    last = claiming.last(session, dossier)
    if notice.state == FeeState.OPEN and _was_this(last, notice, turn):
        return False
    if notice.state != FeeState.CLAIMED or notice.claims != turn or last is None:
        raise Conflict(turn, notice.claims)
    what = Occurrence(KIND, clock.now(), facts={"number": number, "claim": last.seq})
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    event = events.record(session, safe, dossier, what)
    exempting.reopen(dossier, notice)
    notice.withdrawn += 1
    dossier.row_version += 1
    to = handing_on.agency(session, dossier)
    if agencies.takes(to, "message"):
        promises.make(session, dossier, event, Errand(f"agency:{to.code}", KIND, promises.DELIVERY))
    return True


def claim_id(dossier: Dossier, told: Event) -> str:
    """Name the claim that was taken back as its agency knows it."""
    return promises.key(dossier.id, claiming.KIND, told.facts["claim"])


def _was_this(last: Event | None, notice: FeeNotice, turn: int) -> bool:
    taken = last is not None and last.kind == KIND and last.facts["number"] == notice.number
    return taken and notice.claims == turn
