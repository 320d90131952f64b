"""Lets people find, once signed in, what they handed in on paper.

Whoever the identity provider vouches for has it if both number and name are exactly those an
officer has entered: one digit wrong would need a stranger of the same name. Only keyed hashes
are compared (docs/decisions/0031).
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.messages import Person
from forms.characters import folded
from portal import clock
from portal.db import insert_once
from portal.models import Citizen, CitizenDossier, DeskIntake, Dossier
from portal.runtime import Runtime
from portal.services import citizens, events
from portal.services.citizens import Signed
from portal.services.counter.taking import ISSUER


def index(rt: Runtime, number: str, name: str) -> bytes | None:
    """Give the keyed hash of a person, None if not enough is known of them."""
    words = " ".join(folded(name).split())
    return rt.index("submitter_on_paper", f"{number} {words}") if number and words else None


def offer(session: Session, rt: Runtime, intake: DeskIntake, submitter: Person) -> None:
    """Let whoever handed a dossier in find it: at once if they have an account, else one day."""
    intake.claim_index = index(rt, submitter.citizen_number, submitter.full_name)
    if intake.claim_index is None:
        return
    query = sa.select(Citizen).where(
        Citizen.number_index == rt.index("citizen_number", submitter.citizen_number),
        Citizen.issuer != ISSUER,
        Citizen.rehearsal.is_(False),
    )
    for row in session.execute(query.order_by(Citizen.seen_at.desc())).scalars():
        known = citizens.signed(rt, row)
        if index(rt, submitter.citizen_number, known.name) == intake.claim_index:
            _give(session, intake, known)
            return


def claim(session: Session, rt: Runtime, citizen: Signed) -> int:
    """Give somebody who has just signed in what they handed in on paper; says how much."""
    wanted = index(rt, citizen.profile.get("citizen_number", ""), citizen.name)
    if wanted is None or citizen.rehearsal:
        return 0
    query = sa.select(DeskIntake).where(
        DeskIntake.claim_index == wanted, DeskIntake.claimed_at.is_(None)
    )
    found = session.execute(query.with_for_update()).scalars().all()
    for intake in found:
        _give(session, intake, citizen)
    return len(found)


def _give(session: Session, intake: DeskIntake, citizen: Signed) -> None:
    """Make a dossier somebody's own; the account without a person that held it keeps nothing."""
    dossier: Dossier = events.lock(session, intake.home_agency_id, intake.dossier_id)
    before = session.get(CitizenDossier, (dossier.citizen_id, dossier.id))
    if before is not None:
        session.delete(before)
    insert_once(
        session,
        CitizenDossier,
        citizen_id=citizen.id,
        dossier_id=dossier.id,
        home_agency_id=dossier.home_agency_id,
        since=clock.now(),
    )
    dossier.citizen_id, intake.claimed_at = citizen.id, clock.now()
