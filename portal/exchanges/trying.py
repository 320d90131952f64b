"""Tries the way to an agency's system while an administrator waits: one harmless call."""

from connectors.errors import ConnectorError, in_full
from portal.runtime import Runtime
from portal.services import agencies
from portal.services.operations import deeds
from portal.services.operations.deeds import Actor


def agency(rt: Runtime, code: str, actor: Actor) -> str:
    """Call an agency's system once; gives what is wrong in full, "" if nothing is.

    No transaction is open while it is called; that it was called, and how it went, is written down.

    :raises NotFound: if there is no such agency.
    """
    with rt.db.read() as session:
        row = agencies.by_code(session, code)
        session.expunge(row)
    try:
        rt.partners.agency(row).check_config()
        said = ""
    except ConnectorError as error:
        said = in_full(error)
    with rt.db.write() as session:
        told = {"outcome": "answered" if not said else "failed"}
        deeds.record(session, actor, "agency_tried", f"agency:{code}", told)
    return said
