"""Tells the national portal where a dossier stood at an event, once and in order."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from connectors.national_messages import GivenBack
from portal.exchanges.outcome import Effect
from portal.models import Dossier
from portal.runtime import Runtime
from portal.services import content
from portal.services.promises import Leased
from portal.services.synchronisation import standing
from portal.services.synchronisation.standing import Told


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Bring a dossier up to date there; if an earlier try may have arrived, it is asked first.

    :raises connectors.errors.ConnectorError: whatever the national portal's answer comes to.
    """
    with rt.db.read() as session:
        read = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        found = content.at(read, leased.event_seq)
        told = standing.as_of(session, found, leased.event_seq)
        own_code, handed_over = found.dossier.code, found.dossier.national_code is not None
    portal = rt.partners.national()
    portal.synchronise(told.standing, told.steps, unsure=leased.unsure)
    if handed_over and told.steps:
        portal.give_back(_given_back(told, own_code))

    def effect(session: Session) -> None:
        # What a dossier adds to the measures of progress has changed without an event of it.
        of = (Dossier.home_agency_id == leased.home_agency_id, Dossier.id == leased.dossier_id)
        session.execute(sa.update(Dossier).where(*of).values(counted_seq=0))

    return effect


def _given_back(told: Told, own_code: str) -> GivenBack:
    """Say what became of a dossier the national portal handed over, under both its codes."""
    standing, step = told.standing, told.steps[-1]
    return GivenBack(
        code=standing.code,
        own_code=own_code,
        state=standing.state,
        text=step.text,
        at=step.at,
        technical_id=standing.owner.technical_id,
        results=standing.results,
    )
