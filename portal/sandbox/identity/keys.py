"""The signing keys of the realms, and signed tokens (RFC 7515, RS256) made with them."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from portal.sandbox.shell.store import Store

BITS = 2048


def encode(data: bytes) -> str:
    """Write bytes as base64url without padding, as tokens want them."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Read base64url without padding.

    :raises ValueError: when it is not.
    """
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class RealmKey:
    """One realm's key pair, made on the first start and kept in the store."""

    def __init__(self, store: Store, realm: str) -> None:
        self._key = _load(store, realm)
        numbers = self._key.public_key().public_numbers()
        self._n = encode(numbers.n.to_bytes(BITS // 8, "big"))
        self._e = encode(numbers.e.to_bytes(3, "big"))
        # RFC 7638: the thumbprint of the public key is its name.
        told = json.dumps({"e": self._e, "kty": "RSA", "n": self._n}, separators=(",", ":"))
        self.kid = encode(hashlib.sha256(told.encode()).digest())

    def jwk(self) -> dict[str, str]:
        """Show the public key (RFC 7517)."""
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.kid,
            "n": self._n,
            "e": self._e,
        }

    def sign(self, claims: dict[str, Any], *, badly: bool = False) -> str:
        """Sign claims; ``badly`` signs with a stranger's key under this key's name."""
        head = {"alg": "RS256", "typ": "JWT", "kid": self.kid}
        text = ".".join(encode(json.dumps(part).encode()) for part in (head, claims))
        key = _new() if badly else self._key
        signature = key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{text}.{encode(signature)}"

    def read(self, token: str) -> dict[str, Any] | None:
        """Read a token this realm signed, however old; None for any other text."""
        text, _, signature = token.rpartition(".")
        try:
            self._key.public_key().verify(
                decode(signature), text.encode(), padding.PKCS1v15(), hashes.SHA256()
            )
            claims = json.loads(decode(text.partition(".")[2]))
        except (InvalidSignature, ValueError):
            return None
        return claims if isinstance(claims, dict) else None


def _new() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=BITS)


def _load(store: Store, realm: str) -> rsa.RSAPrivateKey:
    with store.read() as db:
        row = db.execute("SELECT pem FROM keys WHERE realm = ?", (realm,)).fetchone()
    if row is not None:
        key = serialization.load_pem_private_key(row["pem"], password=None)
        assert isinstance(key, rsa.RSAPrivateKey)
        return key
    key = _new()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with store.write() as db:
        db.execute("INSERT INTO keys (realm, pem) VALUES (?, ?)", (realm, pem))
    return key
