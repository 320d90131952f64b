"""The roles of the national public service portal; how it is spoken to stands in ``national``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from connectors.enquiry_messages import Asked, Enquired
from connectors.errors import ConnectorError
from connectors.messages import Rating, Receipt, Reply
from connectors.national_messages import (
    Catalogue,
    GivenBack,
    HandedOver,
    Known,
    Standing,
    Step,
    Taken,
)
from connectors.payment_messages import Bill
from connectors.store_messages import FoundFile, StoreAnswer, StoreQuestion


class NationalPortal(Protocol):
    """The national public service portal (Cổng dịch vụ công quốc gia), as it is told of dossiers.

    Of a dossier that goes there, whoever sends it keeps the order: one call at a time.
    """

    def look_up(self, code: str) -> Known | None:
        """Ask what is held under a dossier code (mã hồ sơ); None if nothing is."""

    def synchronise(
        self, standing: Standing, steps: Sequence[Step], *, unsure: bool = False
    ) -> Receipt:
        """Bring a dossier up to date and tell its progress; ``unsure``: a try may have arrived."""

    def read(self, headers: Mapping[str, str], body: bytes) -> HandedOver:
        """Read a dossier that is handed over, after checking that it is really the portal.

        :raises connectors.errors.NotAuthentic: if it is not, or nobody may.
        :raises connectors.errors.Unreadable: saying what is wrong with it.
        """

    def fetch(self, address: str) -> Iterator[bytes]:
        """Fetch a paper that was handed over, from the portal's own store of files alone."""

    def reply(self, heard: Taken | ConnectorError) -> Reply:
        """Put what became of it into the portal's words: taken, taken before, or not."""

    def read_asked(self, headers: Mapping[str, str], body: bytes) -> str:
        """Read the code of the dossier the portal asks to be paid for, after checking it is that.

        :raises connectors.errors.NotAuthentic: if it is not, or nobody may.
        :raises connectors.errors.Unreadable: saying what is wrong with it.
        """

    def reply_owed(self, code: str, owed: Bill | ConnectorError | None) -> Reply:
        """Put what is to be paid into the portal's words; None: nothing is."""

    def give_back(self, given: GivenBack) -> None:
        """Tell what became of a dossier that was handed over; told twice, it stands once."""

    def evaluate(self, code: str, procedure: str, rating: Rating) -> None:
        """Tell how content a citizen was with a dossier; told twice, it stands once."""

    def enquire(self, told: Enquired) -> None:
        """Tell how a question or complaint stands; told twice, it stands once.

        Of one that was asked there (``national_code``) the answer goes back, under both codes.
        """

    def asked(self, since: datetime) -> Sequence[Asked]:
        """List what was asked there since a moment and is unanswered, the oldest first."""

    def catalogue(self, kind: str, **asked: str) -> Catalogue:
        """Give all of a shared catalogue, or what it says of one code that is asked for.

        :raises connectors.errors.Rejected: if it is not all there: half a catalogue is none.
        """

    def check_config(self) -> None:
        """Make one harmless call; raises what is wrong with the settings or the way there."""

    def close(self) -> None:
        """Close the connections that are kept alive; the connector is of no use afterwards."""


class NationalStore(Protocol):
    """The national portal's store of personal papers (kho dữ liệu cá nhân).

    It is asked while somebody waits, and with their consent: no call takes longer than its
    settings say, and none changes anything there.
    """

    def look_up(self, asked: StoreQuestion) -> StoreAnswer:
        """Ask what papers of the wanted kinds somebody has; none is an answer like any other."""

    def fetch(self, file: FoundFile) -> Iterator[bytes]:
        """Give a file's bytes piece by piece; the call is made when the first is asked for."""

    def check_config(self) -> None:
        """Make one harmless call; raises what is wrong with the settings or the way there."""

    def close(self) -> None:
        """Close the connections that are kept alive; the connector is of no use afterwards."""
