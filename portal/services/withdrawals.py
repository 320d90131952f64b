"""Withdrawals (rút hồ sơ): the citizen asks, an officer of the agency confirms.

Source: Nghị định 118/2025/NĐ-CP. docs/rules.md says how sure.
"""

from sqlalchemy.orm import Session

from forms.characters import many_lines
from portal import clock
from portal.domain.errors import IllegalMove, Unacceptable
from portal.domain.states import MOVES, State
from portal.models import Dossier
from portal.runtime import Runtime
from portal.services import dossiers, events, promises, vault
from portal.services.citizens import Signed
from portal.services.confirming import releasing
from portal.services.events import Occurrence
from portal.services.handling import handing_on
from portal.services.promises import Errand

LONGEST = 1_000
"""Characters of a reason."""
ASKED, DELIVERED = "withdrawal_asked", "withdrawal_delivered"


def possible(dossier: Dossier) -> bool:
    """Say whether a dossier may still be withdrawn: nothing has been decided."""
    return State.WITHDRAWN in MOVES[dossier.state]


def ask(session: Session, rt: Runtime, citizen: Signed, code: str, reason: str) -> Dossier:
    """Ask for a dossier back; asked twice, it is asked once. Its state stays as it is.

    One that still waits for people to confirm is withdrawn at once: no agency has it.

    :raises NotFound: if it is not this citizen's.
    :raises IllegalMove: if a result is out, or it has ended already.
    :raises Unacceptable: ``too_long``, of the reason.
    """
    found = dossiers.own(session, citizen, code)
    dossier = events.lock(session, found.home_agency_id, found.id)
    if dossier.withdrawal_asked_at is not None:
        return dossier
    if not possible(dossier):
        raise IllegalMove(dossier.state, State.WITHDRAWN)
    text, now = many_lines(reason), clock.now()
    if len(text) > LONGEST:
        raise Unacceptable("too_long", limit=LONGEST)
    safe = vault.unlock(session, rt, dossier.home_agency_id, dossier.id)
    if releasing.waits(dossier):
        releasing.take_back(session, safe, dossier, text)
        dossier.withdrawal_asked_at = now
        return dossier
    what = Occurrence(kind=ASKED, occurred_at=now, private={"text": text})
    event = events.record(session, safe, dossier, what)
    dossier.withdrawal_asked_at = now
    dossier.row_version += 1
    agency = handing_on.agency(session, dossier)
    errand = Errand(f"agency:{agency.code}", "withdrawal", promises.DELIVERY)
    promises.make(session, dossier, event, errand)
    return dossier


def declined(session: Session, dossier: Dossier, seq: int) -> None:
    """Note that the agency says no to the wish of an event; its citizen may ask once more.

    What is said of an earlier wish leaves a later one as it stands.
    """
    dossier = events.lock(session, dossier.home_agency_id, dossier.id)
    if events.at(session, dossier, seq).occurred_at == dossier.withdrawal_asked_at:
        dossier.withdrawal_asked_at = None
        dossier.row_version += 1
