"""What has to be known of a one-stop system to talk with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.codecs.signed import SHORTEST_SECRET, Key
from connectors.http import Destination, read_destination
from connectors.settings import SettingsReader


@dataclass(frozen=True, slots=True)
class OneStopConfig:
    """Settings of one one-stop system.

    ``key`` signs what we send; ``trusted_keys`` (secrets by key id) may sign what we are sent.
    ``transfer_seconds`` is how long one file may take, ``file_limit`` how many bytes it may have.
    """

    destination: Destination
    key: Key
    trusted_keys: Mapping[str, str] = field(repr=False)
    transfer_seconds: float
    file_limit: int

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "OneStopConfig":
        """Read the settings: base_url, key_id, secret, and more that is optional.

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
            destination=read_destination(reader, secrets),
            key=key,
            trusted_keys=trusted,
            transfer_seconds=reader.number("transfer_seconds", 600),
            file_limit=int(reader.number("file_limit", 200 * 1024 * 1024)),
        )
        reader.finish()
        return config
