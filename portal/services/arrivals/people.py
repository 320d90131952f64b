"""Who handed in a dossier at the national portal, as far as that portal vouches for them."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.national_messages import HandedOver
from portal.models import Citizen
from portal.runtime import Runtime
from portal.services import citizens
from portal.services.citizens import Identity

ISSUER = "urn:vn:gov:dichvucong"
"""Who vouches for people that are known from dossiers handed over alone."""
_APART = "#"
_ASSURANCE = "2"


def recognise(session: Session, rt: Runtime, arrived: HandedOver) -> Citizen:
    """Give the citizen of a dossier that was handed over.

    Somebody whose number the identity provider vouched for here, and the national portal there, is
    one person: the dossier is among their own. Anybody else is known by their id there alone.
    """
    number = arrived.known.get("submitter.citizen_number", "")
    found = _met_before(session, rt, number) if arrived.verified and number else None
    if found is not None:
        return found
    identity = Identity(
        issuer=ISSUER,
        subject=arrived.technical_id or _APART + arrived.code,
        assurance=_ASSURANCE if arrived.verified else "",
        rehearsal=False,
        profile=_profile(arrived.known),
    )
    return citizens.recognise(session, rt, identity)


def technical_id(citizen: Citizen | None) -> str:
    """Give the id somebody has at the national portal, "" if it never told one."""
    theirs = citizen is not None and citizen.issuer == ISSUER
    return citizen.subject if citizen and theirs and citizen.subject[0] != _APART else ""


def _met_before(session: Session, rt: Runtime, number: str) -> Citizen | None:
    issuers = [provider.issuer for provider in rt.settings.providers if not provider.rehearsal]
    query = sa.select(Citizen).where(
        Citizen.number_index == rt.index("citizen_number", number),
        Citizen.issuer.in_(issuers),
        Citizen.rehearsal.is_(False),
    )
    rows = session.execute(query.limit(2)).scalars().all()
    return rows[0] if len(rows) == 1 else None


def _profile(known: Mapping[str, str]) -> dict[str, str]:
    words = ("full_name", "citizen_number", "phone", "email")
    told = {word: known.get(f"submitter.{word}", "") for word in words}
    return {word: value for word, value in told.items() if value}
