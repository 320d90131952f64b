"""A reporting system behind a plain HTTP interface. Contract: docs/partners/reporting-system.md.

It takes a repeated reference for the same version, so that *send* may be repeated; still a send
whose fate nobody knows is reported as unknown, and can be asked about.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from marshmallow import ValidationError, fields

from connectors.base import Surroundings
from connectors.codecs import json_text
from connectors.codecs.tolerant import Hash, Text, Tolerant, Word
from connectors.errors import Reason, Rejected
from connectors.http import Call, Client, Destination, Response, read_destination
from connectors.report_messages import HeldReport, RefusedReport, ReportStanding, SignedReport
from connectors.settings import SettingsReader

_REFERENCE = re.compile(r"[A-Za-z0-9._:-]{1,100}", re.ASCII)
_STANDINGS = {one.value: one for one in ReportStanding if one is not ReportStanding.UNKNOWN}
# A reference nobody gives to a report: good to ask for.
_NOBODYS = "check-config"


class _Said(Tolerant):
    """What the system says of a report it holds."""

    number = Word(required=True)
    sha256 = Hash(required=True)
    state = Word(load_default="")
    reason = Text(4000, load_default="")


class _Refusal(Tolerant):
    """Why it does not take a report."""

    errors = fields.List(Word(), required=True)


@dataclass(frozen=True, slots=True)
class ReportingConfig:
    """Settings of one reporting system."""

    destination: Destination
    token: str = field(repr=False)

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "ReportingConfig":
        """Read the settings: base_url, token, and more that is optional.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("reporting_system", given)
        token = reader.text("token")
        config = cls(read_destination(reader, (token,)), token)
        reader.finish()
        return config


class ReportingSystem:
    """One reporting system. Implements ``connectors.base.ReportingConnector``."""

    def __init__(self, config: ReportingConfig, around: Surroundings) -> None:
        self._config = config
        self._client = Client(config.destination, around)

    def close(self) -> None:
        """Close the connections that are kept alive."""
        self._client.close()

    def submit(self, report: SignedReport) -> HeldReport | RefusedReport:
        """Hand a version in; ``Unknown`` means it may have arrived.

        :raises Rejected: also before sending, if its reference is none; or if the system holds
            something else under it.
        """
        if not _REFERENCE.fullmatch(report.reference):
            why = Reason("reference", "has characters an address cannot carry")
            raise Rejected("the report is not fit to be sent", reasons=(why,))
        body = {
            "reference": report.reference,
            "statement": report.statement.decode(),
            "signature": report.signature,
            "algorithm": "Ed25519",
        }
        headers = {**self._pass(), "Content-Type": "application/json"}
        call = Call("POST", "/reports", headers, json_text.plain(body), expected=(422,))
        response = self._client.send(call)
        return _refused(response) if response.status == 422 else _read(response)

    def ask(self, reference: str) -> HeldReport | None:
        """Ask what the system holds under our reference; None if it holds nothing."""
        target = f"/reports/{quote(reference, safe='')}"
        response = self._client.send(Call("GET", target, self._pass(), expected=(404,)))
        return None if response.status == 404 else _read(response)

    def check_config(self) -> None:
        """Ask about a report nobody sent: proves address, TLS and token at once."""
        self.ask(_NOBODYS)

    def _pass(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._config.token}"}


def _read(response: Response) -> HeldReport:
    try:
        said: dict[str, Any] = _Said().load(json_text.read_object(response.body))
    except (ValueError, ValidationError) as error:
        raise response.unclear(f"{error}"[:300]) from error
    standing = _STANDINGS.get(said["state"], ReportStanding.UNKNOWN)
    return HeldReport(said["number"], said["sha256"], standing, said["reason"])


def _refused(response: Response) -> RefusedReport:
    try:
        said: dict[str, Any] = _Refusal().load(json_text.read_object(response.body))
    except (ValueError, ValidationError) as error:
        raise response.unclear(f"{error}"[:300]) from error
    return RefusedReport(tuple(said["errors"]))
