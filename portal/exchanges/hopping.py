"""Brings a dossier to a specialised system (hệ thống chuyên ngành), once, whatever happens."""

from dataclasses import replace

from sqlalchemy.orm import Session

from portal.exchanges.documents import dossiers, laying
from portal.exchanges.handing_on import addressed, bring
from portal.exchanges.outcome import Effect
from portal.models import Agency
from portal.runtime import Runtime
from portal.services import agencies, content, events, vault
from portal.services.hopping import hops
from portal.services.promises import Leased


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Bring it as of the promise's event; if an earlier try may have arrived, ask first.

    A dossier that has been refused, stopped or taken back before it set out goes nowhere. To a
    system that is on the axis alone it goes as a document, by which it is delivered.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        system = agencies.by_code(session, leased.destination.partition(":")[2])
        message = addressed(content.message(rt, found, leased.event_seq), system.code)
        purpose = hops.purpose(session, rt, found.dossier, system)
    way = laying.way(found, system, leased)
    # Our own register says whether a document has set out: nobody need be asked.
    if found.dossier.state in hops.CALLED_OFF and (way or not leased.unsure):
        return _dropped(rt, leased, system)
    if way is not None:
        return dossiers.lay(rt, replace(way, purpose=purpose), message)
    return _noted(rt, leased, system, bring(rt.partners.agency(system), message, leased))


def _noted(rt: Runtime, leased: Leased, system: Agency, number: str) -> Effect:
    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
        hops.delivered(session, safe, dossier, system, number)

    return effect


def _dropped(rt: Runtime, leased: Leased, system: Agency) -> Effect:
    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
        hops.drop(session, safe, dossier, system)

    return effect
