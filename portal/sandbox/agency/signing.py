"""Signed requests between portal and agency, version 1: HMAC-SHA256 over what was asked, when."""

import hashlib
import hmac
import re
import secrets
import time
from dataclasses import dataclass

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
    return {
        "X-LT-Key": agency.key_id,
        "X-LT-Timestamp": moment,
        "X-LT-Nonce": nonce,
        "X-LT-Signature": "v1=" + _mac(agency.secret, asked, moment, nonce),
    }


def verify(agency: Agency, asked: Asked, headers: Headers, skew: float = 0) -> str:
    """Check a request's headers and give its nonce, which the caller must see to be new.

    :raises NotSigned: ``key``, ``stale`` or ``signature``.
    """
    moment, nonce = headers.get("X-LT-Timestamp", ""), headers.get("X-LT-Nonce", "")
    if headers.get("X-LT-Key", "") != agency.key_id:
        raise NotSigned("key")
    if not (moment.isascii() and moment.isdigit() and len(moment) < 16):
        raise NotSigned("stale")
    if abs(time.time() + skew - int(moment)) > FRESH_SECONDS:
        raise NotSigned("stale")
    version, _, shown = headers.get("X-LT-Signature", "").partition("=")
    right = _mac(agency.secret, asked, moment, nonce)
    if version != "v1" or not _NONCE.fullmatch(nonce) or not _HEX.fullmatch(shown):
        raise NotSigned("signature")
    if not hmac.compare_digest(shown, right):
        raise NotSigned("signature")
    return nonce


def _mac(secret: bytes, asked: Asked, moment: str, nonce: str) -> str:
    text = "\n".join(("v1", asked.method, asked.target, moment, nonce, asked.body_hash))
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
