"""What has to be known of the national axis to talk with it as one organisation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.http import Destination, read_destination
from connectors.organisations import is_organisation
from connectors.settings import SettingsReader

# Where each call is, beneath the base address.
PATHS: Mapping[str, str] = {
    "send": "/sendEdoc",
    "waiting": "/getReceivedEdocList",
    "sent": "/getSentEdocList",
    "fetch": "/getEdoc",
    "settle": "/updateStatus",
    "organisations": "/getAgenciesList",
}
# No official limit is known; one community gateway stops at 50 MB.
_LARGEST = 200 * 1024 * 1024
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class NationalAxisConfig:
    """Settings of one organisation's line to the axis.

    ``organ`` is its identifier there, ``system_id`` and ``secret`` what the axis gave it.
    ``later_codes`` are error codes that mean "try again" (none is known for sure).
    ``hash_unsigned``: the file's hash goes out beside the signature, not under it.
    ``largest`` is the biggest package taken, in bytes; ``transfer_seconds`` how long one may take.
    """

    destination: Destination
    organ: str
    system_id: str
    secret: str = field(repr=False)
    paths: Mapping[str, str]
    later_codes: frozenset[str]
    hash_unsigned: bool
    largest: int
    transfer_seconds: float

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "NationalAxisConfig":
        """Read the settings: base_url, organ, system_id, secret, and more that is optional.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("national_axis", given)
        secret = reader.text("secret")
        config = cls(
            destination=read_destination(reader, (secret,)),
            organ=reader.text("organ"),
            system_id=reader.text("system_id"),
            secret=secret,
            paths={name: reader.text(f"{name}_path", usual) for name, usual in PATHS.items()},
            later_codes=frozenset(reader.text("later_codes", "").replace(",", " ").split()),
            hash_unsigned=reader.flag("hash_unsigned"),
            largest=int(reader.number("largest", _LARGEST)),
            transfer_seconds=reader.number("transfer_seconds", 600),
        )
        if config.organ and not is_organisation(config.organ):
            reader.problems.append("organ is no organisation identifier")
        for name, path in config.paths.items():
            if not _PATH.fullmatch(path):
                reader.problems.append(f"{name}_path is such as {PATHS[name]}")
        reader.finish()
        return config
