"""An officer submits what they entered and accepts it in one go: one transaction.

The dossier lies on the desk from the moment it exists; it needs no promise to get there.
"""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from portal import clock, desk
from portal.domain.errors import Unacceptable
from portal.domain.states import State
from portal.models import Dossier
from portal.runtime import Runtime
from portal.services import content, submission, tracking
from portal.services.content import SUBMISSION, Content
from portal.services.counter import claiming, finding, taking
from portal.services.desk import dealing, money
from portal.services.desk.dealing import Desk
from portal.services.desk.opening import Seen
from portal.services.desk.rules import Deed
from portal.services.operations import deeds
from portal.services.paying import notices


@dataclass(frozen=True)
class Handing:
    """What goes with it: ``unit`` stands on form 01, ``cash`` is what was taken, in đồng."""

    unit: str = ""
    cash: int = 0


BARE = Handing()


def hand_in(
    session: Session, rt: Runtime, at: Desk, draft_id: uuid.UUID, said: Handing = BARE
) -> Dossier:
    """Submit and accept, with the cash that was taken; pressed twice, there is one dossier.

    A dossier others have to confirm first waits for them, and comes to the desk afterwards.

    :raises NotFound: if it is not entered at this desk.
    :raises DraftIncomplete: if something is missing or wrong; the draft stays as it is.
    :raises Unacceptable: ``cash`` if what was taken is not what is owed, or cannot be taken yet.
    """
    intake = taking.find(session, at.agency, draft_id, lock=True)
    if intake.handed_in_at is not None:
        return session.get_one(Dossier, (at.agency.id, draft_id))
    who = taking.stand_in(session, rt, at.agency, draft_id)
    dossier = submission.submit(session, rt, who, draft_id)
    intake.handed_in_at = clock.now()
    finding.settle(session, rt, dossier)
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    if dossier.state == State.SUBMITTED:
        _lay(session, rt, found)
        _take_cash(session, rt, at, dossier, said.cash)
        accepted = Deed(
            NewsKind.ACCEPTED, seen=dossier.seq, unit=said.unit, happened_at=dossier.submitted_at
        )
        dealing.do(session, rt, at, dossier.code, (accepted, ()))
    elif said.cash:
        raise Unacceptable("cash")
    claiming.offer(session, rt, intake, found.submitter)
    told = {"channel": str(dossier.channel), "code": dossier.code}
    deeds.record(session, at.officer.acting(), "intake_handed_in", f"dossier:{dossier.id}", told)
    return dossier


def _take_cash(session: Session, rt: Runtime, at: Desk, dossier: Dossier, sum_taken: int) -> None:
    """Enter what was taken before acceptance: exactly what the form's rules ask for."""
    if not sum_taken:
        return
    owed = [one for one in notices.of(session, dossier) if notices.payable(dossier, one.notice)]
    if len(owed) != 1 or owed[0].notice.total != sum_taken:
        raise Unacceptable("cash")
    seen = Seen(dossier.code, dossier.seq)
    money.receive(session, rt, at, seen, owed[0].notice.number)


def _lay(session: Session, rt: Runtime, found: Content) -> None:
    """Lay it on the desk as it would have come there, with the hash of what was handed over."""
    dossier = found.dossier
    fingerprint = desk.fingerprint(content.message(rt, found, SUBMISSION))
    desk.lay(session, dossier, fingerprint)
    tracking.delivered(session, found.safe, dossier, dossier.code, fingerprint)
