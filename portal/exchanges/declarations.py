"""Declarations (tờ khai) an agency fetches: pressed when asked for, of its own dossiers alone."""

from connectors.errors import ConnectorError
from connectors.messages import Heard, Reply
from portal import log
from portal.exchanges import callers
from portal.exchanges.callers import Call
from portal.runtime import Runtime
from portal.services import content, inbox, receipts

_log = log.get()


def give(rt: Runtime, code: str, call: Call) -> bytes | Reply:
    """Press the declaration an agency asks for (PDF); a refusal is in the agency's own words.

    :raises NotFound: if there is no such agency, or the dossier's content was erased.
    """
    agency, connector = callers.partner(rt, code)
    try:
        wanted = connector.read_wish(call.headers, call.method, call.target)
    except ConnectorError as error:
        _log.warning("declaration_refused", agency=code, error=str(error))
        return connector.reply(error)
    with rt.db.read() as session:
        place = inbox.locate(session, agency, wanted)
        if place is None:
            return connector.reply(Heard.NO_SUCH_DOSSIER)
        found = content.read(session, rt, place.home_agency_id, place.dossier_id)
    return receipts.declaration(rt, found)
