"""Tells the national portal how content a citizen was, behind all that happened to the dossier."""

from portal.exchanges.outcome import Effect
from portal.runtime import Runtime
from portal.services import content
from portal.services.promises import Leased


def fulfil(rt: Runtime, leased: Leased) -> Effect:
    """Tell the scores as of one rating; sent again they replace themselves.

    :raises connectors.errors.ConnectorError: whatever the national portal's answer comes to.
    """
    with rt.db.read() as session:
        found = content.read(session, rt, leased.home_agency_id, leased.dossier_id)
        told = content.event(session, found.dossier, leased.event_seq)
        given = content.rating(found, told, leased.key)
    code = found.dossier.national_code or found.dossier.code
    # A local suffix is left off, as it is of the dossier itself.
    procedure = ".".join(found.form.code.split(".")[:2])
    rt.partners.national().evaluate(code, procedure, given)
    return lambda session: None
