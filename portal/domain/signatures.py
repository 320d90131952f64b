"""What is known of the digital signatures in a file (chữ ký số), and what that makes of it.

Frozen values in plain words; who looks into a file and how is a service's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self


class SignatureState(StrEnum):
    """What became of looking for signatures.

    ``UNVERIFIABLE`` says that nobody here can tell: an unknown issuer, no trust list, a damaged
    signature. Only ``VALID`` makes a file a certified electronic copy (bản sao chứng thực điện tử).
    """

    ABSENT = "absent"
    UNVERIFIABLE = "unverifiable"
    VALID = "valid"
    BROKEN = "broken"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Signer:
    """Who signed, as their certificate names them, and who vouches for that certificate.

    ``signed_at`` is the time-stamp authority's word if ``timestamped``, the signer's own if not.
    """

    name: str = field(repr=False)
    organisation: str = field(default="", repr=False)
    issuer: str = ""
    signed_at: datetime | None = None
    timestamped: bool = False


@dataclass(frozen=True)
class Signature:
    """What was found in a file; ``reason`` is a word for why it is not valid.

    ``signers`` are in the order they signed, of a valid file those alone whom it is valid by.
    Reasons: ``changed``, ``revision_added`` (broken) · ``no_trust_list``, ``unknown_issuer``,
    ``not_yet_valid``, ``not_allowed``, ``unsupported``, ``damaged``, ``too_complex``, ``too_many``,
    ``not_examined`` (unverifiable).
    """

    state: SignatureState
    reason: str = ""
    signers: tuple[Signer, ...] = field(default=(), repr=False)

    @property
    def certifies(self) -> bool:
        """Whether the file stands for a certified copy on paper, or for the original."""
        return self.state == SignatureState.VALID

    def plain(self) -> dict[str, Any]:
        """Give it as plain data, moments in ISO 8601."""
        return {
            "state": str(self.state),
            "reason": self.reason,
            "signers": [
                {
                    "name": one.name,
                    "organisation": one.organisation,
                    "issuer": one.issuer,
                    "signed_at": one.signed_at.isoformat() if one.signed_at else None,
                    "timestamped": one.timestamped,
                }
                for one in self.signers
            ],
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Read it back.

        :raises ValueError: if it is no such data.
        """
        try:
            return cls(
                state=SignatureState(plain["state"]),
                reason=str(plain["reason"]),
                signers=tuple(_signer(one) for one in plain["signers"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError("not what was found in a file") from error


def _signer(plain: Mapping[str, Any]) -> Signer:
    told = plain["signed_at"]
    return Signer(
        name=str(plain["name"]),
        organisation=str(plain["organisation"]),
        issuer=str(plain["issuer"]),
        signed_at=datetime.fromisoformat(told) if told else None,
        timestamped=bool(plain["timestamped"]),
    )


NONE = Signature(SignatureState.ABSENT)
"""A file that nobody signed."""
