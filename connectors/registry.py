"""Every connector there is, by the name settings use. One line each; read it, no magic."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from connectors.agencies import one_stop
from connectors.agencies.ministry import Ministry, MinistryConfig
from connectors.agencies.one_stop import OneStopConfig
from connectors.axis.national import NationalAxis, NationalAxisConfig
from connectors.axis.provincial import ProvincialAxis, ProvincialAxisConfig
from connectors.base import (
    AgencyConnector,
    CarrierConnector,
    PaymentConnector,
    ReportingConnector,
    SmsConnector,
    Surroundings,
)
from connectors.carriers.post_office import PostOffice, PostOfficeConfig
from connectors.contract import axis as axis_contract
from connectors.contract import carrier as carrier_contract
from connectors.contract import dms as dms_contract
from connectors.contract import ministry as ministry_contract
from connectors.contract import national as national_contract
from connectors.contract import national_store as national_store_contract
from connectors.contract import one_stop as one_stop_contract
from connectors.contract import payment as payment_contract
from connectors.contract import reporting as reporting_contract
from connectors.contract import sms as sms_contract
from connectors.contract.checks import Report
from connectors.dms.rest import DmsConfig, RestDms
from connectors.errors import Misconfigured
from connectors.lines import DocumentsConnector, DocumentSystem
from connectors.national.portal import Portal, PortalConfig
from connectors.national.store import Store, StoreConfig
from connectors.national_base import NationalPortal, NationalStore
from connectors.payments.platform import Platform, PlatformConfig
from connectors.reporting.reporting_system import ReportingConfig, ReportingSystem
from connectors.sms.http_gateway import HttpGateway, HttpGatewayConfig


class Role(StrEnum):
    """What a partner does for us; each role has its protocol in ``connectors.base``."""

    AGENCY = "agency"
    NATIONAL = "national"
    STORE = "store"
    PAYMENT = "payment"
    DOCUMENTS = "documents"
    WORK = "work"
    SMS = "sms"
    CARRIER = "carrier"
    REPORTING = "reporting"


@dataclass(frozen=True, slots=True)
class Entry:
    """How a connector is made: settings first (``configure`` names all that is wrong), then it.

    ``examine`` tries the partner's contract live: as the agency with the identifier it is given,
    with a message to the phone, or with the papers of the person whose number it is given.
    ``lacks`` names the letters (``message``, ``rating``) for which the dialect has no call.
    ``secrets`` names the settings nobody may see.
    """

    role: Role
    configure: Callable[[Mapping[str, object]], Any]
    make: Callable[[Any, Surroundings], Any]
    examine: Callable[[Any, Surroundings, str], Report]
    lacks: frozenset[str] = frozenset()
    secrets: frozenset[str] = frozenset()


_TOKEN = frozenset({"token"})
CONNECTORS: dict[str, Entry] = {
    "one_stop": Entry(
        Role.AGENCY,
        OneStopConfig.from_mapping,
        one_stop.make,
        one_stop_contract.examine,
        secrets=frozenset({"secret", "accepted_keys", "client_secrets", "signing_keys"}),
    ),
    "ministry_adapter": Entry(
        Role.AGENCY,
        MinistryConfig.from_mapping,
        Ministry,
        ministry_contract.examine,
        lacks=frozenset({"message", "rating"}),
        secrets=frozenset({"client_secret", "news_tokens"}),
    ),
    "payment_platform": Entry(
        Role.PAYMENT,
        PlatformConfig.from_mapping,
        Platform,
        payment_contract.examine,
        secrets=frozenset({"key_1", "key_2"}),
    ),
    "national_portal": Entry(
        Role.NATIONAL,
        PortalConfig.from_mapping,
        Portal,
        national_contract.examine,
        secrets=frozenset({"password", "inward_token"}),
    ),
    "national_store": Entry(
        Role.STORE,
        StoreConfig.from_mapping,
        Store,
        national_store_contract.examine,
        secrets=frozenset({"password"}),
    ),
    "national_axis": Entry(
        Role.DOCUMENTS,
        NationalAxisConfig.from_mapping,
        NationalAxis,
        axis_contract.national,
        secrets=frozenset({"secret"}),
    ),
    "provincial_axis": Entry(
        Role.DOCUMENTS,
        ProvincialAxisConfig.from_mapping,
        ProvincialAxis,
        axis_contract.provincial,
        secrets=frozenset({"secret", "password"}),
    ),
    "document_system": Entry(
        Role.WORK, DmsConfig.from_mapping, RestDms, dms_contract.examine, secrets=_TOKEN
    ),
    "http_gateway": Entry(
        Role.SMS, HttpGatewayConfig.from_mapping, HttpGateway, sms_contract.examine, secrets=_TOKEN
    ),
    "post_office": Entry(
        Role.CARRIER,
        PostOfficeConfig.from_mapping,
        PostOffice,
        carrier_contract.examine,
        secrets=_TOKEN,
    ),
    "reporting_system": Entry(
        Role.REPORTING,
        ReportingConfig.from_mapping,
        ReportingSystem,
        reporting_contract.examine,
        secrets=_TOKEN,
    ),
}


def _entry(name: str, role: Role | None = None) -> Entry:
    fit = {key: held for key, held in CONNECTORS.items() if role in (None, held.role)}
    if name not in fit:
        known = ", ".join(sorted(fit))
        raise Misconfigured(f"there is no such connector: {name[:40]!r}; there are: {known}")
    return fit[name]


def takes(name: str, letter: str) -> bool:
    """Whether a dialect has a call for a kind of letter; what is not in the registry lacks none."""
    return name not in CONNECTORS or letter not in CONNECTORS[name].lacks


def configured(name: str, role: Role, given: Mapping[str, object]) -> None:
    """Look whether a connector takes settings; nobody is called.

    :raises Misconfigured: naming everything that is wrong with them.
    """
    _entry(name, role).configure(given)


def _made(role: Role, name: str, given: Mapping[str, object], around: Surroundings) -> Any:
    entry = _entry(name, role)
    return entry.make(entry.configure(given), around)


def agency(name: str, given: Mapping[str, object], around: Surroundings) -> AgencyConnector:
    """Make the connector to one agency's system.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: AgencyConnector = _made(Role.AGENCY, name, given, around)
    return made


def documents(name: str, given: Mapping[str, object], around: Surroundings) -> DocumentsConnector:
    """Make the connector to a document exchange axis, as one organisation on it.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: DocumentsConnector = _made(Role.DOCUMENTS, name, given, around)
    return made


def national(name: str, given: Mapping[str, object], around: Surroundings) -> NationalPortal:
    """Make the connector to the national portal.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: NationalPortal = _made(Role.NATIONAL, name, given, around)
    return made


def store(name: str, given: Mapping[str, object], around: Surroundings) -> NationalStore:
    """Make the connector to the national store of personal papers.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: NationalStore = _made(Role.STORE, name, given, around)
    return made


def work(name: str, given: Mapping[str, object], around: Surroundings) -> DocumentSystem:
    """Make the connector to an agency's document system.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: DocumentSystem = _made(Role.WORK, name, given, around)
    return made


def sms(name: str, given: Mapping[str, object], around: Surroundings) -> SmsConnector:
    """Make the connector to one SMS centre.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: SmsConnector = _made(Role.SMS, name, given, around)
    return made


def payment(name: str, given: Mapping[str, object], around: Surroundings) -> PaymentConnector:
    """Make the connector to a payment platform.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: PaymentConnector = _made(Role.PAYMENT, name, given, around)
    return made


def carrier(name: str, given: Mapping[str, object], around: Surroundings) -> CarrierConnector:
    """Make the connector to one carrier.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: CarrierConnector = _made(Role.CARRIER, name, given, around)
    return made


def reporting(name: str, given: Mapping[str, object], around: Surroundings) -> ReportingConnector:
    """Make the connector to one reporting system.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    made: ReportingConnector = _made(Role.REPORTING, name, given, around)
    return made


def examine(name: str, given: Mapping[str, object], around: Surroundings, whom: str) -> Report:
    """Try a partner's contract live. ``whom`` is an organisation identifier, or a phone for SMS.

    :raises Misconfigured: naming everything that is wrong with the settings.
    """
    entry = _entry(name)
    return entry.examine(entry.configure(given), around, whom)
