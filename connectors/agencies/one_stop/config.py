"""What has to be known of a one-stop system to talk with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.codecs.signed import SHORTEST_SECRET, Key
from connectors.errors import Misconfigured
from connectors.http import Destination, read_destination
from connectors.settings import SettingsReader


@dataclass(frozen=True, slots=True)
class OneStopConfig:
    """Settings of one one-stop system.

    ``destination`` is None on the road ``pull``: the system opens no port and fetches what is for
    it, each thing within ``fetch_within`` seconds or somebody is told. ``key`` signs what we send;
    ``trusted_keys`` (secrets by key id) may sign what we are sent. ``transfer_seconds`` is how long
    one file may take, ``file_limit`` how many bytes it may have.
    """

    destination: Destination | None
    key: Key
    trusted_keys: Mapping[str, str] = field(repr=False)
    transfer_seconds: float
    file_limit: int
    fetch_within: float

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

        ``accepted_keys`` names the keys the agency signs with: the same key if none is named,
        two while a key is being changed.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("one_stop", given)
        key = Key(reader.text("key_id"), reader.text("secret"))
        trusted = reader.texts("accepted_keys") or {key.id: key.secret}
        secrets = (key.secret, *trusted.values())
        if any(0 < len(secret) < SHORTEST_SECRET for secret in secrets):
            reader.problems.append(f"a secret has at least {SHORTEST_SECRET} characters")
        config = cls(
            destination=_read_road(reader, secrets),
            key=key,
            trusted_keys=trusted,
            transfer_seconds=reader.number("transfer_seconds", 600),
            file_limit=int(reader.number("file_limit", 200 * 1024 * 1024)),
            fetch_within=reader.number("fetch_within_hours", 4) * 3600,
        )
        reader.finish()
        return config


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
