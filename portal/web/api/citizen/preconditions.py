"""The conditions a request carries: which version it was made for, and what its bytes are."""

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any, Self

from flask import request

from portal.web.api.problems import Fault, Problem

MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string", "pattern": '^"[0-9]{1,9}"$'},
    "description": "the ETag of the draft as it was last read",
    "example": '"3"',
}
DIGEST = {
    "in": "header",
    "name": "Content-Digest",
    "required": True,
    "schema": {"type": "string", "pattern": "^sha-256=:[A-Za-z0-9+/]{43}=:$"},
    "description": "SHA-256 of the body (RFC 9530)",
    "example": "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:",
}
ETAG = {"ETag": {"schema": {"type": "string"}, "description": "the draft's version"}}
_ETAG = re.compile(r'"([0-9]{1,9})"')
_SHA256 = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]{1,64}):\s*(?:,|$)")


def version() -> int:
    """Give the version a request was made for.

    :raises Problem: 428 if it says none, 400 if it says something else.
    """
    told = request.headers.get("If-Match")
    if told is None:
        raise Problem(428, Fault("If-Match", "required"))
    found = _ETAG.fullmatch(told.strip())
    if found is None:
        raise Problem(400, Fault("If-Match", "invalid"))
    return int(found[1])


def etag(number: int) -> dict[str, str]:
    """Give the header that tells a version."""
    return {"ETag": f'"{number}"'}


def stale(sent: dict[str, Any], stored: dict[str, Any], now: int) -> Problem:
    """Tell a version that is old, and of each answer both: what was sent, what stands there."""
    differ = [
        {"field": f"answers.{name}", "sent": value, "stored": stored.get(name)}
        for name, value in sent.items()
        if stored.get(name) != value
    ]
    return Problem(
        412, Fault("If-Match", "stale"), headers=etag(now), version=now, conflicts=differ
    )


class Digested:
    """A body that is compared, when it has passed, with what the caller says it is."""

    def __init__(self, chunks: Iterable[bytes], wanted: bytes) -> None:
        self._chunks, self._wanted = chunks, wanted

    @property
    def sha256(self) -> str:
        """What the caller says the body is, in hex."""
        return self._wanted.hex()

    @classmethod
    def of(cls, chunks: Iterable[bytes]) -> Self:
        """Read what the caller says.

        :raises Problem: 400 without a SHA-256.
        """
        told = request.headers.get("Content-Digest")
        found = _SHA256.search(told or "")
        if found is None:
            raise Problem(400, Fault("Content-Digest", "invalid" if told else "required"))
        try:
            return cls(chunks, base64.b64decode(found[1], validate=True))
        except binascii.Error:
            raise Problem(400, Fault("Content-Digest", "invalid")) from None

    def __iter__(self) -> Iterator[bytes]:
        passed = hashlib.sha256()
        for chunk in self._chunks:
            passed.update(chunk)
            yield chunk
        if passed.digest() != self._wanted:
            raise Problem(400, Fault("Content-Digest", "digest"))
