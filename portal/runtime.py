"""What a process is made of: one frozen bundle, made once and passed down.

Nothing here is a global: a test makes two of them in one process and they never meet.
"""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Self

from connectors import registry
from connectors.base import (
    AgencyConnector,
    CarrierConnector,
    PaymentConnector,
    ReportingConnector,
    SmsConnector,
    Surroundings,
)
from connectors.errors import Misconfigured
from connectors.lines import DocumentsConnector, DocumentSystem
from connectors.national_base import NationalPortal, NationalStore
from connectors.registry import Role
from portal import axis_road, clock, crypto, desk, national_file
from portal.agency_list import AgencyList
from portal.agency_numbers import AgencyNumbers
from portal.agency_tokens import AgencyTokens
from portal.blobs import Blobs
from portal.db import Database, insert_once
from portal.links import Links
from portal.models import Agency, DocumentLine, SeenNonce
from portal.settings import Settings
from portal.shelf import Shelf
from portal.wake import Wake

_NONCE_KEPT = timedelta(minutes=20)


class Keyring:
    """The wrapping keys of this installation: the first wraps, all of them unwrap."""

    def __init__(self, settings: Settings) -> None:
        self._keys = settings.secrets.wrapping
        self.current = next(iter(self._keys))

    def wrap(self, key: bytes, context: str) -> tuple[str, bytes]:
        """Wrap a key; returns the id of the wrapping key and the wrapped bytes."""
        return self.current, crypto.seal(self._keys[self.current], key, f"wrap/{context}")

    def unwrap(self, key_id: str, wrapped: bytes, context: str) -> bytes:
        """Unwrap a key.

        :raises crypto.Unsealable: if the wrapping key is not ours any more, or the bytes are not.
        """
        if key_id not in self._keys:
            raise crypto.Unsealable(f"no wrapping key {key_id}")
        return crypto.unseal(self._keys[key_id], wrapped, f"wrap/{context}")

    def marks(self) -> dict[str, str]:
        """Tell each key from any other, without telling it: something derived from it, in hex."""
        return {key_id: self.derived(key_id, "mark").hex() for key_id in self._keys}

    def derived(self, key_id: str, purpose: str) -> bytes:
        """Give the key of one purpose that is no dossier's."""
        if key_id not in self._keys:
            raise crypto.Unsealable(f"no wrapping key {key_id}")
        return crypto.derive(self._keys[key_id], purpose)


class Partners:
    """Connectors, made when first needed and made anew when their agency's row changed."""

    def __init__(self, settings: Settings, keyring: Keyring, db: Database) -> None:
        self._settings, self._keyring, self._db = settings, keyring, db
        self._made: dict[str, tuple[object, AgencyConnector]] = {}
        self._lines: dict[tuple[object, str], tuple[int, Any]] = {}
        self._whole: dict[str, Any] = {}
        self._lock = threading.Lock()

    def agency(self, agency: Agency) -> AgencyConnector:
        """Give the connector to an agency's system.

        :raises connectors.errors.Misconfigured: if its settings make no sense.
        """
        mark = (agency.id, agency.row_version)
        with self._lock:
            made = self._made.get(agency.code)
            if made is None or made[0] != mark:
                connector = self._connector(agency)
                made = self._made[agency.code] = (mark, connector)
            return made[1]

    def configured(
        self, connector: str, given: Mapping[str, object], role: Role = Role.AGENCY
    ) -> None:
        """Look whether the settings of a connector make sense, an agency's; nobody is called.

        :raises connectors.errors.Misconfigured: naming everything that is wrong with them.
        """
        whole = {**self._manners(), **given, **self._settings.secrets.signing_of(given)}
        registry.configured(connector, role, whole)

    def _connector(self, agency: Agency) -> AgencyConnector:
        if agency.connector == desk.NAME:
            return desk.Desk(self._db, agency)
        if agency.connector == axis_road.NAME:
            axis_road.read(agency.endpoint)
            return axis_road.AxisRoad(self._db, agency)
        around = replace(
            self.surroundings(),
            numbers=AgencyNumbers(self._db, agency),
            fetched=AgencyList(self._db, agency),
            tokens=self.tokens(agency),
        )
        return registry.agency(agency.connector, self._config(agency), around)

    def documents(self, line: DocumentLine) -> DocumentsConnector:
        """Give the connector to the axis an agency's line leads to."""
        made: DocumentsConnector = self._line(line, registry.documents)
        return made

    def work(self, line: DocumentLine) -> DocumentSystem:
        """Give the connector to an agency's document system."""
        made: DocumentSystem = self._line(line, registry.work)
        return made

    def _line(self, line: DocumentLine, make: Callable[[str, Any, Surroundings], Any]) -> Any:
        with self._lock:
            made = self._lines.get((line.agency_id, line.role))
            if made is None or made[0] != line.row_version:
                connector = make(line.connector, self._of_line(line), self.surroundings())
                made = self._lines[line.agency_id, line.role] = (line.row_version, connector)
            return made[1]

    def tokens(self, agency: Agency) -> AgencyTokens:
        """Give what gives and knows the access tokens of an agency's programmes."""
        keyring = self._keyring
        return AgencyTokens(self._settings.base_url, agency, keyring.current, keyring.derived)

    def sms(self) -> SmsConnector:
        """Give the connector to the SMS centre."""
        told = {"base_url": self._settings.sms_url, "sender": self._settings.sms_sender}
        token = self._settings.secrets.partner("sms")
        made: SmsConnector = self._once("http_gateway", registry.sms, {**told, "token": token})
        return made

    def national(self) -> NationalPortal:
        """Give the connector to the national portal; Misconfigured if nobody said where it is."""
        told = national_file.of_portal(self._settings.national)
        made: NationalPortal = self._once("national_portal", registry.national, told)
        return made

    @property
    def has_store(self) -> bool:
        """Whether somebody said where the national store of personal papers is."""
        return bool(national_file.of_store(self._settings.national))

    def national_store(self) -> NationalStore:
        """Give the connector to the national store of personal papers.

        :raises connectors.errors.Misconfigured: if there is none, or its settings make no sense.
        """
        told = national_file.of_store(self._settings.national)
        made: NationalStore = self._once("national_store", registry.store, told)
        return made

    def carrier(self) -> CarrierConnector:
        """Give the connector to the post.

        :raises connectors.errors.Misconfigured: if there is none, or its settings make no sense.
        """
        token = self._settings.secrets.partners.get("carrier", "")
        told = {"base_url": self._settings.carrier_url, "token": token}
        made: CarrierConnector = self._once("post_office", registry.carrier, told)
        return made

    @property
    def pays(self) -> bool:
        """Whether there is a platform fees are paid through, and keys to talk with it."""
        keys = {"payment.key_1", "payment.key_2"}
        return bool(self._settings.payment_url) and keys <= set(self._settings.secrets.partners)

    def payment(self) -> PaymentConnector:
        """Give the connector to the payment platform.

        :raises connectors.errors.Misconfigured: if there is none, or its settings make no sense.
        """
        if not self.pays:
            raise Misconfigured("no payment platform is set")
        told = {
            "base_url": self._settings.payment_url,
            "client_id": self._settings.payment_client_id,
            "key_1": self._settings.secrets.partner("payment.key_1"),
            "key_2": self._settings.secrets.partner("payment.key_2"),
            **self._settings.payment_options,
        }
        made: PaymentConnector = self._once("payment_platform", registry.payment, told)
        return made

    def reporting(self) -> ReportingConnector:
        """Give the connector to the reporting system; ``Misconfigured`` if there is none."""
        token = self._settings.secrets.partners.get("reporting", "")
        told = {"base_url": self._settings.reporting_url, "token": token}
        made: ReportingConnector = self._once("reporting_system", registry.reporting, told)
        return made

    def _once(self, name: str, make: Callable[..., Any], told: Mapping[str, object]) -> Any:
        """Make a partner of the whole installation when it is first needed, and keep it."""
        with self._lock:
            if name not in self._whole:
                self._whole[name] = make(name, {**self._manners(), **told}, self.surroundings())
            return self._whole[name]

    def close(self) -> None:
        """Close the connections that are kept alive to partners."""
        with self._lock:
            for _, connector in self._made.values():
                connector.close()
            for _, line in self._lines.values():
                line.close()
            for kept in self._whole.values():
                kept.close()
            self._made, self._lines, self._whole = {}, {}, {}

    def _config(self, agency: Agency) -> dict[str, object]:
        key = self._keyring.derived(agency.key_id, "agency-credentials")
        secret = json.loads(crypto.unseal(key, agency.credentials, agency.code))
        own = self._settings.secrets.signing_of(agency.endpoint)
        return {**self._manners(), **agency.endpoint, **secret, **own}

    def _of_line(self, line: DocumentLine) -> dict[str, object]:
        key = self._keyring.derived(line.key_id, "line-credentials")
        secret = json.loads(crypto.unseal(key, line.credentials, f"{line.agency_id}/{line.role}"))
        return {**self._manners(), **line.endpoint, **secret}

    def _manners(self) -> dict[str, object]:
        """Give how all partners are called, unless one's own settings say otherwise."""
        return {
            "allow_private": self._settings.allow_private,
            "total_seconds": self._settings.partner_timeout,
        }

    def surroundings(self) -> Surroundings:
        """Give what connectors take from us: the clock, and which nonces were seen."""
        return Surroundings(clock=clock.now, seen=self._seen)

    def _seen(self, key_id: str, nonce: str) -> bool:
        with self._db.write() as session:
            until = clock.now() + _NONCE_KEPT
            return not insert_once(session, SeenNonce, key_id=key_id, nonce=nonce, expires_at=until)


@dataclass(frozen=True)
class Runtime:
    """Everything a service needs besides its session."""

    settings: Settings
    db: Database
    blobs: Blobs
    wake: Wake
    links: Links
    keyring: Keyring
    partners: Partners
    forms: Shelf = field(default_factory=Shelf)

    @classmethod
    def make(cls, settings: Settings) -> Self:
        """Put the parts together; opens no connection yet."""
        wake = Wake(settings.redis_url)
        db = Database(settings.database_url, wake)
        keyring = Keyring(settings)
        return cls(
            settings=settings,
            db=db,
            blobs=Blobs(settings.blob_url),
            wake=wake,
            links=Links(settings.base_url, settings.secrets.key("link")),
            keyring=keyring,
            partners=Partners(settings, keyring, db),
        )

    def close(self) -> None:
        """Let go of every connection."""
        self.partners.close()
        self.wake.close()
        self.db.close()

    def index(self, kind: str, value: str) -> bytes:
        """Make the blind index of a value (see ``crypto.blind``)."""
        return crypto.blind(self.settings.secrets.key("index"), kind, value)
