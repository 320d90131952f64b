"""Signed requests between portal and agency: HMAC-SHA256 or Ed25519 over what was asked, when."""

import hashlib
import hmac
import re
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from werkzeug.datastructures import Headers

from portal.sandbox.agency.parties import Agency

FRESH_SECONDS = 300
_NONCE = re.compile(r"[A-Za-z0-9_-]{22,200}")
_HEX = re.compile(r"[0-9a-f]{64}")


class NotSigned(Exception):
    """The request does not prove where it comes from; ``reason`` is the contract's word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Asked:
    """What a signature covers: the method, the path with its query, the hash of the body."""

    method: str
    target: str
    body_hash: str


def hashed(body: bytes) -> str:
    """Hash a body, in hex."""
    return hashlib.sha256(body).hexdigest()


def sign(agency: Agency, asked: Asked, skew: float = 0) -> dict[str, str]:
    """Make the four headers of a request; ``skew`` is how wrong the agency's clock goes (s)."""
    moment, nonce = str(int(time.time() + skew)), secrets.token_urlsafe(24)
    if agency.seed:
        key = Ed25519PrivateKey.from_private_bytes(agency.seed)
        proof = urlsafe_b64encode(key.sign(_text("ed25519", asked, moment, nonce)))
        shown = "ed25519=" + proof.rstrip(b"=").decode()
    else:
        shown = "v1=" + _mac(agency.secret, asked, moment, nonce)
    return {
        "X-LT-Key": agency.key_id,
        "X-LT-Timestamp": moment,
        "X-LT-Nonce": nonce,
        "X-LT-Signature": shown,
    }


def verify(agency: Agency, asked: Asked, headers: Headers, skew: float = 0) -> str:
    """Check a request's headers and give its nonce, which the caller must see to be new.

    :raises NotSigned: ``key``, ``stale`` or ``signature``.
    """
    moment, nonce = headers.get("X-LT-Timestamp", ""), headers.get("X-LT-Nonce", "")
    key_id = headers.get("X-LT-Key", "")
    if key_id != agency.key_id and key_id not in agency.portal_keys:
        raise NotSigned("key")
    if not (moment.isascii() and moment.isdigit() and len(moment) < 16):
        raise NotSigned("stale")
    if abs(time.time() + skew - int(moment)) > FRESH_SECONDS:
        raise NotSigned("stale")
    version, _, shown = headers.get("X-LT-Signature", "").partition("=")
    if not _NONCE.fullmatch(nonce):
        raise NotSigned("signature")
    if key_id in agency.portal_keys:
        text = _text("ed25519", asked, moment, nonce)
        good = version == "ed25519" and _signed(agency.portal_keys[key_id], shown, text)
    else:
        right = _mac(agency.secret, asked, moment, nonce)
        good = version == "v1" and bool(_HEX.fullmatch(shown)) and hmac.compare_digest(shown, right)
    if not good:
        raise NotSigned("signature")
    return nonce


def _signed(public: str, shown: str, text: bytes) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(public + "=="))
        key.verify(urlsafe_b64decode(shown + "=="), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def _mac(secret: bytes, asked: Asked, moment: str, nonce: str) -> str:
    return hmac.new(secret, _text("v1", asked, moment, nonce), hashlib.sha256).hexdigest()


def _text(scheme: str, asked: Asked, moment: str, nonce: str) -> bytes:
    lines = (scheme, asked.method, asked.target, moment, nonce, asked.body_hash)
    return "\n".join(lines).encode()
