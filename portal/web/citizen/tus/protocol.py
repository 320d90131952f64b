"""The words of the protocol: what its headers say, and what is answered when they say it wrongly.

Source: tus resumable upload protocol 1.0.0, core and the extensions in ``EXTENSIONS``.
"""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import Headers

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,checksum,termination"
ALGORITHMS = ("sha256", "sha1")
CONTENT = "application/offset+octet-stream"
_LONGEST = 8 * 1024
_NUMBER = re.compile(r"[0-9]{1,15}", re.ASCII)


class Refused(Exception):
    """A request the protocol does not allow; ``reason`` names what is wrong with it."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(status, reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True)
class Checksum:
    """What the bytes of one request have to add up to."""

    algorithm: str
    expected: bytes

    def fits(self, found: bytes) -> bool:
        """Whether this is what was found."""
        return found == self.expected

    def start(self) -> "hashlib._Hash":
        """Begin to add up. Against accidents on the way, not against forgers."""
        return hashlib.new(self.algorithm, usedforsecurity=False)


def count(headers: Headers, name: str) -> int:
    """Read a header that counts bytes.

    :raises Refused: 400, if it is missing or no number.
    """
    text = headers.get(name, "")
    if not _NUMBER.fullmatch(text):
        raise Refused(400, f"{name} must be a whole number of bytes")
    return int(text)


def checksum(headers: Headers) -> Checksum | None:
    """Read what the body has to add up to, if that is told.

    :raises Refused: 400, if it cannot be read or is of an algorithm that is not offered.
    """
    text = headers.get("Upload-Checksum")
    if text is None:
        return None
    algorithm, _space, value = text.strip().partition(" ")
    if algorithm not in ALGORITHMS:
        raise Refused(400, "Upload-Checksum: this algorithm is not offered")
    expected = _decoded(value)
    if len(expected) != hashlib.new(algorithm, usedforsecurity=False).digest_size:
        raise Refused(400, "Upload-Checksum: not a checksum of this algorithm")
    return Checksum(algorithm, expected)


def metadata(headers: Headers) -> Mapping[str, str]:
    """Read what is told about a file: pairs of a key and its value in base64.

    :raises Refused: 400, if it cannot be read.
    """
    text = headers.get("Upload-Metadata", "")
    if len(text) > _LONGEST:
        raise Refused(400, "Upload-Metadata is too long")
    found: dict[str, str] = {}
    for pair in filter(None, (each.strip() for each in text.split(","))):
        key, _space, value = pair.partition(" ")
        if key in found:
            raise Refused(400, "Upload-Metadata names a key twice")
        try:
            found[key] = _decoded(value).decode()
        except UnicodeDecodeError:
            raise Refused(400, "Upload-Metadata is not UTF-8") from None
    return found


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode(value.strip(), validate=True)
    except ValueError:
        raise Refused(400, "a value is not base64") from None
