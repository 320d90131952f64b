"""An officer submits what they entered and accepts it in one go: one transaction.

The dossier lies on the desk from the moment it exists; it needs no promise to get there.
"""

import uuid

from sqlalchemy.orm import Session

from connectors.messages import NewsKind
from portal import clock, desk
from portal.domain.states import State
from portal.models import Dossier
from portal.runtime import Runtime
from portal.services import content, submission, tracking
from portal.services.content import SUBMISSION, Content
from portal.services.counter import claiming, taking
from portal.services.desk import dealing
from portal.services.desk.dealing import Desk
from portal.services.desk.rules import Deed
from portal.services.operations import deeds


def hand_in(
    session: Session, rt: Runtime, at: Desk, draft_id: uuid.UUID, unit: str = ""
) -> Dossier:
    """Submit and accept; pressed twice, there is one dossier. ``unit`` stands on form 01.

    A dossier others have to confirm first waits for them, and comes to the desk afterwards.

    :raises NotFound: if it is not entered at this desk.
    :raises DraftIncomplete: if something is missing or wrong; the draft stays as it is.
    """
    intake = taking.find(session, at.agency, draft_id, lock=True)
    if intake.handed_in_at is not None:
        return session.get_one(Dossier, (at.agency.id, draft_id))
    who = taking.stand_in(session, rt, at.agency, draft_id)
    dossier = submission.submit(session, rt, who, draft_id)
    intake.handed_in_at = clock.now()
    found = content.read(session, rt, dossier.home_agency_id, dossier.id)
    if dossier.state == State.SUBMITTED:
        _lay(session, rt, found)
        accepted = Deed(
            NewsKind.ACCEPTED, seen=dossier.seq, unit=unit, happened_at=dossier.submitted_at
        )
        dealing.do(session, rt, at, dossier.code, (accepted, ()))
    claiming.offer(session, rt, intake, found.submitter)
    told = {"channel": str(dossier.channel), "code": dossier.code}
    deeds.record(session, at.officer.acting(), "intake_handed_in", f"dossier:{dossier.id}", told)
    return dossier


def _lay(session: Session, rt: Runtime, found: Content) -> None:
    """Lay it on the desk as it would have come there, with the hash of what was handed over."""
    dossier = found.dossier
    fingerprint = desk.fingerprint(content.message(rt, found, SUBMISSION))
    desk.lay(session, dossier, fingerprint)
    tracking.delivered(session, found.safe, dossier, dossier.code, fingerprint)
