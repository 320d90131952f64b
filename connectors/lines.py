"""The roles of those who carry and work on documents: axes, and agencies' document systems."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from connectors.document_messages import (
    AxisReceipt,
    IncomingWork,
    WaitingPackage,
    WorkProgress,
    WorkReceipt,
)
from connectors.documents import Document, Organ, StatusMessage


class DocumentsConnector(Protocol):
    """A document exchange axis (trục liên thông văn bản), as one organisation on it.

    What an axis says of a package (it is there, it was fetched) is one thing; what its recipient
    says of the document comes as a package of its own.
    """

    @property
    def organ(self) -> str:
        """Say as which organisation we are known there."""

    def send(self, content: Document | StatusMessage) -> AxisReceipt:
        """Send a document with its files, or a status; ``Unknown`` means it may have arrived."""

    def sent(self, content: Document | StatusMessage) -> str | None:
        """Ask for the axis's number of what was sent; None if it holds no such thing.

        :raises connectors.errors.NotOffered: if it can be asked no such thing.
        """

    def waiting(self) -> Sequence[WaitingPackage]:
        """List what lies there for us and was not settled yet."""

    def fetch(self, reference: str, folder: Path) -> Path:
        """Fetch a package into a folder the caller owns; gives the file, unread as it came."""

    def settle(self, reference: str, *, taken: bool) -> None:
        """Tell the axis that a package was taken, or could not be; it is listed no more then."""

    def organisations(self) -> Sequence[Organ]:
        """List who is on the axis."""

    def check_config(self) -> None:
        """Make one harmless call; raises what is wrong with the settings or the way there."""

    def close(self) -> None:
        """Close the connections that are kept alive; the connector is of no use afterwards."""


class DocumentSystem(Protocol):
    """An agency's document system (hệ thống quản lý văn bản và hồ sơ công việc)."""

    def open(self, work: IncomingWork, key: str) -> WorkReceipt:
        """Register a document and open its work dossier; the same key sent twice has one effect."""

    def progress(self, cursor: str) -> tuple[Sequence[WorkProgress], str]:
        """Fetch what happened after the cursor ("" from the start), and where to go on from."""

    def check_config(self) -> None:
        """Make one harmless call; raises what is wrong with the settings or the way there."""

    def close(self) -> None:
        """Close the connections that are kept alive; the connector is of no use afterwards."""
