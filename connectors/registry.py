"""Every connector there is, by the name settings use. One line each; read it, no magic."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from connectors.agencies.one_stop import OneStop, OneStopConfig
from connectors.base import AgencyConnector, SmsConnector, Surroundings
from connectors.errors import Misconfigured
from connectors.sms.http_gateway import HttpGateway, HttpGatewayConfig


class Role(StrEnum):
    """What a partner does for us; each role has its protocol in ``connectors.base``."""

    AGENCY = "agency"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Entry:
    """How a connector is made: settings first (``configure`` names all that is wrong), then it."""

    role: Role
    configure: Callable[[Mapping[str, object]], Any]
    make: Callable[[Any, Surroundings], Any]


CONNECTORS: dict[str, Entry] = {
    "one_stop": Entry(Role.AGENCY, OneStopConfig.from_mapping, OneStop),
    "http_gateway": Entry(Role.SMS, HttpGatewayConfig.from_mapping, HttpGateway),
}


def _made(role: Role, name: str, given: Mapping[str, object], around: Surroundings) -> Any:
    entry = CONNECTORS.get(name)
    if entry is None or entry.role is not role:
        known = ", ".join(sorted(key for key, held in CONNECTORS.items() if held.role is role))
        raise Misconfigured(f"there is no {role} connector {name[:40]!r}; there are: {known}")
    return entry.make(entry.configure(given), around)


def agency(name: str, given: Mapping[str, object], around: Surroundings) -> AgencyConnector:
    """Make the connector to one agency's system.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: AgencyConnector = _made(Role.AGENCY, name, given, around)
    return made


def sms(name: str, given: Mapping[str, object], around: Surroundings) -> SmsConnector:
    """Make the connector to one SMS centre.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: SmsConnector = _made(Role.SMS, name, given, around)
    return made
