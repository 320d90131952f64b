"""What is exchanged with the national store of personal papers (kho dữ liệu cá nhân).

In our words, like ``connectors.messages``: values are frozen, and what names people stays out of
``repr``.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Asker(StrEnum):
    """Who asks: an officer for a person who is present, or the owner of the papers."""

    OFFICER = "officer"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A kind of paper that is asked for: its national code, and its number if one is known."""

    code: str
    number: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class StoreQuestion:
    """Whose papers are asked for, by whom, for which procedure (its national code)."""

    owner_number: str = field(repr=False)
    asker_name: str = field(repr=False)
    asker_number: str = field(repr=False)
    asker: Asker
    procedure: str
    wanted: tuple[WantedPaper, ...]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of a paper in the store: ``agency`` (cơ quan chủ quản) and ``path`` lead to it."""

    name: str = field(repr=False)
    agency: str
    path: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FoundPaper:
    """A paper that lies in the store: the code of its kind, its title and number, who keeps it."""

    code: str
    title: str = field(repr=False)
    number: str = field(repr=False)
    agency: str
    files: tuple[FoundFile, ...]


@dataclass(frozen=True, slots=True)
class StoreAnswer:
    """What the store says it holds; ``raw`` is the beginning of its answer as it came."""

    papers: tuple[FoundPaper, ...] = field(repr=False)
    raw: bytes = field(default=b"", repr=False)
