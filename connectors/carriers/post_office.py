"""A public post behind a plain HTTP interface. Contract: docs/partners/post-office.md.

The post takes a repeated reference for the same parcel, so that *send* may be repeated; still a
send whose fate nobody knows is reported as unknown, and can be asked about.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import quote

from marshmallow import ValidationError, fields

from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.codecs.tolerant import Count, Moment, Text, Tolerant, Word
from connectors.errors import Reason, Rejected
from connectors.http import Call, Client, Destination, Response, read_destination
from connectors.parcels import Consignment, ParcelStatus, ParcelWord, Tracking
from connectors.settings import SettingsReader

_REFERENCE = re.compile(r"[A-Za-z0-9._:-]{1,100}", re.ASCII)
_PHONE = re.compile(r"\+?[0-9]{8,15}", re.ASCII)
_STATUSES = {one.value: one for one in ParcelStatus if one is not ParcelStatus.UNKNOWN}
# A reference nobody gives to a parcel: good to ask for.
_NOBODYS = "check-config"


class _Told(Tolerant):
    """One word about a parcel."""

    id = Word(required=True)
    status = Word(required=True)
    at = Moment(required=True)
    note = Text(1000, load_default="")


class _Said(Tolerant):
    """What the post says of a parcel."""

    number = Word(required=True)
    fee = Count(load_default=0)
    events = fields.List(fields.Nested(_Told), load_default=list)


@dataclass(frozen=True, slots=True)
class PostOfficeConfig:
    """Settings of one public post."""

    destination: Destination
    token: str = field(repr=False)

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "PostOfficeConfig":
        """Read the settings: base_url, token, and more that is optional.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("post_office", given)
        token = reader.text("token")
        config = cls(read_destination(reader, (token,)), token)
        reader.finish()
        return config


class PostOffice:
    """One public post. Implements ``connectors.base.CarrierConnector``."""

    def __init__(self, config: PostOfficeConfig, around: Surroundings) -> None:
        self._config = config
        self._client = Client(config.destination, around)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def send(self, parcel: Consignment) -> Tracking:
        """Have a parcel fetched; ``Unknown`` means it may have been registered.

        :raises Rejected: also before sending, if it is not fit to be sent.
        """
        faults = _faults(parcel)
        if faults:
            raise Rejected("the parcel is not fit to be sent", reasons=faults)
        body = {
            "reference": parcel.reference,
            "from": asdict(parcel.sender),
            "to": asdict(parcel.recipient),
            "trial": parcel.trial,
        }
        headers = {**self._pass(), "Content-Type": "application/json"}
        call = Call("POST", "/consignments", headers, json_text.plain(body))
        return _read(self._client.send(call))

    def ask(self, reference: str) -> Tracking | None:
        """Ask how far a parcel is, by our reference; None if the post never heard of it."""
        target = f"/consignments/{quote(reference, safe='')}"
        response = self._client.send(Call("GET", target, self._pass(), expected=(404,)))
        return None if response.status == 404 else _read(response)

    def check_config(self) -> None:
        """Ask about a parcel nobody sent: proves address, TLS and token at once."""
        self.ask(_NOBODYS)

    def _pass(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._config.token}"}


def _faults(parcel: Consignment) -> list[Reason]:
    found = []
    if not _REFERENCE.fullmatch(parcel.reference):
        found.append(Reason("reference", "has characters an address cannot carry"))
    for name, party in (("from", parcel.sender), ("to", parcel.recipient)):
        if not party.full_name or not party.address:
            found.append(Reason(name, "lacks a name or an address"))
    if not _PHONE.fullmatch(parcel.recipient.phone):
        found.append(Reason("to.phone", "is no telephone number"))
    return found


def _read(response: Response) -> Tracking:
    try:
        said: dict[str, Any] = _Said().load(json_text.read_object(response.body))
    except (ValueError, ValidationError) as error:
        raise response.unclear(f"{error}"[:300]) from error
    words = tuple(
        ParcelWord(
            one["id"], _STATUSES.get(one["status"], ParcelStatus.UNKNOWN), one["at"], one["note"]
        )
        for one in said["events"]
    )
    return Tracking(said["number"], said["fee"], words)
