"""Hands a dossier back to its citizen, after its agency has said that it holds nothing of it."""

from portal.domain.errors import NotFound, Unacceptable
from portal.runtime import Runtime
from portal.services import content, numbering
from portal.services.operations import handing_back
from portal.services.operations.deeds import Actor


def hand_back(rt: Runtime, code: str, actor: Actor) -> None:
    """Ask the agency, then hand the dossier back; no transaction is open while it is asked.

    :raises NotFound: if there is no dossier of this code.
    :raises Unacceptable: ``not_refused``, or ``held`` if the agency has it after all.
    :raises connectors.errors.ConnectorError: if the agency cannot be asked.
    """
    with rt.db.read() as session:
        key = numbering.find(session, code)
        if key is None:
            raise NotFound(code)
        found = content.read(session, rt, *key)
        if not handing_back.possible(session, found.dossier):
            raise Unacceptable("not_refused")
        agency = found.agency
    if rt.partners.agency(agency).ask(code) is not None:
        raise Unacceptable("held")
    with rt.db.write() as session:
        handing_back.hand_back(session, rt, key, actor)
