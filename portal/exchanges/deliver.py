"""Hands a dossier to its agency's system, once, whatever happens on the way."""

from sqlalchemy.orm import Session

from connectors.errors import Rejected
from portal.exchanges.outcome import Effect
from portal.runtime import Runtime
from portal.services import content, events, tracking, vault
from portal.services.promises import Leased


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Deliver a dossier as of the promise's event; if an earlier try may have arrived, ask first.

    :raises connectors.errors.ConnectorError: whatever the partner's answer comes to.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        message = content.message(rt, found, leased.event_seq)
        agency = found.agency
    connector = rt.partners.agency(agency)
    if leased.unsure:
        held = connector.ask(message.code)
        if held is not None:
            expected = connector.fingerprint(message)
            if held.content_hash != expected:
                raise Rejected(f"the agency holds {message.code} with other content")
            return _delivered(rt, leased, held.reference, expected)
    receipt = connector.submit(message, leased.key)
    return _delivered(rt, leased, receipt.reference, receipt.content_hash)


def _delivered(rt: Runtime, leased: Leased, reference: str, content_hash: str) -> Effect:
    def effect(session: Session) -> None:
        dossier = events.lock(session, leased.home_agency_id, leased.dossier_id)
        safe = vault.unlock(session, rt, leased.home_agency_id, leased.dossier_id)
        tracking.delivered(session, safe, dossier, reference, content_hash)

    return effect
