"""What has to be known of a provincial axis to talk with it as one organisation."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.http import Destination, read_destination
from connectors.organisations import is_organisation
from connectors.settings import SettingsReader

PATHS: Mapping[str, str] = {
    "login": "/v1/auth/login",
    "send": "/v1/sendEdoc",
    "waiting": "/v1/syncReceivedEdocList",
    "fetch": "/v1/getEdoc",
    "settle": "/v1/updateStatus",
    "organisations": "/v1/getAgenciesList",
}
_LARGEST = 64 * 1024 * 1024
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class ProvincialAxisConfig:
    """Settings of one organisation's line to a provincial axis.

    ``takes_once``: it has been agreed and tried that it takes a document id once, so that a
    document whose fate is not known may be sent again; else a person decides.
    ``days_back`` is how far back the list of what waits is asked for. ``token_seconds`` is how
    long a token is used. ``largest`` is the biggest package taken, in bytes.
    """

    destination: Destination
    organ: str
    username: str
    password: str = field(repr=False)
    application: str
    system_id: str
    secret: str = field(repr=False)
    paths: Mapping[str, str]
    takes_once: bool
    days_back: int
    token_seconds: float
    largest: int
    transfer_seconds: float

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "ProvincialAxisConfig":
        """Read the settings: base_url, organ, username, password, system_id, secret, and more.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("provincial_axis", given)
        secret, password = reader.text("secret"), reader.text("password")
        config = cls(
            destination=read_destination(reader, (secret, password)),
            organ=reader.text("organ"),
            username=reader.text("username"),
            password=password,
            application=reader.text("application", ""),
            system_id=reader.text("system_id"),
            secret=secret,
            paths={name: reader.text(f"{name}_path", usual) for name, usual in PATHS.items()},
            takes_once=reader.flag("takes_once"),
            days_back=int(reader.number("days_back", 30)),
            token_seconds=reader.number("token_seconds", 25 * 60),
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
