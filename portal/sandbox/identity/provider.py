"""The parts of the identity sandbox, put together once."""

from dataclasses import dataclass

from portal.sandbox.identity.clients import Clients
from portal.sandbox.identity.faults import KINDS
from portal.sandbox.identity.keys import RealmKey
from portal.sandbox.identity.people import PEOPLE
from portal.sandbox.identity.store import Grants
from portal.sandbox.identity.tokens import Minter
from portal.sandbox.shell.faults import Faults
from portal.sandbox.shell.start import Settings
from portal.sandbox.shell.troubles import Patience


@dataclass(frozen=True, slots=True)
class Provider:
    """What the routes need: clients, sign-ins, keys, fault switches and the issuers' names."""

    clients: Clients
    grants: Grants
    keys: dict[str, RealmKey]
    faults: Faults
    minter: Minter
    issuers: dict[str, str]
    patience: Patience


def make_provider(settings: Settings, patience: Patience) -> Provider:
    """Read the clients and open the store; the first start also makes the realms' keys."""
    clients = Clients(settings.objects("SANDBOX_CLIENTS"))
    grants = Grants(settings.folder)
    faults = Faults(grants.store, KINDS)
    keys = {realm: RealmKey(grants.store, realm) for realm in PEOPLE}
    issuers = {realm: f"{settings.base_url}/{realm}" for realm in PEOPLE}
    minter = Minter(issuers, keys, faults)
    return Provider(clients, grants, keys, faults, minter, issuers, patience)
