"""What a one-stop system is to get, in words and bytes; how it gets there is the road's."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from connectors.agencies.one_stop import writing
from connectors.agencies.one_stop.inward import Inward
from connectors.messages import (
    Dossier,
    File,
    Json,
    Message,
    Rating,
    Receipt,
    Supplement,
    Withdrawal,
)


class Handing(Inward, ABC):
    """Dossiers and letters on their way to an agency; the same key twice has one effect."""

    def fingerprint(self, dossier: Dossier) -> str:
        """Say which content hash the agency will hold for this dossier, without sending it.

        :raises Rejected: if the dossier is not fit to send.
        """
        return str(writing.body(dossier)["content_hash"])

    def submit(self, dossier: Dossier, key: str) -> Receipt:
        """Hand a dossier with its files over; the same key sent twice has one effect."""
        body = writing.body(dossier)
        return self._hand_over("/dossiers", body, key, dossier.files)

    def supplement(self, supplement: Supplement, key: str) -> Receipt:
        """Bring what the citizen adds; the same key sent twice has one effect."""
        body = writing.supplement(supplement)
        target = f"/dossiers/{supplement.code}/supplements"
        return self._hand_over(target, body, key, supplement.files)

    def write(self, message: Message, key: str) -> Receipt:
        """Bring what the citizen writes; the same key sent twice has one effect."""
        body = writing.message(message)
        return self._hand_over(f"/dossiers/{message.code}/messages", body, key, message.files)

    def rate(self, rating: Rating, key: str) -> Receipt:
        """Bring how content a citizen was; the same key sent twice has one effect."""
        return self._hand_over(f"/dossiers/{rating.code}/ratings", writing.rating(rating), key)

    def withdraw(self, withdrawal: Withdrawal, key: str) -> Receipt:
        """Bring a citizen's wish to take a dossier back; the same key sent twice has one effect."""
        body = writing.withdrawal(withdrawal)
        return self._hand_over(f"/dossiers/{withdrawal.code}/withdrawal", body, key)

    @abstractmethod
    def _hand_over(
        self, target: str, body: dict[str, Json], key: str, files: Sequence[File] = ()
    ) -> Receipt:
        """Bring what is written to where it is taken."""
