"""A text-message centre behind a plain HTTP gateway. Contract: docs/partners/sms-gateway.md.

The centre takes a repeated reference for the same message, so that *send* may be repeated; still
a send whose fate nobody knows is reported as unknown, and can be asked about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from marshmallow import ValidationError

from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.codecs.tolerant import Tolerant, Word
from connectors.errors import Reason, Rejected
from connectors.http import Call, Client, Destination, Response, read_destination
from connectors.settings import SettingsReader
from connectors.text_messages import Sms, SmsReceipt, SmsStatus

_NUMBER = re.compile(r"[1-9][0-9]{7,14}", re.ASCII)
_REFERENCE = re.compile(r"[A-Za-z0-9._:-]{1,100}", re.ASCII)
_LONGEST = 1000
_STATUSES = {status.value: status for status in SmsStatus if status is not SmsStatus.UNKNOWN}

# A reference nobody gives to a message: good to ask for.
_NOBODYS = "check-config"


class _Said(Tolerant):
    """What the centre says of a message."""

    id = Word(required=True)
    status = Word(load_default="")


@dataclass(frozen=True, slots=True)
class HttpGatewayConfig:
    """Settings of one SMS centre. ``sender`` is the registered brand name (tên định danh)."""

    destination: Destination
    token: str = field(repr=False)
    sender: str

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "HttpGatewayConfig":
        """Read the settings: base_url, token, sender, and more that is optional.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("http_gateway", given)
        token, sender = reader.text("token"), reader.text("sender")
        # A brand name has at most 11 characters: Nghị định 91/2020/NĐ-CP Đ.23.
        if len(sender) > 11:
            reader.problems.append("sender has at most 11 characters")
        config = cls(read_destination(reader, (token,)), token, sender)
        reader.finish()
        return config


class HttpGateway:
    """One SMS centre. Implements ``connectors.base.SmsConnector``."""

    def __init__(self, config: HttpGatewayConfig, around: Surroundings) -> None:
        self._config = config
        self._client = Client(config.destination, around)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def send(self, sms: Sms) -> SmsReceipt:
        """Send one message; ``Unknown`` means it may be on its way.

        :raises Rejected: also before sending, if the message is not fit to send.
        """
        faults = _faults(sms)
        if faults:
            raise Rejected("the message is not fit to send", reasons=faults)
        body = {
            "reference": sms.reference,
            "to": sms.to,
            "from": sms.sender or self._config.sender,
            "text": sms.text,
        }
        headers = {**self._pass(), "Content-Type": "application/json"}
        return _read(self._client.send(Call("POST", "/messages", headers, json_text.plain(body))))

    def ask(self, reference: str) -> SmsReceipt | None:
        """Ask what became of a message, by our reference; None if the centre never saw it."""
        target = f"/messages/{quote(reference, safe='')}"
        response = self._client.send(Call("GET", target, self._pass(), expected=(404,)))
        return None if response.status == 404 else _read(response)

    def check_config(self) -> None:
        """Ask about a message nobody sent: proves address, TLS and token at once."""
        self.ask(_NOBODYS)

    def _pass(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._config.token}"}


def _faults(sms: Sms) -> list[Reason]:
    found = []
    if not _REFERENCE.fullmatch(sms.reference):
        found.append(Reason("reference", "has characters an address cannot carry"))
    if not _NUMBER.fullmatch(sms.to):
        found.append(Reason("to", "is no telephone number in digits with its country code"))
    # One letter outside the basic alphabet more than halves what a message holds.
    if not sms.text.isascii() or not 0 < len(sms.text) <= _LONGEST:
        found.append(Reason("text", f"has to be 1 to {_LONGEST} ASCII characters"))
    return found


def _read(response: Response) -> SmsReceipt:
    try:
        said: dict[str, Any] = _Said().load(json_text.read_object(response.body))
    except (ValueError, ValidationError) as error:
        raise response.unclear(f"{error}"[:300]) from error
    return SmsReceipt(said["id"], _STATUSES.get(said["status"], SmsStatus.UNKNOWN))
