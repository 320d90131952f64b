"""What lies ready for a partner that opens no port: it reads a list, fetches, and confirms."""

from dataclasses import dataclass, field
from datetime import datetime

from connectors.errors import ConnectorError, Reason

NO_CURSOR = "Phải là con trỏ chúng tôi đã cho (must be a cursor we gave)"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be fetched: exactly what a system that is called would be sent.

    ``target`` is where such a system would get it, so that it says what it is. ``within`` is how
    many seconds it may lie there before a person ought to look.
    """

    target: str
    body: bytes = field(repr=False)
    content_hash: str
    within: float = 0


class Listed(ConnectorError):
    """Nothing was sent: the partner fetches it, and it is done when the partner says it has it."""

    def __init__(self, item: Item) -> None:
        super().__init__("it lies ready for the partner, who fetches it")
        self.args = (item,)
        self.item = item


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: where it stands, and the idempotency key it is fetched by."""

    position: int
    key: str
    dossier: str
    target: str
    content_hash: str
    listed_at: datetime


@dataclass(frozen=True, slots=True)
class ListWish:
    """Which part of the list is asked for: what stands after a position, so many lines at most."""

    after: int
    limit: int


@dataclass(frozen=True, slots=True)
class ItemWish:
    """What is asked for: the item of a key, or the bytes of a file it names."""

    key: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a partner says after fetching: that it holds it, or that it cannot take it.

    ``reference`` is its own number for it ("" if it gave none); ``raw`` is what it said.
    """

    key: str
    content_hash: str
    reference: str = ""
    refused: bool = False
    reasons: tuple[Reason, ...] = field(default=(), repr=False)
    raw: bytes = field(default=b"", repr=False)
