"""What some systems of agencies can besides: fetch what is for them, and bear tokens."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol, runtime_checkable

from connectors.base import AgencyConnector
from connectors.grants import Grant
from connectors.listing import Entry, Item, ItemWish, ListWish, Taken
from connectors.messages import Reply


@runtime_checkable
class FetchingAgency(AgencyConnector, Protocol):
    """The system of an agency that opens no port: it reads a list, fetches, and confirms.

    What is to be brought to it raises ``connectors.listing.Listed`` until it has confirmed it.
    """

    def read_list_wish(self, headers: Mapping[str, str], method: str, path: str) -> ListWish:
        """Read which part of the list it asks for, checked that it is really that agency."""

    def read_item_wish(self, headers: Mapping[str, str], method: str, path: str) -> ItemWish:
        """Read which item, or which file of one, it asks for."""

    def read_taken(self, headers: Mapping[str, str], method: str, path: str, body: bytes) -> Taken:
        """Read what it says of an item it has fetched."""

    def page(self, entries: Sequence[Entry], following: int) -> Reply:
        """Write a part of the list, and the position to go on from."""

    def item(self, item: Item) -> Reply:
        """Write one item."""


@runtime_checkable
class GrantedAgency(AgencyConnector, Protocol):
    """The system of an agency whose programmes may bear a token instead of signing each call."""

    def read_client(
        self, headers: Mapping[str, str], body: bytes, audiences: Collection[str]
    ) -> Grant:
        """Read who asks for a token, and for what.

        ``audiences`` are the words for this door: what a client signs has to be for one of them.

        :raises connectors.grants.NotGranted: if it is nobody, or asks for what there is not.
        """
