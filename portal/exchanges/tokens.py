"""Gives agencies' programmes access tokens, for news they tell and what they fetch (OAuth 2.0)."""

import json

from connectors.errors import ConnectorError
from connectors.messages import Reply
from connectors.roads import GrantedAgency
from portal import log
from portal.agency_tokens import SECONDS
from portal.domain.errors import NotFound
from portal.exchanges import callers
from portal.exchanges.callers import Call
from portal.runtime import Runtime

_log = log.get()
_HEADERS = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}


def give(rt: Runtime, code: str, call: Call, body: bytes) -> Reply:
    """Give a token to a programme of an agency that has proved who it is (RFC 6749, section 4.4).

    :raises NotFound: if there is no such agency, or its dialect knows no tokens.
    """
    agency, connector = callers.partner(rt, code)
    if not isinstance(connector, GrantedAgency):
        raise NotFound(f"tokens of {code}")
    door = f"{rt.settings.base_url}/api/v1/agencies/{agency.code}/token"
    try:
        grant = connector.read_client(call.headers, body, (door, rt.settings.base_url))
    except ConnectorError as error:
        _log.warning("token_refused", agency=code, error=str(error))
        return connector.reply(error)
    said = {
        "access_token": rt.partners.tokens(agency).give(grant),
        "token_type": "Bearer",
        "expires_in": SECONDS,
        "scope": " ".join(sorted(grant.scopes)),
    }
    return Reply(200, json.dumps(said).encode(), _HEADERS)
