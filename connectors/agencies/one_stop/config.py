"""What has to be known of a one-stop system to talk with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from connectors.agencies.one_stop import clients
from connectors.agencies.one_stop.clients import Clients
from connectors.codecs.ed25519 import PublicKey, SigningKey
from connectors.codecs.signed import SHORTEST_SECRET, Key
from connectors.errors import Misconfigured
from connectors.http import Destination, read_destination
from connectors.settings import SettingsReader

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OneStopConfig:
    """Settings of one one-stop system.

    ``destination`` is None on the road ``pull``: the system opens no port and fetches what is for
    it, each thing within ``fetch_within`` seconds or somebody is told. ``key`` signs what we send;
    ``trusted_keys`` (secrets or public keys, by key id) may sign what we are sent, and ``clients``
    may have tokens. ``transfer_seconds`` is how long one file may take, ``file_limit`` how many
    bytes it may have. ``listen`` is for the contract kit: where (host:port) it hears what the
    system brings, "" if it does not listen.
    """

    destination: Destination | None
    key: Key | SigningKey
    trusted_keys: Mapping[str, str | PublicKey] = field(repr=False)
    clients: Clients
    transfer_seconds: float
    file_limit: int
    fetch_within: float
    listen: str

    @property
    def called(self) -> Destination:
        """Where the system is called.

        :raises Misconfigured: if it is one that fetches.
        """
        if self.destination is None:
            raise Misconfigured("settings of one_stop: this system fetches, it is not called")
        return self.destination

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "OneStopConfig":
        """Read the settings: base_url (or road: pull), key_id, secret, and more that is optional.

        ``accepted_keys`` and ``public_keys`` name the keys the agency signs with: the same key if
        none is named, several while one is being changed.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("one_stop", given)
        key = _read_key(reader)
        shared = reader.texts("accepted_keys")
        public = _read_each(reader, "public_keys", PublicKey.read)
        known = Clients(
            reader.texts("client_secrets"),
            _read_each(reader, "client_keys", clients.PublicKey.read),
        )
        if isinstance(key, Key) and not shared and not public:
            shared = {key.id: key.secret}
        own = (key.secret,) if isinstance(key, Key) else ()
        secrets = (*own, *shared.values(), *known.secrets.values())
        _check(reader, secrets, (shared, public), known)
        config = cls(
            destination=_read_road(reader, secrets),
            key=key,
            trusted_keys={**shared, **public},
            clients=known,
            transfer_seconds=reader.number("transfer_seconds", 600),
            file_limit=int(reader.number("file_limit", 200 * 1024 * 1024)),
            listen=reader.text("listen", ""),
            fetch_within=reader.number("fetch_within_hours", 4) * 3600,
        )
        reader.finish()
        return config


def _read_key(reader: SettingsReader) -> Key | SigningKey:
    """Read what we sign with: a secret both sides know, or a key of ours alone."""
    signature, own = reader.text("signature", "hmac"), reader.texts("signing_keys")
    if signature == "ed25519":
        # The first signs; the others are published, for when it is their turn.
        for key_id, seed in own.items():
            return SigningKey(key_id, bytes.fromhex(seed))
        reader.problems.append("signature: this installation has no key of its own to sign with")
    elif signature != "hmac":
        reader.problems.append("signature has to be hmac or ed25519")
    return Key(reader.text("key_id"), reader.text("secret"))


def _read_each(reader: SettingsReader, name: str, read: Callable[[str], T]) -> dict[str, T]:
    """Read keys by their names, and say of each what is wrong with it."""
    found: dict[str, T] = {}
    for key_id, text in reader.texts(name).items():
        try:
            found[key_id] = read(text)
        except ValueError as error:
            reader.problems.append(f"{name}.{key_id}: {error}")
    return found


def _check(
    reader: SettingsReader,
    secrets: tuple[str, ...],
    trusted: tuple[Mapping[str, object], Mapping[str, object]],
    known: Clients,
) -> None:
    shared, public = trusted
    if any(0 < len(secret) < SHORTEST_SECRET for secret in secrets):
        reader.problems.append(f"a secret has at least {SHORTEST_SECRET} characters")
    if set(shared) & set(public):
        reader.problems.append("public_keys: a key id stands in accepted_keys as well")
    if set(known.secrets) & set(known.keys):
        reader.problems.append("client_keys: a client stands in client_secrets as well")
    if not (shared or public or known.secrets or known.keys):
        reader.problems.append("public_keys is missing: nothing says who the agency is")


def _read_road(reader: SettingsReader, secrets: tuple[str, ...]) -> Destination | None:
    """Read where the system is called, unless it is one that fetches."""
    road = reader.text("road", "push")
    if road == "pull":
        # How partners are called in general is told to every connector.
        reader.flag("allow_private")
        reader.number("total_seconds", 1)
        return None
    if road != "push":
        reader.problems.append("road has to be push or pull")
    return read_destination(reader, secrets)
