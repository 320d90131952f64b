"""Where a partner is, and how long we wait for it."""

from dataclasses import dataclass, field

from connectors.errors import Misconfigured
from connectors.http.addresses import read_base
from connectors.settings import SettingsReader


@dataclass(frozen=True, slots=True)
class Destination:
    """A partner's base address and our patience with it.

    ``allow_private`` lets this one destination be on a private network or this machine, and speak
    plain http. ``ca_file`` replaces the system's trusted authorities. ``secrets`` are blotted out
    of everything kept for inspection. ``answer_limit`` is in bytes.
    """

    base_url: str
    allow_private: bool = False
    connect_seconds: float = 5.0
    read_seconds: float = 15.0
    total_seconds: float = 30.0
    answer_limit: int = 4 * 1024 * 1024
    pool_size: int = 8
    ca_file: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)


def read_destination(reader: SettingsReader, secrets: tuple[str, ...]) -> Destination:
    """Take the settings every HTTP partner has; what is wrong is left with the reader."""
    read = Destination(
        base_url=reader.text("base_url"),
        allow_private=reader.flag("allow_private"),
        connect_seconds=reader.number("connect_seconds", 5.0),
        read_seconds=reader.number("read_seconds", 15.0),
        total_seconds=reader.number("total_seconds", 30.0),
        pool_size=max(1, int(reader.number("pool_size", 8))),
        ca_file=reader.text("ca_file", ""),
        secrets=secrets,
    )
    if read.base_url:
        try:
            read_base(read.base_url, read.allow_private)
        except Misconfigured as error:
            reader.problems.append(f"base_url: {error}")
    return read
