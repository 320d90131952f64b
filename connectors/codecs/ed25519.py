"""Ed25519 (RFC 8032): one side keeps the key, the other needs none of its secrets to check it."""

import base64
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

SCHEME = "ed25519"
_LENGTH = 32


def written(data: bytes) -> str:
    """Write bytes in base64url without padding, as JSON Web Keys and our header do."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _read(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return b""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key of ours, by the name under which its public half is published."""

    id: str
    seed: bytes = field(repr=False)

    @property
    def scheme(self) -> str:
        """The word that stands before a signature, and first in what is signed."""
        return SCHEME

    def sign(self, text: bytes) -> str:
        """Sign a text."""
        return written(Ed25519PrivateKey.from_private_bytes(self.seed).sign(text))


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of somebody's key."""

    raw: bytes

    @property
    def scheme(self) -> str:
        """The word that stands before a signature, and first in what is signed."""
        return SCHEME

    @classmethod
    def read(cls, text: str) -> "PublicKey":
        """Read it from PEM, or from the ``x`` of a JSON Web Key (RFC 8037).

        :raises ValueError: if it is neither, or a key of another kind.
        """
        if "-----BEGIN" not in text:
            raw = _read(text.strip())
            if len(raw) != _LENGTH:
                raise ValueError("not 32 bytes in base64url")
            return cls(raw)
        try:
            key = load_pem_public_key(text.encode())
        except UnsupportedAlgorithm as error:
            raise ValueError("a key of a kind nobody knows") from error
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError("a key of another kind")
        return cls(key.public_bytes_raw())

    def good(self, text: bytes, shown: str) -> bool:
        """Say whether this is a signature of the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(_read(shown), text)
        except InvalidSignature:
            return False
        return True
