"""What has to be known of a ministry's adapter to talk with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.agencies.ministry.tables import PATHS
from connectors.http import Destination, read_destination
from connectors.settings import SettingsReader

SHORTEST_SECRET = 32
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class MinistryConfig:
    """Settings of one ministry's adapter.

    ``paths`` are the addresses of its calls beneath the base address; ``unit`` is what it calls
    the receiving office (MaDonViTiepNhan), "" for the agency's own identifier; ``services`` gives
    the service code (MaDichVuCong) by procedure. ``news_tokens`` (secrets by name) let the
    ministry bring news.
    ``number_taken_once``: it has been agreed and tried that a number is never taken twice.
    ``takes_withdrawals``: it has been agreed that a citizen's wish comes as state 7.
    ``test_system``: practice dossiers may go there; this dialect cannot mark them.
    """

    destination: Destination
    client_id: str
    client_secret: str = field(repr=False)
    news_tokens: Mapping[str, str] = field(repr=False)
    paths: Mapping[str, str]
    services: Mapping[str, str]
    unit: str
    number_taken_once: bool
    takes_withdrawals: bool
    test_system: bool
    transfer_seconds: float

    @classmethod
    def from_mapping(cls, given: Mapping[str, object]) -> "MinistryConfig":
        """Read the settings: base_url, client_id, client_secret, and more that is optional.

        :raises Misconfigured: naming everything that is wrong.
        """
        reader = SettingsReader("ministry_adapter", given)
        secret, tokens = reader.text("client_secret"), reader.texts("news_tokens")
        config = cls(
            destination=read_destination(reader, (secret, *tokens.values())),
            client_id=reader.text("client_id"),
            client_secret=secret,
            news_tokens=tokens,
            paths=_paths(reader),
            services=reader.texts("services"),
            unit=reader.text("unit", ""),
            number_taken_once=reader.flag("number_taken_once"),
            takes_withdrawals=reader.flag("takes_withdrawals"),
            test_system=reader.flag("test_system"),
            transfer_seconds=reader.number("transfer_seconds", 600),
        )
        if any(len(token) < SHORTEST_SECRET or not token.isascii() for token in tokens.values()):
            reader.problems.append(f"a token of news_tokens has {SHORTEST_SECRET} characters")
        reader.finish()
        return config


def _paths(reader: SettingsReader) -> Mapping[str, str]:
    paths = {name: reader.text(f"{name}_path", usual) for name, usual in PATHS.items()}
    for name, path in paths.items():
        if not _PATH.fullmatch(path):
            reader.problems.append(f"{name}_path is such as {PATHS[name]}")
    return paths
