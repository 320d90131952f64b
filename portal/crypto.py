"""Locks, seals and fingerprints, each one thin over libsodium or the ``cryptography`` library.

Sealed bytes start with a header that names format and algorithm, so that a later change of
either can still open what was sealed before.
"""

import base64
import hashlib
import hmac
import secrets
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

import rfc8785
import uuid_utils.compat
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from nacl.bindings import crypto_secretstream_xchacha20poly1305_ABYTES as OVERHEAD
from nacl.bindings import crypto_secretstream_xchacha20poly1305_HEADERBYTES as STREAM_HEADER
from nacl.bindings import crypto_secretstream_xchacha20poly1305_init_pull as init_pull
from nacl.bindings import crypto_secretstream_xchacha20poly1305_init_push as init_push
from nacl.bindings import crypto_secretstream_xchacha20poly1305_pull as pull
from nacl.bindings import crypto_secretstream_xchacha20poly1305_push as push
from nacl.bindings import crypto_secretstream_xchacha20poly1305_state as State
from nacl.bindings import crypto_secretstream_xchacha20poly1305_TAG_FINAL as FINAL
from nacl.bindings import crypto_secretstream_xchacha20poly1305_TAG_MESSAGE as MESSAGE

ALGORITHM = "xchacha20poly1305-stream"
FORMAT = 1
CHUNK = 64 * 1024
_HEADER = b"LT\x01\x01"  # magic, format 1, algorithm 1


class Unsealable(Exception):
    """Sealed bytes are torn, forged, or belong to something else."""


def uuid7() -> uuid.UUID:
    """Make an id that sorts by the time it was made (RFC 9562)."""
    return uuid_utils.compat.uuid7()


def new_key() -> bytes:
    """Make a fresh 32-byte key."""
    return secrets.token_bytes(32)


def seal(key: bytes, plain: bytes, context: str) -> bytes:
    """Seal a small value; ``context`` says what it is, and opening asks for the same words."""
    return b"".join(seal_stream(key, [plain], context))


def unseal(key: bytes, sealed: bytes, context: str) -> bytes:
    """Open what ``seal`` closed.

    :raises Unsealable: if a byte was changed, or key or context differ.
    """
    return b"".join(unseal_stream(key, [sealed], context))


def seal_stream(key: bytes, chunks: Iterable[bytes], context: str) -> Iterator[bytes]:
    """Seal a stream in chunks of 64 KiB; one cut, doubled or reordered is noticed on opening."""
    state = State()
    yield _HEADER + init_push(state, key)
    held = b""
    for piece in _resized(chunks, CHUNK):
        if held:
            yield push(state, held, context.encode(), MESSAGE)
        held = piece
    yield push(state, held, context.encode(), FINAL)


def unseal_stream(key: bytes, chunks: Iterable[bytes], context: str) -> Iterator[bytes]:
    """Open what ``seal_stream`` closed, chunk by chunk.

    :raises Unsealable: as soon as something is wrong, at the latest at the end of a torn stream.
    """
    start = len(_HEADER) + STREAM_HEADER
    source = _Reader(chunks)
    head = source.take(start)
    if len(head) < start or not head.startswith(_HEADER):
        raise Unsealable("not a sealed value of a known format")
    state = State()
    init_pull(state, head[len(_HEADER) :], key)
    tag = MESSAGE
    while piece := source.take(CHUNK + OVERHEAD):
        if tag == FINAL:
            raise Unsealable("bytes after the end")
        try:
            plain, tag = pull(state, piece, context.encode())
        except (RuntimeError, ValueError) as error:
            raise Unsealable("a sealed chunk does not open") from error
        yield plain
    if tag != FINAL:
        raise Unsealable("the sealed stream ends too early")


class _Reader:
    """Takes exact numbers of bytes from a stream of pieces of any size."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._held = bytearray()

    def take(self, count: int) -> bytes:
        while len(self._held) < count:
            piece = next(self._chunks, None)
            if piece is None:
                break
            self._held += piece
        taken = bytes(self._held[:count])
        del self._held[:count]
        return taken


def _resized(chunks: Iterable[bytes], size: int) -> Iterator[bytes]:
    source = _Reader(chunks)
    while piece := source.take(size):
        yield piece


def derive(key: bytes, purpose: str) -> bytes:
    """Derive a 32-byte key for one purpose from another key."""
    return mac(key, f"lienthong/derive/{purpose}".encode())


def mac(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA-256."""
    return hmac.new(key, data, hashlib.sha256).digest()


def blind(key: bytes, kind: str, value: str) -> bytes:
    """Make the keyed hash a value is found by; ``kind`` keeps a phone from matching an id."""
    return mac(key, f"{kind}\0{value}".encode())


def same(left: bytes, right: bytes) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(left, right)


def canonical(value: Any) -> bytes:
    """Write a value as canonical JSON (RFC 8785)."""
    return rfc8785.dumps(value)


def sha256(data: bytes) -> str:
    """Fingerprint bytes, in hex."""
    return hashlib.sha256(data).hexdigest()


def token(data: bytes) -> str:
    """Write bytes for an address: base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sign(seed: bytes, data: bytes) -> bytes:
    """Sign with Ed25519; ``seed`` is the 32-byte private key."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(data)


def public_key(seed: bytes) -> Ed25519PublicKey:
    """Give the public half a signature is checked with."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key()
