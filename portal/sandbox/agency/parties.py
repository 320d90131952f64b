"""The agencies this one-stop system serves, as the environment names them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.sandbox.shell.start import WrongSettings

_CODE = re.compile(r"[A-Za-z0-9.]{1,40}")


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency (cơ quan): its code, the key it shares with the portal, the portal's address.

    One that ``fetches`` opens no port to the portal: it reads a list of what is for it. With a
    ``seed`` it signs with Ed25519, and ``portal_keys`` are the portal's public ones by their names;
    with a ``client_id`` it bears tokens instead of signing.
    """

    code: str
    name: str
    key_id: str
    secret: bytes
    portal_url: str
    autopilot: bool
    fetches: bool = False
    seed: bytes = b""
    portal_keys: Mapping[str, str] = field(default_factory=dict)
    client_id: str = ""
    client_secret: str = ""


def read_agencies(described: list[dict[str, Any]]) -> dict[str, Agency]:
    """Read the agencies, by code.

    :raises WrongSettings: when one lacks something.
    """
    agencies = [_agency(item) for item in described]
    if not agencies:
        raise WrongSettings("SANDBOX_AGENCIES names no agency")
    return {agency.code: agency for agency in agencies}


def _agency(described: dict[str, Any]) -> Agency:
    try:
        agency = Agency(
            code=str(described["code"]),
            name=str(described["name"]),
            key_id=str(described["key_id"]),
            secret=str(described["secret"]).encode(),
            portal_url=str(described["portal_url"]).rstrip("/"),
            autopilot=described.get("autopilot", False) is True,
            fetches=described.get("fetches", False) is True,
            seed=bytes.fromhex(str(described.get("seed", ""))),
            portal_keys=dict(described.get("portal_keys", {})),
            client_id=str(described.get("client_id", "")),
            client_secret=str(described.get("client_secret", "")),
        )
    except KeyError as error:
        raise WrongSettings(f"SANDBOX_AGENCIES: an agency lacks {error}") from error
    if not _CODE.fullmatch(agency.code):
        raise WrongSettings(f"SANDBOX_AGENCIES: {agency.code!r} is not an agency code")
    return agency
