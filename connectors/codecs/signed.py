"""Signed headers: prove who sends a request, that nobody changed it, and that it is fresh.

The signature is over scheme, method, request target, time, nonce and the hash of the body, so a
big body can stream: its hash is known beforehand. Which scheme it is, HMAC-SHA256 or Ed25519,
follows from the key that is named, never from what a caller says. Several keys may be valid at
once, so that a key is changed without a minute in which messages are refused.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from connectors.base import Surroundings
from connectors.codecs.ed25519 import PublicKey, SigningKey
from connectors.errors import NotAuthentic

KEY = "X-LT-Key"
TIMESTAMP = "X-LT-Timestamp"
NONCE = "X-LT-Nonce"
SIGNATURE = "X-LT-Signature"

WINDOW = timedelta(seconds=300)
SHORTEST_SECRET = 32
EMPTY_HASH = hashlib.sha256(b"").hexdigest()

_NONCE = re.compile(r"[A-Za-z0-9_-]{22,128}", re.ASCII)
_SECONDS = re.compile(r"[0-9]{1,12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """A shared secret and the name both sides know it by."""

    id: str
    secret: str = field(repr=False)

    @property
    def scheme(self) -> str:
        """The word that stands before a signature, and first in what is signed."""
        return "v1"

    def sign(self, text: bytes) -> str:
        """Sign a text with HMAC-SHA256."""
        return hmac.new(self.secret.encode(), text, hashlib.sha256).hexdigest()

    def good(self, text: bytes, shown: str) -> bool:
        """Say whether this is a signature of the text, in constant time."""
        return hmac.compare_digest(self.sign(text).encode(), shown.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Signable:
    """What of a request is signed. ``target`` is the request line's, query included."""

    method: str
    target: str
    body_sha256: str = EMPTY_HASH


def signature(key: Key | SigningKey, what: Signable, timestamp: str, nonce: str) -> str:
    """Compute the value of the signature header."""
    return f"{key.scheme}={key.sign(_text(key.scheme, what, timestamp, nonce))}"


def _text(scheme: str, what: Signable, timestamp: str, nonce: str) -> bytes:
    lines = (scheme, what.method, what.target, timestamp, nonce, what.body_sha256)
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def sign(key: Key | SigningKey, what: Signable, around: Surroundings) -> dict[str, str]:
    """Make the headers that prove a request is ours."""
    timestamp, nonce = str(int(around.clock().timestamp())), around.nonce()
    return {
        KEY: key.id,
        TIMESTAMP: timestamp,
        NONCE: nonce,
        SIGNATURE: signature(key, what, timestamp, nonce),
    }


def verify(
    headers: Mapping[str, str],
    what: Signable,
    keys: Mapping[str, str | PublicKey],
    around: Surroundings,
) -> str:
    """Check that a request comes from a holder of one of the keys; gives the key's id.

    ``keys`` are shared secrets, or public keys, by key id. The nonce is remembered last, so that
    nobody without a key can fill the memory of nonces.

    :raises NotAuthentic: with code key, stale, signature or replayed.
    """
    given = {name.lower(): value for name, value in headers.items()}
    key_id = given.get(KEY.lower(), "")
    timestamp, nonce = given.get(TIMESTAMP.lower(), ""), given.get(NONCE.lower(), "")
    if key_id not in keys:
        raise NotAuthentic("key")
    if not _SECONDS.fullmatch(timestamp):
        raise NotAuthentic("stale")
    age = around.clock().timestamp() - int(timestamp)
    if abs(age) > WINDOW.total_seconds():
        raise NotAuthentic("stale")
    known = keys[key_id]
    proof = Key(key_id, known) if isinstance(known, str) else known
    scheme, _, shown = given.get(SIGNATURE.lower(), "").partition("=")
    text = _text(proof.scheme, what, timestamp, nonce)
    if scheme != proof.scheme or not proof.good(text, shown):
        raise NotAuthentic("signature")
    if not _NONCE.fullmatch(nonce) or around.seen(key_id, nonce):
        raise NotAuthentic("replayed")
    return key_id
